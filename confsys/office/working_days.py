"""Working days and office hours: pure arithmetic, without database or clock.

Days are local days; a span between two instants is half-open.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

MONDAY_TO_FRIDAY = frozenset(range(5))
MORNING, AFTERNOON = (time(7), time(11, 30)), (time(13, 30), time(17))
ONE_DAY = timedelta(days=1)

Hours = tuple[time, time]


def nothing_special(_day: date) -> bool | None:
    """A calendar without holidays: every day is as its week says."""
    return None


@dataclass(frozen=True)
class WorkingDays:
    """When an office works.

    `exception` says of a day that it is worked on (True), off (False), or as its week says (None).
    """

    zone: tzinfo
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    hours: tuple[Hours, ...] = (MORNING, AFTERNOON)
    exception: Callable[[date], bool | None] = nothing_special

    def __post_init__(self) -> None:
        if not self.weekdays:
            raise ValueError("an office works on some day of the week")

    def is_working(self, day: date) -> bool:
        special = self.exception(day)
        return day.weekday() in self.weekdays if special is None else special

    def add_working_days(self, day: date, number: int) -> date:
        """The `number`-th working day after `day`, before it if negative; 0 is the day itself, whatever it is."""
        step = ONE_DAY if number > 0 else -ONE_DAY
        for _turn in range(abs(number)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def first_working_day(self, day: date) -> date:
        """The day itself if the office works on it, else the next one that it works on."""
        return day if self.is_working(day) else self.add_working_days(day, 1)

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days come after `first` up to and with `last`; negative if `last` comes before.

        So much is left until `last`: 1 if it is the next working day, 0 if it is today.
        """
        if last < first:
            return -self.working_days_between(last, first)
        return sum(self.is_working(day) for day in _days(first + ONE_DAY, last))

    def office_time(self, start: datetime, end: datetime) -> timedelta:
        """How much of the time between two instants lies in office hours."""
        first, last = start.astimezone(self.zone).date(), end.astimezone(self.zone).date()
        working = (day for day in _days(first, last) if self.is_working(day))
        return sum((self._overlap(day, start, end) for day in working), timedelta())

    def _overlap(self, day: date, start: datetime, end: datetime) -> timedelta:
        total = timedelta()
        for begin, finish in self.hours:
            opens, closes = (datetime.combine(day, hour, tzinfo=self.zone) for hour in (begin, finish))
            total += max(timedelta(), min(end, closes) - max(start, opens))
        return total


def _days(first: date, last: date) -> Iterator[date]:
    """Every day from `first` to `last`, both with."""
    return (first + timedelta(days=number) for number in range((last - first).days + 1))
