"""A month: every day with its first lines, and how many there are beyond."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from confsys import clock
from confsys.conferences.models import Conference
from confsys.office.queries import calendar, name_of_day
from confsys.planner import labels
from confsys.planner.drawn import by_day, plan_address
from confsys.planner.queries import Shown

LINES = 5
HOUR = 8  # letters: a sign, the hour, the spaces
ROOMY, FULL, TIGHT, PACKED = ("roomy", "full", "tight", "packed")
ON_A_SHEET = {
    ROOMY: (24, 46),
    FULL: (27, 53),
    TIGHT: (30, 59),
}  # how tight month-print.css sets it: letters on a line, lines on a sheet


@dataclass(frozen=True)
class Line:
    """A conference on one of its days."""

    conference: Conference
    look: str
    says: str
    comes_in: bool


@dataclass(frozen=True)
class Day:
    """One cell. `more`: how many conferences have no line."""

    day: date
    is_inside: bool
    is_today: bool
    is_working: bool
    named: str
    number: int
    lines: list[Line]
    plan: str

    @property
    def more(self) -> int:
        return self.number - len(self.lines)


def weeks(month: date, days: Sequence[date], found: Sequence[Shown], *, may_plan: bool) -> list[list[Day]]:
    """The days of a month, and of the weeks it begins and ends in, week by week."""
    there, now = by_day(days, found), clock.now()
    cells = [_cell(month, day, there.get(day, []), now, may_plan) for day in days]
    return [cells[first : first + 7] for first in range(0, len(cells), 7)]


def density(weeks: Sequence[Sequence[Day]]) -> str:
    """How tight the month is set on paper, so that it stays on one sheet."""
    fits = (
        name for name, (letters, lines) in ON_A_SHEET.items() if sum(_high(week, letters) for week in weeks) <= lines
    )
    return next(fits, PACKED)


def _high(week: Sequence[Day], letters: int) -> int:
    """How many lines its fullest day takes on paper: its head, the titles with their hours, what is only counted."""
    return 1 + max(sum(_lines_of(line, letters) for line in cell.lines) + (cell.more > 0) for cell in week)


def _lines_of(line: Line, letters: int) -> int:
    return -(-(len(line.conference.title) + HOUR) // letters)


def _cell(month: date, day: date, there: Sequence, now: datetime, may_plan: bool) -> Day:
    today = clock.local(now).date()
    shown = there if len(there) <= LINES else there[: LINES - 1]
    return Day(
        day,
        day.month == month.month,
        day == today,
        calendar().is_working(day),
        name_of_day(day),
        len(there),
        list(_lines(shown, now)),
        plan_address(day) if may_plan and day >= today else "",
    )


def _lines(there: Sequence, now: datetime) -> Iterator[Line]:
    for each, span in there:
        says = labels.says(each.conference, each.chaired_by)
        yield Line(each.conference, labels.look_of(each.conference, now), says, span.comes_in)
