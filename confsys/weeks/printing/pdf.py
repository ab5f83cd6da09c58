"""The sheet as PDF: A4 landscape, Liberation Serif inside, so that it looks and is read the same everywhere."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from confsys.weeks.cells import Run
from confsys.weeks.printing.letters import BOX_SIDE, BOX_SMALLER, REGULAR, font_of, lines_of, shown, width_of
from confsys.weeks.printing.pages import Block, Room, Row, paged
from confsys.weeks.printing.typeset import Piece
from confsys.weeks.sheet import HEADS, MOTTO, NOTHING, PAGE, STATE, WIDTHS, Day, Sheet

WIDE, HIGH = landscape(A4)
LEFT, RIGHT, TOP, BOTTOM = 15 * mm, WIDE - 15 * mm, HIGH - 12 * mm, 12 * mm
SIZE, LEADING, PAD, SIDE = 11, 14.0, 2.5, 5.0  # a row is PAD higher above and below, text SIDE from the rules
HEAD, FOOT_SIZE, FOOT_LEADING = 20.0, 10, 12.0
THICK, THIN = 1.5, 0.75
EDGES = [LEFT + (RIGHT - LEFT) * sum(WIDTHS[:count]) / sum(WIDTHS) for count in range(len(WIDTHS) + 1)]


def draw(sheet: Sheet) -> bytes:
    return Drawing(sheet).done()


class Drawing:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.file = sheet, io.BytesIO()
        self.canvas = Canvas(self.file, pagesize=(WIDE, HIGH), lang="vi-VN", initialFontName=REGULAR)
        self.foot = lines_of([Run(sheet.foot)], RIGHT - LEFT - 25 * mm, FOOT_SIZE)

    def done(self) -> bytes:
        self._describe()
        pages = paged(list(self._rows()), self._room())
        for number, blocks in enumerate(pages, start=1):
            self._table(blocks, self._heading() if number == 1 else TOP)
            self._foot(f"{PAGE} {number}/{len(pages)}")
            self.canvas.showPage()
        self.canvas.save()
        return self.file.getvalue()

    def _describe(self) -> None:
        self.canvas.setTitle(self.sheet.file)
        self.canvas.setAuthor(self.sheet.below)
        self.canvas.setCreator("confsys")
        self.canvas.setSubject(" ".join(run.text for run in self.sheet.second))
        self.canvas.setViewerPreference("DisplayDocTitle", "true")

    # -- what goes where --------------------------------------------------------------------------------

    def _room(self) -> Room:
        bottom = BOTTOM + len(self.foot) * FOOT_LEADING + 4
        other = TOP - HEAD - bottom
        return Room(other - self._heading_height(), other, LEADING, 2 * PAD, 2 * LEADING + 2 * PAD)

    def _rows(self) -> Iterator[tuple[Day, list[Row]]]:
        room = self._room()
        for day in self.sheet.days:
            if not day.halves:
                nothing = (self._cell([Run(NOTHING)], EDGES[2], EDGES[-1]),)
                yield day, [Row("", nothing, room.height(nothing))]
                continue
            rows = []
            for half, line in day.rows:
                texts = [line.content, [Run(line.place)], [Run(line.leaders)], [Run(line.along)]]
                cells = tuple(self._cell(runs, *EDGES[place : place + 2]) for place, runs in enumerate(texts, start=2))
                rows.append(Row(half, cells, room.height(cells)))
            yield day, rows

    def _cell(self, runs: Sequence[Run], left: float, right: float) -> list[list[Piece]]:
        return lines_of(runs, right - left - 2 * SIDE, SIZE)

    # -- drawing ----------------------------------------------------------------------------------------

    def _heading_height(self) -> float:
        second = lines_of(self.sheet.second, RIGHT - LEFT, SIZE)
        return 75 + len(second) * LEADING

    def _heading(self) -> float:
        """The head of the State and of the body, and the title; where the table begins."""
        left, right = LEFT + (RIGHT - LEFT) * 0.25, LEFT + (RIGHT - LEFT) * 0.75
        y = TOP - 12
        self._centred(left, y, Run(self.sheet.above or self.sheet.below, bold=not self.sheet.above), 12)
        self._centred(right, y, Run(STATE, bold=True), 12)
        below = y - 15
        if self.sheet.above:
            self._centred(left, below, Run(self.sheet.below, bold=True), 12)
        self._rule(left - 16, (below if self.sheet.above else y) - 6, left + 16)
        self._centred(right, below, Run(MOTTO, bold=True), 13)
        half = width_of(Run(MOTTO, bold=True), 13) / 2
        self._rule(right - half, below - 4, right + half)
        middle = (LEFT + RIGHT) / 2
        self._centred(middle, below - 28, Run(self.sheet.title, bold=True), 15)
        for count, line in enumerate(lines_of(self.sheet.second, RIGHT - LEFT, SIZE), start=1):
            start = middle - (line[-1].x + width_of(line[-1].run, SIZE)) / 2
            self._line(start, below - 31 - count * LEADING, line, SIZE)
        return TOP - self._heading_height()

    def _table(self, blocks: list[Block], top: float) -> None:
        y = top - HEAD
        for name, left, right in zip(HEADS, EDGES, EDGES[1:], strict=False):
            self._centred((left + right) / 2, y + 6, Run(name, bold=True), SIZE)
        for edge in EDGES:
            self._rule(edge, top, edge, y)
        self._rule(LEFT, top, RIGHT, thick=THICK)
        self._rule(LEFT, y, RIGHT, thick=THICK)
        for block in blocks:
            self._block(block, y)
            y -= block.height
            self._rule(LEFT, y, RIGHT, thick=THICK)

    def _block(self, block: Block, top: float) -> None:
        bottom = top - block.height
        for edge in (EDGES[0], EDGES[1], EDGES[-1]):
            self._rule(edge, top, edge, bottom)
        middle, x = (top + bottom) / 2, (EDGES[0] + EDGES[1]) / 2
        self._centred(x, middle + 3, Run(block.day.name, bold=True), SIZE)
        self._centred(x, middle + 3 - LEADING, Run(block.day.date), SIZE)
        y = top
        for name, height in block.halves:
            self._rule(EDGES[1], y, EDGES[2])
            self._centred((EDGES[1] + EDGES[2]) / 2, y - height / 2 - 4, Run(name), SIZE)
            y -= height
        y = top
        for row in block.rows:
            self._row(row, y)
            y -= row.height

    def _row(self, row: Row, top: float) -> None:
        self._rule(EDGES[2], top, RIGHT)
        for place, cell in enumerate(row.cells, start=2):
            self._rule(EDGES[place], top, EDGES[place], top - row.height)
            for count, line in enumerate(cell, start=1):
                self._line(EDGES[place] + SIDE, top - PAD - count * LEADING + 3.5, line, SIZE)

    def _foot(self, page: str) -> None:
        for count, line in enumerate(reversed(self.foot)):
            self._line(LEFT, BOTTOM + count * FOOT_LEADING, line, FOOT_SIZE)
        self.canvas.setFont(REGULAR, FOOT_SIZE)
        self.canvas.drawRightString(RIGHT, BOTTOM, page)

    def _centred(self, x: float, y: float, run: Run, size: float) -> None:
        run = replace(run, text=shown(run.text))
        self._line(x - width_of(run, size) / 2, y, [Piece(run, 0)], size)

    def _line(self, x: float, y: float, pieces: Sequence[Piece], size: float) -> None:
        for piece in pieces:
            run, at, wide = piece.run, x + piece.x, width_of(piece.run, size)
            if run.boxed:
                self.canvas.setLineWidth(THIN)
                self.canvas.rect(at, y - 2.5, wide, LEADING - 3)
            self.canvas.setFont(font_of(run), size - BOX_SMALLER if run.boxed else size)
            self.canvas.drawString(at + (BOX_SIDE if run.boxed else 0), y, run.text)
            if run.struck:
                self._rule(at, y + size * 0.28, at + wide)

    def _rule(self, x: float, y: float, right: float, bottom: float | None = None, thick: float = THIN) -> None:
        self.canvas.setLineWidth(thick)
        self.canvas.line(x, y, right, y if bottom is None else bottom)
