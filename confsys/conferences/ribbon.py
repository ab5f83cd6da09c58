"""One day as a ribbon of quarter hours: how long it is, and where on it something stands. Pure.

Everything is told in minutes of the local day, 0 to 1440; columns count from 1, a quarter of an hour each.
"""

from collections.abc import Sequence
from dataclasses import dataclass

QUARTER, HOUR, DAY = 15, 60, 24 * 60
OPENS, CLOSES = 6, 18  # the hours that are always shown

Span = tuple[int, int]


@dataclass(frozen=True)
class Place:
    """Where something stands: its first column and how many it covers."""

    column: int
    length: int


def hours_of(spans: Sequence[Span]) -> range:
    """The hours shown: six to eighteen, and more where something begins earlier or ends later."""
    first = min([OPENS, *(begin // HOUR for begin, _end in spans)])
    last = max([CLOSES, *(-(-end // HOUR) for _begin, end in spans)])
    return range(first, last)


def place_of(span: Span, hours: range) -> Place:
    """The quarters it touches, one at least."""
    begin, end = span
    first = begin // QUARTER
    return Place(first - hours.start * 4 + 1, max(1, -(-end // QUARTER) - first))


def share_of(minute: float, hours: range) -> float | None:
    """How far along the ribbon a minute is, in percent; None before it begins and after it ends."""
    share = (minute - hours.start * HOUR) / (len(hours) * HOUR) * 100
    return round(share, 3) if 0 <= share <= 100 else None


def clipped(begin: float, end: float) -> Span:
    """What of it falls on the day itself; something of several days fills the ones between."""
    return max(0, int(begin)), min(DAY, int(end))
