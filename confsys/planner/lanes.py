"""What overlaps in time, side by side: each in a lane of its own, in as few lanes as can be. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

Span = tuple[int, int]  # half-open


@dataclass(frozen=True)
class Cluster:
    """Spans that hang together. `members`: which of those given, and its lane; the earliest first."""

    first: int
    last: int
    lanes: int
    members: tuple[tuple[int, int], ...]


def clusters(spans: Sequence[Span]) -> list[Cluster]:
    """All of them in clusters that do not touch each other, the earliest first."""
    order = sorted(range(len(spans)), key=lambda each: (spans[each][0], -spans[each][1], each))
    found: list[list[int]] = []
    end = -1
    for each in order:
        first, last = spans[each]
        if not found or first >= end:
            found.append([])
        found[-1].append(each)
        end = max(end, last)
    return [_laid(spans, members) for members in found]


def _laid(spans: Sequence[Span], members: list[int]) -> Cluster:
    """The lowest lane that is free when it begins. So many are used as there are at one time, and no more."""
    taken: list[tuple[int, int]] = []  # until when, which lane
    free: list[int] = []
    placed = []
    for each in members:
        first, last = spans[each]
        while taken and taken[0][0] <= first:
            heappush(free, heappop(taken)[1])
        lane = heappop(free) if free else len(taken)
        heappush(taken, (last, lane))
        placed.append((each, lane))
    lanes = 1 + max(lane for _each, lane in placed)
    return Cluster(spans[members[0]][0], max(spans[each][1] for each in members), lanes, tuple(placed))
