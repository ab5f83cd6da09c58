"""How what was noted of the attendance of a site is taken back."""

from collections.abc import Callable
from typing import Any

from confsys.attendance import actions, queries
from confsys.conferences.models import Conference, Participation
from confsys.errors import Refused
from confsys.extensions import db
from confsys.history.left import changed_since
from confsys.journal import Entry, personal_of
from confsys.words import _


def _noted(actor: Any, entry: Entry) -> None:
    participation, named = _participation(entry), personal_of(entry) or {"before": {}, "after": {}}
    if actions.told_of(participation) != _whole(entry.after, named["after"]):
        raise changed_since()
    actions.put_back(actor, participation, values=_whole(entry.before, named["before"]))


def _delegates(actor: Any, entry: Entry) -> None:
    participation, named = _participation(entry), personal_of(entry)
    if named is None or actions.noted_of(participation) != named["after"]["delegates"]:
        raise changed_since()
    actions.put_back_delegates(actor, participation, noted=named["before"]["delegates"])


def _quorum(actor: Any, entry: Entry) -> None:
    conference = db.session.get_one(Conference, entry.about["conference"])
    found = queries.quorum_of(conference)
    if {"share": found.share, "base": found.base} != entry.after:
        raise changed_since()
    actions.set_quorum(actor, conference, **(entry.before or {}))


def _participation(entry: Entry) -> Participation:
    found = db.session.get(Participation, entry.about["participation"])
    if found is None:
        raise Refused(_("This site no longer takes part in the conference."))
    return found


def _whole(plain: dict[str, Any] | None, personal: dict[str, Any]) -> dict[str, Any] | None:
    return {**plain, **personal} if plain else None


ATTENDANCE: dict[str, Callable[[Any, Entry], None]] = {
    "participation.checked_in": _noted,
    "participation.head_counted": _noted,
    "participation.marked": _noted,
    "participation.delegates_noted": _delegates,
    "conference.quorum_set": _quorum,
}
