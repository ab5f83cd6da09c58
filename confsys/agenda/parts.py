"""The parts of a day an agenda falls into, as the invitation calls them: morning, afternoon, evening."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from confsys import clock
from confsys.agenda.queries import Scheduled
from confsys.words import _

MORNING, AFTERNOON, EVENING = "morning", "afternoon", "evening"
NAMES = {MORNING: _("Morning"), AFTERNOON: _("Afternoon"), EVENING: _("Evening")}
AFTERNOON_FROM, EVENING_FROM = 12, 18  # local hours


@dataclass(frozen=True)
class Part:
    """Rows that follow each other in one part of one day."""

    day: date
    name: str
    rows: list[Scheduled]

    @property
    def label(self) -> object:
        return NAMES[self.name]


def part_of(instant: datetime) -> tuple[date, str]:
    """The local day and the part of it in which an instant lies."""
    local = clock.local(instant)
    name = MORNING if local.hour < AFTERNOON_FROM else AFTERNOON if local.hour < EVENING_FROM else EVENING
    return local.date(), name


def parts_planned(rows: Sequence[Scheduled]) -> list[Part]:
    """The rows of an agenda by the day and part in which they are planned, in their own order."""
    return [Part(*when, list(group)) for when, group in groupby(rows, key=lambda row: part_of(row.times.planned_start))]
