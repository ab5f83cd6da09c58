"""A local day in quarter hours: what of a time falls on it, and which quarters are shown. Pure.

Quarters count from midnight by the clock on the wall, 0 to 96; spans are half-open.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from confsys.office.working_days import ONE_DAY, WorkingDays

QUARTER, IN_A_DAY = 15, 96
LEAST = 2  # quarters; what is shorter is drawn so long, or nobody could press it
OPENS, CLOSES = 26, 72  # half past six to six: what is always shown
MARGIN = 2  # quarters shown before and after the hours of the office


@dataclass(frozen=True)
class Span:
    """What of a time falls on a day, as it is drawn."""

    first: int
    last: int
    comes_in: bool = False  # it began on a day before
    goes_on: bool = False  # it ends on a day after

    def within(self, hours: "Hours") -> "Span":
        """What of it is on the picture; what ended in the night lies at its edge."""
        first = min(max(self.first, hours.first), hours.last - LEAST)
        last = max(min(self.last, hours.last), first + LEAST)
        return Span(first, last, self.comes_in, self.goes_on)


@dataclass(frozen=True)
class Hours:
    """The quarters shown: from `first`, so many."""

    first: int
    quarters: int

    @property
    def last(self) -> int:
        return self.first + self.quarters

    def full(self) -> list[tuple[int, int]]:
        """Every full hour that begins here, and on which row from the top (1)."""
        return [(each // 4, each - self.first + 1) for each in range(self.first, self.last) if each % 4 == 0]

    def halves(self) -> range:
        """The quarter with which each half hour begins."""
        return range(self.first + self.first % 2, self.last - 1, 2)

    def share(self, at: time) -> float | None:
        """How far along an hour stands, in percent; None if it is not shown."""
        share = (minutes(at) / QUARTER - self.first) / self.quarters * 100
        return round(share, 3) if 0 <= share <= 100 else None


def minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def span_on(day: date, starts_at: datetime, ends_at: datetime, zone: tzinfo) -> Span | None:
    """What of [starts_at, ends_at) falls on the day; None for nothing. What ends at midnight is not on the next day."""
    start, end = starts_at.astimezone(zone), ends_at.astimezone(zone)
    midnight = datetime.combine(day + ONE_DAY, time(), zone)
    if start >= midnight or end <= datetime.combine(day, time(), zone):
        return None
    comes_in, goes_on = start.date() < day, end > midnight
    first = 0 if comes_in else minutes(start.time()) // QUARTER
    last = IN_A_DAY if end >= midnight else _upwards(end)
    last = max(last, first + LEAST)
    return Span(min(first, IN_A_DAY - LEAST), min(last, IN_A_DAY), comes_in, goes_on)


def _upwards(end: datetime) -> int:
    """The quarter that has not begun when it ends."""
    whole = end.replace(second=0, microsecond=0)
    return -(-(minutes(whole.time()) + (end > whole)) // QUARTER)


def days_of(starts_at: datetime, ends_at: datetime, zone: tzinfo) -> range:
    """The local days it touches, as ordinals."""
    first = starts_at.astimezone(zone).date()
    last = (ends_at - timedelta(microseconds=1)).astimezone(zone).date()
    return range(first.toordinal(), last.toordinal() + 1)


def hours(spans: Iterable[Span], office: WorkingDays) -> Hours:
    """The usual ones, and more where something would not be seen; whole half hours.

    What goes on over midnight does not ask for the night: enough that its beginning is seen.
    """
    opens = min(OPENS, minutes(office.hours[0][0]) // QUARTER - MARGIN)
    closes = max(CLOSES, -(-minutes(office.hours[-1][1]) // QUARTER) + MARGIN)
    first, last = max(opens, 0), min(closes, IN_A_DAY)
    for each in spans:
        if not each.comes_in:
            first = min(first, each.first)
        last = max(last, each.first + LEAST if each.goes_on else each.last)
    first, last = first - first % 2, last + last % 2
    return Hours(first, last - first)


def closed(day: date, shown: Hours, office: WorkingDays) -> list[tuple[int, int]]:
    """Where the office does not work that day: the row from the top, and how many."""
    sessions: Sequence[tuple[int, int]] = ()
    if office.is_working(day):
        sessions = [(minutes(opens) // QUARTER, -(-minutes(closes) // QUARTER)) for opens, closes in office.hours]
    edges = [shown.first, *(each for session in sessions for each in session), shown.last]
    gaps = zip(edges[::2], edges[1::2], strict=True)
    return [(first - shown.first + 1, last - first) for first, last in gaps if first < last]
