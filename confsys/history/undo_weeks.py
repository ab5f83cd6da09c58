"""How entries about a weekly calendar are taken back."""

from collections.abc import Callable
from typing import Any

from confsys.conferences.models import Conference
from confsys.errors import Refused
from confsys.extensions import db
from confsys.history.left import before, refuse_changed
from confsys.journal import Entry, personal_of
from confsys.weeks import actions, entries, ordering
from confsys.weeks.drafting import draft
from confsys.weeks.models import Week, WeekEntry
from confsys.words import _


def _added(actor: Any, entry: Entry) -> None:
    line = _line(entry)
    _refuse_changed(entry, entries.told(line))
    actions.remove(actor, line)


def _changed(actor: Any, entry: Entry) -> None:
    line = _line(entry)
    _refuse_changed(entry, entries.told(line))
    actions.change(actor, line, **before(entry), **_personal_before(entry))


def _removed(actor: Any, entry: Entry) -> None:
    if db.session.get(WeekEntry, entry.about["entry"]) is not None:
        raise Refused(_("The line is back already."))
    week = db.session.get_one(Week, entry.about["week"])
    values = before(entry) | (personal_of(entry) or {})
    actions.enter(actor, body=week.body, entry_id=entry.about["entry"], **values)


def _noted(actor: Any, entry: Entry) -> None:
    week, line = db.session.get_one(Week, entry.about["week"]), _line(entry)
    _refuse_changed(entry, entries.extras(line))
    conference = db.session.get_one(Conference, entry.about["conference"])
    values = before(entry) | _personal_before(entry)
    actions.note(actor, body=week.body, monday=week.monday, conference=conference, **values)


def _cancelled(actor: Any, entry: Entry) -> None:
    line = _line(entry)
    refuse_changed(entry, {"reason": line.reason})
    actions.restore_entry(actor, line, reason=(entry.before or {})["reason"])


def _restored(actor: Any, entry: Entry) -> None:
    actions.cancel_entry(actor, _line(entry), reason=(entry.before or {})["reason"])


def _ordered(actor: Any, entry: Entry) -> None:
    week, order = db.session.get_one(Week, entry.about["week"]), (entry.before or {})["order"]
    refuse_changed(entry, {"order": ordering.beside(draft(week.body, week.monday).rows, order[0])})
    actions.arrange(actor, body=week.body, monday=week.monday, order=order)


def _line(entry: Entry) -> WeekEntry:
    line = db.session.get(WeekEntry, entry.about["entry"])
    if line is None:
        raise Refused(_("The line is no longer on the week."))
    return line


def _personal_before(entry: Entry) -> dict[str, Any]:
    return (personal_of(entry) or {"before": {}})["before"]


def _refuse_changed(entry: Entry, now: entries.Told) -> None:
    named = personal_of(entry) or {}
    refuse_changed(entry, now.plain)
    refuse_changed(entry, now.personal, after=named.get("after", named))


WEEKS: dict[str, Callable[[Any, Entry], None]] = {
    "week.entry_added": _added,
    "week.entry_changed": _changed,
    "week.entry_removed": _removed,
    "week.entry_noted": _noted,
    "week.entry_cancelled": _cancelled,
    "week.entry_restored": _restored,
    "week.lines_ordered": _ordered,
}
