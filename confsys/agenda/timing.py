"""When each item was to be and when it will really be: pure arithmetic, without database or clock.

A planned time comes from the plan alone: an item begins where the one before ends, or at its fixed start. An expected
time starts from what really happened: items that are done stand where they were, the running one ends when its length
and its pauses are over, and the rest follow it in order. A fixed start is never brought forward, so the gap before it
absorbs a delay; it is put off only while the item before is not over. An item that counts to its end takes what time
there is until its planned end, so it absorbs a delay, too, up to its last minute.
Without `now` the running item is taken to end in time; who draws a clock moves each start on by its `lead`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from confsys.agenda.models import CARRIED_OVER, CURRENT, DONE, SHORTEST, SKIPPED

NOTHING = timedelta()


@dataclass(frozen=True)
class Row:
    """What timing needs of an item. Lengths are timedeltas, times are instants.

    `due`: when an item that counts to its end was to end as it began; what was given or taken is not in it.
    """

    planned: timedelta
    length: timedelta
    state: str
    fixed: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    paused_at: datetime | None = None
    paused: timedelta = NOTHING
    counts_to_end: bool = False
    due: datetime | None = None

    @property
    def takes_no_time(self) -> bool:
        return self.state in (SKIPPED, CARRIED_OVER)

    @property
    def has_begun(self) -> bool:
        return self.started_at is not None and self.state in (*CURRENT, DONE)

    @property
    def least(self) -> timedelta:
        """How short it may become."""
        return NOTHING if self.takes_no_time else SHORTEST if self.counts_to_end else self.length

    @property
    def given(self) -> timedelta:
        """What was given to it, or taken from it."""
        return self.length - self.planned


@dataclass(frozen=True)
class Times:
    """Half-open intervals of one item: as planned, and as it was or is expected to be.

    `gap`: how long nothing is planned before it; negative where it overlaps the item before.
    `lead`: how long from now at least until it begins, None once it has begun: at each moment it is expected at
    `expected_start` or at now + `lead`, whichever is later.
    """

    planned_start: datetime
    planned_end: datetime
    expected_start: datetime
    expected_end: datetime
    gap: timedelta = NOTHING
    lead: timedelta | None = None

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
    start: datetime, rows: Sequence[Row], now: datetime | None = None, *, began: datetime | None = None
) -> list[tuple[datetime, datetime]]:
    """When each item was, or will be as things stand; an item not yet begun never before the one that runs ends.

    `start`, `began`: when it was to begin, and when it did. `now`: nothing that has not begun is expected in the
    past, and a running item does not end before now.
    """
    free = _free_from(began or start, rows, now)
    times = []
    for row, (_begin, planned_end) in zip(rows, planned_times(start, rows), strict=True):
        if row.started_at is not None and row.has_begun:
            times.append((row.started_at, row.ended_at or _end_of_running(row, now)))
        elif row.takes_no_time:
            times.append((free, free))
        else:
            begin = max(free, row.fixed) if row.fixed else free
            free = _end_of_waiting(row, begin, planned_end)
            times.append((begin, free))
    return times


def leads(rows: Sequence[Row]) -> list[timedelta | None]:
    """How long from now at least until each item that waits begins; with the last one until all is over."""
    lead = _left_of_paused(rows)
    found: list[timedelta | None] = []
    for row in rows:
        found.append(None if row.has_begun else lead)
        if not row.has_begun:
            lead += row.least
    return [*found, lead]


def times_of(
    start: datetime, rows: Sequence[Row], now: datetime | None = None, *, began: datetime | None = None
) -> list[Times]:
    """Planned and expected times side by side."""
    planned = planned_times(start, rows)
    expected = expected_times(start, rows, now, began=began)
    fours = zip(planned, expected, gaps(start, planned), leads(rows)[:-1], strict=True)
    return [Times(*plan, *real, gap, lead) for plan, real, gap, lead in fours]


def _free_from(start: datetime, rows: Sequence[Row], now: datetime | None) -> datetime:
    """The first instant at which an item that waits can begin."""
    ends = [row.ended_at or _end_of_running(row, now) for row in rows if row.has_begun]
    earliest = max(ends) if ends else start
    return max(earliest, now) if now else earliest


def _end_of_waiting(row: Row, begin: datetime, planned_end: datetime) -> datetime:
    return max(planned_end + row.given, begin + SHORTEST) if row.counts_to_end else begin + row.length


def _end_of_running(row: Row, now: datetime | None) -> datetime:
    assert row.started_at is not None
    if row.due is not None:  # its end stands on the wall: a pause does not move it
        end = max(row.due + row.given, row.started_at + SHORTEST)
        return max(end, now) if now else end
    end = row.started_at + row.length + row.paused
    if now is None:
        return end
    if row.paused_at is not None:
        end += max(NOTHING, now - row.paused_at)
    return max(end, now)


def _left_of_paused(rows: Sequence[Row]) -> timedelta:
    """What a paused item still needs when it goes on: that much lies between now and the next, whenever now is."""
    for row in rows:
        if row.started_at is not None and row.paused_at is not None and row.due is None and row.state in CURRENT:
            return max(NOTHING, row.started_at + row.length + row.paused - row.paused_at)
    return NOTHING
