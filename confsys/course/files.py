"""The course of a conference as files: a table for a spreadsheet, and everything as JSON for a program."""

from collections.abc import Iterable
from typing import Any

from confsys import journal, shown
from confsys.history.telling import Line, Told
from confsys.journal import Entry
from confsys.sites.sheets import spreadsheet
from confsys.words import gettext


def as_csv(course: Iterable[Told]) -> bytes:
    """One line for each thing that happened."""
    what = (gettext("What happened"), gettext("About"), gettext("Values"), gettext("Who"))
    return spreadsheet([(gettext("No."), gettext("Day"), gettext("Time"), *what), *map(_cells, course)])


def _cells(told: Told) -> tuple[str | int, ...]:
    values = "; ".join(map(spelled, told.lines)) or told.reason or ""
    return told.version, shown.day(told.at), shown.hms(told.at), str(told.words), told.about, values, told.by


def as_plain(conference: Any, entries: Iterable[Entry]) -> dict[str, Any]:
    """The journal from the first entry to the last, as the API gives entries; it holds no personal values."""
    named = {"id": conference.id, "code": conference.code, "title": conference.title, "state": conference.state}
    return {"conference": named, "events": [journal.plain(entry) for entry in entries]}


def spelled(line: Line) -> str:
    """ "Minutes: 10 → 15" in one line of text."""
    parts = [f"{line.before} → {line.after}" if line.before else line.after]
    parts += [f"+ {name}" for name in line.came] + [f"− {name}" for name in line.went]
    return f"{line.label}: {', '.join(filter(None, parts))}"
