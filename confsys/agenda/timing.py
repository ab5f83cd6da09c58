"""When each item was to be and when it will really be: pure arithmetic, without database or clock.

A planned time comes from the plan alone: an item begins where the one before ends, or at its fixed start. An expected
time starts from what really happened: items that are done stand where they were, the running one ends when its length
and its pauses are over, and the rest follow it in order. A fixed start is never brought forward, so the gap before it
absorbs a delay; it is put off only while the item before is not over.
Without `now` the running item is taken to end in time; whoever draws a clock adds what it is over.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from confsys.agenda.models import CARRIED_OVER, CURRENT, DONE, SKIPPED

NOTHING = timedelta()


@dataclass(frozen=True)
class Row:
    """What timing needs of an item. Lengths are timedeltas, times are instants."""

    planned: timedelta
    length: timedelta
    state: str
    fixed: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    paused_at: datetime | None = None
    paused: timedelta = NOTHING

    @property
    def takes_no_time(self) -> bool:
        return self.state in (SKIPPED, CARRIED_OVER)


@dataclass(frozen=True)
class Times:
    """Half-open intervals of one item: as planned, and as it was or is expected to be.

    `gap`: how long nothing is planned before it; negative where it overlaps the item before.
    """

    planned_start: datetime
    planned_end: datetime
    expected_start: datetime
    expected_end: datetime
    gap: timedelta = NOTHING

    @property
    def delay(self) -> timedelta:
        return self.expected_start - self.planned_start


def planned_times(start: datetime, rows: Sequence[Row]) -> list[tuple[datetime, datetime]]:
    """Each item from its fixed start or the end of the one before, the first at `start`."""
    times, at = [], start
    for row in rows:
        begin = row.fixed or at
        at = begin + row.planned
        times.append((begin, at))
    return times


def gaps(start: datetime, planned: Sequence[tuple[datetime, datetime]]) -> list[timedelta]:
    """The time between each item and the one before, the first measured from `start`."""
    ends = [start, *(end for _begin, end in planned)]
    return [begin - end for (begin, _end), end in zip(planned, ends, strict=False)]


def expected_times(
    start: datetime, rows: Sequence[Row], now: datetime | None = None
) -> list[tuple[datetime, datetime]]:
    """When each item was, or will be as things stand; an item not yet begun never before the one that runs ends.

    `now`: nothing that has not begun is expected in the past, and a running item does not end before now.
    """
    free = _free_from(start, rows, now)
    times = []
    for row in rows:
        if row.started_at is not None and row.state in (*CURRENT, DONE):
            times.append((row.started_at, row.ended_at or _end_of_running(row, now)))
        elif row.takes_no_time:
            times.append((free, free))
        else:
            begin = max(free, row.fixed) if row.fixed else free
            free = begin + row.length
            times.append((begin, free))
    return times


def times_of(start: datetime, rows: Sequence[Row], now: datetime | None = None) -> list[Times]:
    """Planned and expected times side by side."""
    planned = planned_times(start, rows)
    threes = zip(planned, expected_times(start, rows, now), gaps(start, planned), strict=True)
    return [Times(*plan, *expected, gap) for plan, expected, gap in threes]


def _free_from(start: datetime, rows: Sequence[Row], now: datetime | None) -> datetime:
    """The first instant at which an item that waits can begin."""
    begun = [row for row in rows if row.started_at is not None and row.state in (*CURRENT, DONE)]
    ends = [row.ended_at or _end_of_running(row, now) for row in begun]
    earliest = max(ends) if ends else start
    return max(earliest, now) if now else earliest


def _end_of_running(row: Row, now: datetime | None) -> datetime:
    assert row.started_at is not None
    end = row.started_at + row.length + row.paused
    if now is None:
        return end
    if row.paused_at is not None:
        end += max(NOTHING, now - row.paused_at)
    return max(end, now)
