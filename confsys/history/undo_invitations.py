"""How the answer of a site is taken back."""

from collections.abc import Callable
from typing import Any

from confsys.conferences.models import Participation
from confsys.errors import Refused
from confsys.extensions import db
from confsys.history.left import changed_since
from confsys.invitations import answering
from confsys.journal import Entry, personal_of
from confsys.words import _


def _answered(actor: Any, entry: Entry) -> None:
    participation = db.session.get(Participation, entry.about["participation"])
    if participation is None:
        raise Refused(_("This site no longer takes part in the conference."))
    named = personal_of(entry) or {"before": {}, "after": {}}
    if answering.told_of(participation) != _whole(entry.after, named["after"]):
        raise changed_since()
    answering.put_back(actor, participation, values=_whole(entry.before, named["before"]))


def _whole(plain: dict[str, Any] | None, personal: dict[str, Any]) -> dict[str, Any] | None:
    return {**plain, **personal} if plain else None


INVITATIONS: dict[str, Callable[[Any, Entry], None]] = {"participation.answered": _answered}
_SAID = _("It is said anew among the answers of the sites; the site sees it there.")
CANNOT: dict[str, Any] = {
    "conference.reminded": _("A letter that has not left is withdrawn among the letters."),
    "participation.stand_in_named": _("Who comes is named anew in the answer of the site."),
    "participation.stand_in_consented": _SAID,
    "participation.stand_in_refused": _SAID,
}
