"""The sheet as a workbook: real dates and hours, and nothing that was typed is ever a formula."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.worksheet import Worksheet

from confsys.weeks.cells import Line, Run, hour
from confsys.weeks.printing.letters import lines_of
from confsys.weeks.sheet import HEADS, MOTTO, NOTHING, PAGE, STATE, Day, Sheet

FONT, SIZE = "Times New Roman", 11
HEADINGS = ("Thứ", HEADS[0], HEADS[1], "Giờ", *HEADS[2:])
WIDTHS = (11, 11, 8, 7, 41, 21, 16, 25)  # in digits of the usual size, as Excel counts
LAST = len(HEADINGS)
CONTENT = 5  # the column
LEADING = 14.5  # points from line to line
HEAD = 6  # the row of the headings
DAY_FORMAT, HOUR_FORMAT = "dd/mm/yyyy", 'h"h"mm'
THIN, THICK = Side("thin"), Side("medium")
MARGIN, FOOT = 15 / 25.4, 8 / 25.4  # inches
EDGE = "=+-@"  # how a formula may begin


def draw(sheet: Sheet) -> bytes:
    book = Workbook()
    book._fonts = IndexedList([Font(FONT, SIZE)])  # the first is the usual one: columns are counted in its digits
    book._named_styles["Normal"].font = Font(FONT, SIZE)
    page = book.active
    assert isinstance(page, Worksheet)
    _describe(book, sheet)
    page.title = sheet.title.rpartition(" TUẦN ")[0].capitalize()
    _heading(page, sheet)
    last = _table(page, sheet)
    _foot(page, sheet, last + 2)
    _set_up(page, last + 2)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _describe(book: Workbook, sheet: Sheet) -> None:
    book.properties.title, book.properties.creator, book.properties.language = sheet.file, sheet.below, "vi-VN"


def _heading(page: Worksheet, sheet: Sheet) -> None:
    left = [Run(sheet.above), Run(sheet.below, bold=True)] if sheet.above else [Run(sheet.below, bold=True)]
    for row, (mine, state) in enumerate(zip([*left, Run("")], [STATE, MOTTO], strict=False), start=1):
        _across(page, row, 1, 5, [mine])
        _across(page, row, 6, LAST, [Run(state, bold=True)])
    _across(page, 3, 1, LAST, [Run(sheet.title, bold=True)], size=15)
    _across(page, 4, 1, LAST, sheet.second)


def _across(page: Worksheet, row: int, first: int, last: int, runs: Sequence[Run], size: int = SIZE) -> None:
    page.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
    _write(page.cell(row, first), runs, Alignment("center", "center", wrap_text=True), size)


def _table(page: Worksheet, sheet: Sheet) -> int:
    """All days under their headings; the last row."""
    for column, (name, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True), start=1):
        _write(page.cell(HEAD, column), [Run(name, bold=True)], Alignment("center", "center", wrap_text=True))
        page.column_dimensions[page.cell(HEAD, column).column_letter].width = width
    _frame(page, HEAD, HEAD)
    row = HEAD + 1
    for day in sheet.days:
        last = row + max(len(day.rows), 1) - 1
        _day(page, day, row, last)
        _frame(page, row, last)
        row = last + 1
    return row - 1


def _day(page: Worksheet, day: Day, first: int, last: int) -> None:
    middle = Alignment("center", "center", wrap_text=True)
    for column in (1, 2):
        page.merge_cells(start_row=first, end_row=last, start_column=column, end_column=column)
    _write(page.cell(first, 1), [Run(day.name, bold=True)], middle)
    _value(page.cell(first, 2), day.day, DAY_FORMAT, middle)
    if not day.halves:
        page.merge_cells(start_row=first, end_row=first, start_column=CONTENT - 1, end_column=LAST)
        _write(page.cell(first, CONTENT - 1), [Run(NOTHING)], Alignment("left", "center"))
    row = first
    for half in day.halves:
        page.merge_cells(start_row=row, end_row=row + len(half.lines) - 1, start_column=3, end_column=3)
        _write(page.cell(row, 3), [Run(half.name)], middle)
        for line in half.lines:
            _line(page, row, line)
            row += 1


def _line(page: Worksheet, row: int, line: Line) -> None:
    top = Alignment("left", "top", wrap_text=True)
    struck = bool(line.hour and line.hour.struck)
    if line.at:
        _value(page.cell(row, 4), line.at, HOUR_FORMAT, Alignment("center", "top"), struck=struck)
    until = [Run(f"(đến {hour(line.until)})", bold=True, struck=struck)] if line.until else []
    texts = [[*line.tags, *until, *line.text], [Run(line.place)], [Run(line.leaders)], [Run(line.along)]]
    for column, runs in enumerate(texts, start=CONTENT):
        _write(page.cell(row, column), runs, top)
    page.row_dimensions[row].height = _height(texts)


def _height(texts: Sequence[Sequence[Run]]) -> float:
    """Programs that open a workbook do not all measure its rows, so they are told."""
    lines = [lines_of(runs, _points(width), SIZE) for runs, width in zip(texts, WIDTHS[CONTENT - 1 :], strict=True)]
    return max(len(each) for each in lines) * LEADING + 3


def _points(width: float) -> float:
    """How much text a column takes, with some to spare: each program adds its own edge."""
    return width * 7 * 0.75 * 0.97


def _value(cell: Cell, value, form: str, alignment: Alignment, struck: bool = False) -> None:
    cell.value, cell.number_format, cell.alignment = value, form, alignment
    cell.font = Font(FONT, SIZE, bold=cell.column == 4, strike=struck)


def _write(cell: Cell, runs: Sequence[Run], alignment: Alignment, size: int = SIZE) -> None:
    """Text that stays text: kept as such, and Excel is told so for whoever edits it later."""
    runs = [run for run in runs if run.text]
    if not runs:
        return
    first = runs[0] if len(runs) == 1 and not runs[0].boxed else None
    if first:
        cell.value, cell.data_type = first.text, "s"
    else:
        cell.value = CellRichText(*[part for run in runs for part in (_block(run, size), " ")][:-1])
    cell.quotePrefix = str(cell.value)[:1] in EDGE
    first = first or Run("")
    cell.font = Font(FONT, size, bold=first.bold, italic=first.italic, strike=first.struck)
    cell.alignment = alignment


def _block(run: Run, size: int) -> TextBlock:
    """A cell cannot draw a box around a word: brackets stand for it."""
    text = f"[{run.text}]" if run.boxed else run.text
    font = InlineFont(rFont=FONT, sz=size, b=run.bold or None, i=run.italic or None, strike=run.struck or None)
    return TextBlock(font, text)


def _frame(page: Worksheet, first: int, last: int) -> None:
    for row in range(first, last + 1):
        for column in range(1, LAST + 1):
            page.cell(row, column).border = Border(
                left=THIN, right=THIN, top=THICK if row == first else THIN, bottom=THICK if row == last else THIN
            )


def _foot(page: Worksheet, sheet: Sheet, row: int) -> None:
    page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=LAST)
    _write(page.cell(row, 1), [Run(sheet.foot)], Alignment("left", "top", wrap_text=True), SIZE - 1)
    page.row_dimensions[row].height = len(lines_of([Run(sheet.foot)], _points(sum(WIDTHS)), SIZE)) * LEADING


def _set_up(page: Worksheet, last: int) -> None:
    """A4 landscape, as wide as the page and as many pages as it takes, the headings on each."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.print_title_rows = f"{HEAD}:{HEAD}"
    page.print_area = f"A1:{page.cell(last, LAST).coordinate}"
    page.print_options.horizontalCentered = True
    page.oddFooter.right.text = f"{PAGE} &P/&N"
    for side in ("left", "right", "top"):
        setattr(page.page_margins, side, MARGIN)
    page.page_margins.bottom, page.page_margins.footer = 2 * FOOT, FOOT
    page.freeze_panes = page.cell(HEAD + 1, 1)
