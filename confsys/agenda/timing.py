"""When each item was to be and when it will really be: pure arithmetic, without database or clock.

A planned time comes from the plan alone. An expected time starts from what really happened: items that are done stand
where they were, the running one ends when its length and its pauses are over, and the rest follow it in order.
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
    started_at: datetime | None = None
    ended_at: datetime | None = None
    paused_at: datetime | None = None
    paused: timedelta = NOTHING

    @property
    def takes_no_time(self) -> bool:
        return self.state in (SKIPPED, CARRIED_OVER)


@dataclass(frozen=True)
class Times:
    """Half-open intervals of one item: as planned, and as it was or is expected to be."""

    planned_start: datetime
    planned_end: datetime
    expected_start: datetime
    expected_end: datetime

    @property
    def delay(self) -> timedelta:
        return self.expected_start - self.planned_start


def planned_times(start: datetime, rows: Sequence[Row]) -> list[tuple[datetime, datetime]]:
    """Each item from the end of the one before, the first at `start`."""
    times, at = [], start
    for row in rows:
        times.append((at, at + row.planned))
        at += row.planned
    return times


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
        else:
            end = free if row.takes_no_time else free + row.length
            times.append((free, end))
            free = end
    return times


def times_of(start: datetime, rows: Sequence[Row], now: datetime | None = None) -> list[Times]:
    """Planned and expected times side by side."""
    pairs = zip(planned_times(start, rows), expected_times(start, rows, now), strict=True)
    return [Times(*planned, *expected) for planned, expected in pairs]


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
