"""Where the tiles stand on a wall of 1920 × 1080: how many columns, how many tiles across, how high. Pure.

The shapes were measured on walls: names of 160 tiles are read from 3 to 4 m, counts and the worst from 10 m. Heights
come in the steps of STEPS, for a page without inline styles can only choose among what its style sheet names.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

FEW, SOME, MANY = 15, 60, 120
WIDTH, HEIGHT = 1420, 1052  # what the tiles have together
HEAD, GAP = 40, 4  # what the heading of a group takes, what lies between tiles
SHAPES = {  # columns, and tiles across in each
    "few": ((1, 3),),
    "some": ((2, 3), (1, 5), (3, 2)),
    "many": ((5, 2), (4, 3), (6, 2)),
    "most": ((4, 3), (6, 2), (5, 3)),
}
STEPS = (*range(30, 80, 2), *range(80, 200, 6))
HIGHEST = {"few": 194, "some": 150, "many": 76, "most": 60}
ROOMY = {"some": (76, 200), "many": (68, 125), "most": (52, 100)}


@dataclass
class Column:
    groups: list[Any] = field(default_factory=list)
    rows: int = 0

    @property
    def height(self) -> int:
        """How high a tile may be here."""
        return (HEIGHT - HEAD * len(self.groups)) // max(1, self.rows) - GAP


@dataclass(frozen=True)
class Layout:
    """`size`: few, some, many or most, for the look; `height`: of a tile, one of STEPS."""

    size: str
    columns: tuple[Column, ...]
    across: int
    height: int

    @property
    def width(self) -> float:
        return WIDTH / (self.across * max(1, len(self.columns)))

    @property
    def area(self) -> float:
        return self.height * self.width

    @property
    def is_tight(self) -> bool:
        """Whether a name of two lines and its state need smaller letters."""
        high, wide = ROOMY.get(self.size, (0, 0))
        return self.height < high or self.width < wide


def laid_out(groups: Sequence[Any]) -> Layout:
    """`groups` have `tiles`; of the shapes for so many sites the one with the largest tiles."""
    size = _size(sum(len(group.tiles) for group in groups))
    return max((_tried(groups, size, *shape) for shape in SHAPES[size]), key=lambda layout: layout.area)


def _size(total: int) -> str:
    return next((name for name, most in (("few", FEW), ("some", SOME), ("many", MANY)) if total <= most), "most")


def _tried(groups: Sequence[Any], size: str, columns: int, across: int) -> Layout:
    filled = _filled(groups, columns, across)
    height = min([HIGHEST[size], *(each.height for each in filled)])
    return Layout(size, tuple(filled), across, max([STEPS[0], *(step for step in STEPS if step <= height)]))


def _filled(groups: Sequence[Any], columns: int, across: int) -> list[Column]:
    """The highest group first, each into the column with most room; then all as they were in order."""
    places = {id(group): place for place, group in enumerate(groups)}
    filled = [Column() for _each in range(columns)]
    for group in sorted(groups, key=lambda group: (-len(group.tiles), places[id(group)])):
        lowest = min(filled, key=lambda column: column.rows + len(column.groups) * HEAD / 60)
        lowest.groups.append(group)
        lowest.rows += ceil(len(group.tiles) / across)
    for column in filled:
        column.groups.sort(key=lambda group: places[id(group)])
    used = [column for column in filled if column.groups]
    return sorted(used, key=lambda column: places[id(column.groups[0])])
