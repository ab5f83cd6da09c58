"""Entering a conference of the past, with its agenda as it was written."""

from datetime import UTC
from typing import Any

from confsys.agenda import actions as agenda
from confsys.agenda import bring
from confsys.agenda.pasted.reading import Line
from confsys.changes import action
from confsys.conferences import actions as conferences
from confsys.conferences.models import Conference
from confsys.errors import Invalid
from confsys.people.models import Person
from confsys.words import _


@action
def enter(actor: Person, *, agenda_text: str = "", **values: Any) -> Conference:
    """A conference that is over, all of it or nothing. Raises Invalid, also for a line that cannot be read."""
    conference = conferences.enter_past(actor, closed_at=values["ends_at"], **values)
    if lines := _lines(conference, agenda_text):
        agenda.enter_past(actor, conference, items=[_item(line) for line in lines])
    return conference


def _lines(conference: Conference, text: str) -> list[Line]:
    try:
        found = bring.understood(conference, text, replacing=True)
    except Invalid as error:
        raise Invalid({"agenda": next(iter(error.errors.values()))}) from error
    for line in found.bad:
        raise Invalid({"agenda": _("Line %(number)s: %(problem)s", number=line.number, problem=line.problem)})
    return found.good


def _item(line: Line) -> dict[str, Any]:
    """An item that took as long as was planned: nobody wrote down more."""
    values = bring.values_of(line)
    site, _fixed, _counts = (values.pop(name) for name in ("site", "fixed_start", "counts_to_end"))
    return values | {
        "site_id": site,
        "started_at": line.begins.astimezone(UTC),
        "ended_at": line.ends.astimezone(UTC),
    }
