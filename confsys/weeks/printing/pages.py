"""Which rows go on which page: a day is not torn unless it is longer than a page. No drawing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from confsys.weeks.printing.typeset import Piece
from confsys.weeks.sheet import Day

Cell = Sequence[Sequence[Piece]]  # lines of pieces


@dataclass(frozen=True)
class Row:
    """The cells right of the half-day, and how high they stand. One cell alone takes the whole width."""

    half: str
    cells: tuple[Cell, ...]
    height: float


@dataclass(frozen=True)
class Block:
    """A day, or as much of it as a page holds."""

    day: Day
    rows: tuple[Row, ...]

    @property
    def height(self) -> float:
        return sum(row.height for row in self.rows)

    @property
    def halves(self) -> list[tuple[str, float]]:
        """Each half-day and how high it stands."""
        return [(name, sum(row.height for row in rows)) for name, rows in groupby(self.rows, lambda row: row.half)]


@dataclass(frozen=True)
class Room:
    """How much a page holds, and what a row takes besides its lines. `least`: what the name of a day takes."""

    first: float
    other: float
    leading: float
    padding: float
    least: float

    def height(self, cells: Iterable[Cell]) -> float:
        return max(len(cell) for cell in cells) * self.leading + self.padding


def paged(days: Sequence[tuple[Day, Sequence[Row]]], room: Room) -> list[list[Block]]:
    """The blocks of each page."""
    pages: list[list[Block]] = [[]]
    left = room.first
    for day, rows in days:
        block = _high_enough(Block(day, tuple(rows)), room)
        if pages[-1] and block.height > left and block.height <= room.other:
            pages, left = [*pages, []], room.other
        for part in _parts(block, left, room):
            if pages[-1] and part.height > left:
                pages, left = [*pages, []], room.other
            pages[-1].append(part)
            left -= part.height
    return pages


def _high_enough(block: Block, room: Room) -> Block:
    """The last row is stretched where the name of the day, or of its last half, would not fit beside the rows."""
    missing = room.least - block.height
    if missing <= 0:
        return block
    last = block.rows[-1]
    return replace(block, rows=(*block.rows[:-1], replace(last, height=last.height + missing)))


def _parts(block: Block, left: float, room: Room) -> list[Block]:
    """The day whole if it fits on what is left; else as many rows on each page as go there."""
    if block.height <= left:
        return [block]
    parts: list[list[Row]] = [[]]
    for row in (part for whole in block.rows for part in _cut(whole, room)):
        if sum(each.height for each in parts[-1]) + row.height > left:
            parts, left = [*parts, []], room.other
        parts[-1].append(row)
    return [_high_enough(Block(block.day, tuple(rows)), room) for rows in parts if rows]


def _cut(row: Row, room: Room) -> list[Row]:
    """A row that no page can hold, in as many rows as it takes."""
    if row.height <= room.other:
        return [row]
    most = int((room.other - room.padding) // room.leading)
    longest = max(len(cell) for cell in row.cells)
    pieces = [tuple(cell[start : start + most] for cell in row.cells) for start in range(0, longest, most)]
    return [Row(row.half, cells, room.height(cells)) for cells in pieces]
