"""At what times a meeting could be: pure arithmetic over quarters of an hour, without database, web or clock.

The time of each person or site is one whole number: bit n is set if it is busy in the n-th quarter of an hour after the
first midnight of the window. So a search costs one look at each busy time and a few operations on long numbers for
each subject, whatever the number of times that come into question.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

from confsys.office.working_days import ONE_DAY, WorkingDays

QUARTER = timedelta(minutes=15)
Interval = tuple[datetime, datetime]
Busy = Mapping[str, Collection[Interval]]  # when each subject is busy, as far as anybody knows


@dataclass(frozen=True)
class Grid:
    """The quarters of an hour from the first day to the last, both with, as this office works."""

    first: date
    last: date
    office: WorkingDays

    @cached_property
    def origin(self) -> datetime:
        return self.instant(self.first, time())

    @cached_property
    def end(self) -> datetime:
        return self.instant(self.last + ONE_DAY, time())

    @cached_property
    def quarters(self) -> int:
        return self._from(self.end)

    def instant(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, tzinfo=self.office.zone).astimezone(UTC)

    def at(self, quarter: int) -> datetime:
        return self.origin + quarter * QUARTER

    def day(self, quarter: int) -> date:
        return self.at(quarter).astimezone(self.office.zone).date()

    def days(self) -> Iterator[date]:
        return (self.first + number * ONE_DAY for number in range((self.last - self.first).days + 1))

    def touched(self, intervals: Iterable[Interval]) -> int:
        """The quarters that any of these intervals touches, however little of them."""
        mask = 0
        for starts_at, ends_at in intervals:
            mask |= self._span(self._from(starts_at), self._until(ends_at))
        return mask

    def inside(self, starts_at: datetime, ends_at: datetime) -> int:
        """The quarters that lie wholly in the interval."""
        return self._span(self._until(starts_at), self._from(ends_at))

    @cached_property
    def half_days(self) -> list[tuple[date, int]]:
        """Each session of each working day, with its quarters."""
        sessions = [(day, hours) for day in self.days() if self.office.is_working(day) for hours in self.office.hours]
        return [(day, self.inside(*(self.instant(day, hour) for hour in hours))) for day, hours in sessions]

    @cached_property
    def office_hours(self) -> int:
        return _any_of(mask for _day, mask in self.half_days)

    @cached_property
    def whole_days(self) -> int:
        """Of each working day the time from its first hour to its last, with the break between."""
        opens, closes = self.office.hours[0][0], self.office.hours[-1][1]
        days = [day for day in self.days() if self.office.is_working(day)]
        return _any_of(self.inside(self.instant(day, opens), self.instant(day, closes)) for day in days)

    @cached_property
    def working_days(self) -> int:
        """All 24 hours of each day that is worked on."""
        days = [day for day in self.days() if self.office.is_working(day)]
        return _any_of(self.inside(self.instant(day, time()), self.instant(day + ONE_DAY, time())) for day in days)

    def _from(self, instant: datetime) -> int:
        return (instant - self.origin) // QUARTER

    def _until(self, instant: datetime) -> int:
        return -((self.origin - instant) // QUARTER)

    def _span(self, start: int, stop: int) -> int:
        start, stop = max(start, 0), min(stop, self.quarters)
        return ((1 << (stop - start)) - 1) << start if start < stop else 0


@dataclass(frozen=True)
class Ask:
    """What is looked for: a time at which all that are required are free, and as many as can be of the others.

    `unknown`: of whom nobody can say that they are free, though they may be known to be busy. Nothing begins before
    `after` or ends later than `until`. `near`: an hour that was wished for.
    """

    grid: Grid
    length: timedelta
    required: Busy
    optional: Busy
    crowd: Busy  # the sites: optional, too, and counted by themselves
    after: datetime
    least: int = 0  # of the crowd so many must be known to be free
    until: datetime | None = None
    near: datetime | None = None
    unknown: frozenset[str] = frozenset()

    @cached_property
    def masks(self) -> dict[str, int]:
        """The quarters in which each subject is busy: worked out once, for all that follows."""
        whole = {**self.required, **self.optional, **self.crowd}
        return {subject: self.grid.touched(busy) for subject, busy in whole.items()}

    @property
    def quarters(self) -> int:
        return max(1, -(-self.length // QUARTER))


@dataclass(frozen=True)
class Time:
    """A time that could be had: no required subject is known to be busy."""

    starts_at: datetime
    ends_at: datetime
    half_day: int
    optional_busy: int
    crowd_busy: int


@dataclass(frozen=True)
class Free:
    """Of so many so many are free; who of the others is busy, and of whom it is not known."""

    free: int
    of: int
    busy: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class Pick:
    """One of the times, and why it is good."""

    starts_at: datetime
    ends_at: datetime
    required: Free
    optional: Free
    crowd: Free
    notice: int  # working days from the day of asking to that day


class Count:
    """Of how many masks each bit is set: digit p of the number at bit n is bit n of the p-th plane."""

    def __init__(self, masks: Iterable[int]) -> None:
        self.planes: list[int] = []
        for carry in masks:
            for power, plane in enumerate(self.planes):
                self.planes[power], carry = plane ^ carry, plane & carry
            if carry:
                self.planes.append(carry)

    def at(self, bit: int) -> int:
        return sum((plane >> bit & 1) << power for power, plane in enumerate(self.planes))


def times(ask: Ask) -> list[Time]:
    """Every time that could be had, best first: fewest busy, then nearest to the wish, else earliest."""
    grid, starts = ask.grid, possible_starts(ask)
    optional, crowd = (
        Count(_stretched(ask.masks[each], ask.quarters) for each in kind) for kind in (ask.optional, ask.crowd)
    )
    known = len(ask.crowd.keys() - ask.unknown)
    found = []
    for half_day, (_day, mask) in enumerate(grid.half_days):
        for quarter in _bits(starts & mask):
            busy = crowd.at(quarter)
            if known - busy >= ask.least:
                starts_at = grid.at(quarter)
                found.append(Time(starts_at, starts_at + ask.length, half_day, optional.at(quarter), busy))
    wish = ask.near or ask.after
    return sorted(found, key=lambda each: (each.optional_busy + each.crowd_busy, abs(each.starts_at - wish)))


def possible_starts(ask: Ask) -> int:
    """The quarters in which it could begin."""
    grid, length = ask.grid, ask.quarters
    taken = _any_of(ask.masks[each] for each in ask.required)
    free = grid.inside(ask.after, ask.until or grid.end) & ~taken
    return _in_office_hours(grid, length) & _runs(free, length)


def best(found: list[Time], *, number: int = 3) -> list[Time]:
    """The first of them, of each half-day at most one."""
    picked: dict[int, Time] = {}
    for each in found:
        if len(picked) == number:
            break
        picked.setdefault(each.half_day, each)
    return list(picked.values())


def reasons(ask: Ask, chosen: Time, today: date) -> Pick:
    """Why a time is good, in numbers."""
    starts_at, ends_at = chosen.starts_at, chosen.ends_at
    required, optional, crowd = (
        _free(ask, kind, starts_at, ends_at) for kind in (ask.required, ask.optional, ask.crowd)
    )
    notice = ask.grid.office.working_days_between(today, starts_at.astimezone(ask.grid.office.zone).date())
    return Pick(starts_at, ends_at, required, optional, crowd, notice)


def too_full(holding: Collection[tuple[datetime, datetime, int]], room: int) -> list[Interval]:
    """When more than `room` is held at one moment, of intervals that hold so much each."""
    if room < 0:
        return [(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))]
    steps = sorted([(start, much) for start, _end, much in holding] + [(end, -much) for _start, end, much in holding])
    held, full = 0, []
    for (at, step), (following, _step) in zip(steps, steps[1:], strict=False):
        held += step
        if held > room and at < following:
            full.append((at, following))
    return full


def _free(ask: Ask, kind: Busy, starts_at: datetime, ends_at: datetime) -> Free:
    wanted = ask.grid.touched([(starts_at, ends_at)])
    busy = tuple(each for each in kind if ask.masks[each] & wanted)
    unknown = tuple(each for each in kind if each in ask.unknown and each not in busy)
    return Free(len(kind) - len(busy) - len(unknown), len(kind), busy, unknown)


def _in_office_hours(grid: Grid, length: int) -> int:
    """Where so much time begins and ends in office hours.

    Only what is longer than any session goes through the break; only what is longer than a day, into the next.
    """
    if length <= max((mask.bit_count() for _day, mask in grid.half_days), default=0):
        return _any_of(_runs(mask, length) for _day, mask in grid.half_days)
    ends = grid.office_hours & (grid.office_hours >> (length - 1))
    opens, closes = grid.office.hours[0][0], grid.office.hours[-1][1]
    is_a_day = length * QUARTER <= datetime.combine(grid.first, closes) - datetime.combine(grid.first, opens)
    return ends & _runs(grid.whole_days if is_a_day else grid.working_days, length)


def _runs(mask: int, length: int) -> int:
    """The bits from which so many in a row are set."""
    have = 1
    while have < length:
        step = min(have, length - have)
        mask &= mask >> step
        have += step
    return mask


def _stretched(mask: int, length: int) -> int:
    """The bits from which one of so many in a row is set."""
    have = 1
    while have < length:
        step = min(have, length - have)
        mask |= mask >> step
        have += step
    return mask


def _any_of(masks: Iterable[int]) -> int:
    whole = 0
    for mask in masks:
        whole |= mask
    return whole


def _bits(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
