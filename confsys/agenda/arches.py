"""Nhịp cầu: the agenda as the spans of a bridge, one arch per item, its width by its minutes. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from confsys.agenda.models import CURRENT, DONE
from confsys.agenda.queries import Scheduled

WIDTH, GAP = 1000.0, 4.0
ROOM = 170.0  # between two labels, also on a phone


@dataclass(frozen=True)
class Arch:
    """One item as a parabola over its share of the width."""

    item: object
    path: str
    look: str
    middle: float


@dataclass(frozen=True)
class Mark:
    """A label under the deck: the start, the end, now or a break; `anchor` keeps it inside the width."""

    sort: str
    at: float
    anchor: str


@dataclass(frozen=True)
class Bridge:
    """All arches, how far the deck has been walked, and what is written under it."""

    arches: list[Arch]
    passed: float
    marks: list[Mark]


def bridge(rows: Sequence[Scheduled], height: float) -> Bridge:
    """Arches of equal rise `height`, standing on a deck at y = height + 2; the widths add up to 1000."""
    shown = [row for row in rows if row.item.state not in ("skipped", "carried_over")]
    lengths = [max(60.0, (row.times.expected_end - row.times.expected_start).total_seconds()) for row in shown]
    scale = WIDTH / sum(lengths) if lengths else 0.0
    arches, left, passed = [], 0.0, 0.0
    for row, length in zip(shown, lengths, strict=True):
        width = length * scale
        arches.append(Arch(row.item, _parabola(left, width, height), _look(row), left + width / 2))
        left += width
        if row.item.state == DONE or row.item.state in CURRENT:
            passed = left if row.item.state == DONE else left - width / 2
    return Bridge(arches, round(passed, 1), marks(arches))


def marks(arches: Sequence[Arch]) -> list[Mark]:
    """Four labels at most: now comes first, and whatever would touch it gives way."""
    wanted = [("now", arch.middle) for arch in arches if arch.look == "current"]
    wanted += [("start", 0.0), ("end", WIDTH)]
    wanted += [("break", arch.middle) for arch in arches if "hollow" in arch.look]
    found: list[Mark] = []
    for sort, at in wanted:
        if len(found) < 4 and all(abs(at - other.at) >= ROOM for other in found):
            found.append(Mark(sort, round(at, 1), _anchor(at)))
    return found


def _anchor(at: float) -> str:
    return "start" if at < ROOM / 3 else "end" if at > WIDTH - ROOM / 3 else "middle"


def _parabola(left: float, width: float, height: float) -> str:
    base = height + 2
    start, end = left + GAP / 2, left + max(width, GAP + 1) - GAP / 2
    return f"M{start:.1f} {base:g}Q{(start + end) / 2:.1f} {base - 2 * height:g} {end:.1f} {base:g}Z"


def _look(row: Scheduled) -> str:
    if row.item.state in CURRENT:
        return "current"
    state = "done" if row.item.state == DONE else "coming"
    return f"{state} hollow" if row.item.kind == "giai-lao" else state
