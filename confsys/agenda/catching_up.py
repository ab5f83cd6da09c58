"""How an agenda that runs late ends on time: which item that waits is made shorter, and by how much. Pure.

Discussions and breaks give way first. Opening, votes and closing are left as they are, and no item gets shorter than
makes sense: a concluding speech keeps half of its time, and never less than a quarter of an hour.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from confsys.agenda.models import WAITING
from confsys.agenda.timing import NOTHING, Row, expected_times

MINUTE = timedelta(minutes=1)
AT_LEAST = 5  # minutes are offered where it is not late yet but may become so
# By kind, the first gives way first: what share of its time it keeps, and the minutes it keeps at least.
GIVES_WAY = {
    "thao-luan": (1 / 3, 5),
    "giai-lao": (1 / 3, 5),
    "khac": (1 / 2, 5),
    "tham-luan": (2 / 3, 5),
    "bao-cao": (2 / 3, 10),
    "phat-bieu-chi-dao": (2 / 3, 10),
    "ket-luan": (1 / 2, 15),
}


@dataclass(frozen=True)
class Cut:
    """The item at `place` loses `minutes` and keeps `left`; then all is over at `end`, expected as `rows` are."""

    place: int
    minutes: int
    left: int
    end: datetime
    rows: list[Row]


def cuts(
    start: datetime,
    rows: Sequence[Row],
    kinds: Sequence[str],
    *,
    until: datetime,
    began: datetime | None = None,
    now: datetime | None = None,
) -> list[Cut]:
    """What would help to end at `until`, the best first: what is enough comes before what is not."""

    def end_of(rows: Sequence[Row]) -> datetime:
        return max(end for _begin, end in expected_times(start, rows, now, began=began))

    end = end_of(rows)
    wanted = _minutes(end - until) or AT_LEAST
    found = [_cut(rows, kinds, place, wanted, end_of) for place in range(len(rows))]
    order = list(GIVES_WAY)
    helpful = [cut for cut in found if cut is not None and cut.end < end]
    return sorted(helpful, key=lambda cut: (cut.minutes < wanted, order.index(kinds[cut.place]), -cut.left))


def shortest(kind: str, minutes: int) -> int:
    """How short an item of this kind may be made that was planned so long: what was taken already counts."""
    share, least = GIVES_WAY.get(kind, (1, minutes))
    return min(minutes, max(least, round(minutes * share)))


def _cut(
    rows: Sequence[Row], kinds: Sequence[str], place: int, wanted: int, end_of: Callable[[Sequence[Row]], datetime]
) -> Cut | None:
    row, long = rows[place], _minutes(rows[place].length)
    minutes = min(wanted, long - shortest(kinds[place], _minutes(row.planned)))
    if row.state not in WAITING or minutes < 1:
        return None
    shorter = [replace(each, length=each.length - minutes * MINUTE) if each is row else each for each in rows]
    return Cut(place, minutes, long - minutes, end_of(shorter), shorter)


def _minutes(length: timedelta) -> int:
    """Whole minutes, rounded up: half a minute late is a minute to make up."""
    return -(-max(length, NOTHING) // MINUTE)
