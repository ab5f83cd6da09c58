"""The sheet as a Word document: A4 landscape, margins of Nghị định 30/2020, heads on every page, no row torn."""

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt

from confsys.weeks.cells import NBSP, Line, Run
from confsys.weeks.printing.letters import lines_of
from confsys.weeks.sheet import HEADS, MOTTO, NOTHING, PAGE, STATE, WIDTHS, Day, Sheet

FONT, SIZE = "Times New Roman", 11
LEFT, RIGHT, TOP, BOTTOM = Mm(30), Mm(15), Mm(20), Mm(20)
WIDE, HIGH = Mm(297), Mm(210)
TEXT = WIDE - LEFT - RIGHT
THIN, THICK = 6, 12  # eighths of a point
SIDE, LEADING, GAP = Mm(1.9), 13.0, 1.5  # edge of a cell; points from line to line, above and below a paragraph
ROOM = Emu(HIGH - TOP - BOTTOM).pt - 40  # points of a page for its rows
AFTER_BORDERS = {
    "w:tblBorders": ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"),
    "w:tcBorders": ("w:shd", "w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark"),
}
CENTRE, START = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
RESTART, GOES_ON = "restart", "continue"


def draw(sheet: Sheet) -> bytes:
    paper = Document()
    _set_up(paper, sheet)
    _heading(paper, sheet)
    _table(paper, sheet)
    _foot(paper, sheet)
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def _set_up(paper: Any, sheet: Sheet) -> None:
    paper.core_properties.title, paper.core_properties.author = sheet.file, sheet.below
    paper.core_properties.language, paper.core_properties.comments = "vi-VN", ""
    page = paper.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, WIDE, HIGH
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = LEFT, RIGHT, TOP, BOTTOM
    page.header_distance = page.footer_distance = Mm(10)
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(SIZE)
    style.paragraph_format.space_after = Pt(0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for letters in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(letters), FONT)
    style.element.rPr.append(_element("w:lang", val="vi-VN"))


def _heading(paper: Any, sheet: Sheet) -> None:
    """Body and State side by side, without rules; then the title."""
    table = paper.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    above = [Run(sheet.above)] if sheet.above else []
    for cell, runs in ((left, [*above, Run(sheet.below, bold=True)]), (right, [Run(STATE, bold=True)])):
        for place, run in enumerate(runs):
            _paragraph(cell.paragraphs[0] if not place else cell.add_paragraph(), [run], CENTRE, 12)
    _short_rule(left.add_paragraph())
    motto = _paragraph(right.add_paragraph(), [Run(MOTTO, bold=True)], CENTRE, 13)
    motto.runs[0].underline = True
    title = _paragraph(paper.add_paragraph(), [Run(sheet.title, bold=True)], CENTRE, 15)
    title.paragraph_format.space_before = Pt(8)
    second = _paragraph(paper.add_paragraph(), sheet.second, CENTRE)
    second.paragraph_format.space_after = Pt(6)


def _short_rule(paragraph: Any) -> None:
    """Under the name of the body, a good third of its line."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = int(TEXT * 0.215)
    paragraph.paragraph_format.line_spacing = Pt(4)
    rule = _element("w:pBdr")
    rule.append(_element("w:bottom", val="single", sz=THIN, space=0, color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(rule, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _table(paper: Any, sheet: Sheet) -> None:
    table = paper.add_table(rows=0, cols=len(HEADS))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    widths = [int(TEXT * each / sum(WIDTHS)) for each in WIDTHS]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _rules(table._tbl.tblPr, "w:tblBorders", "top left bottom right insideH insideV", THIN)
    head = _row(table, widths)
    head._tr.get_or_add_trPr().append(_element("w:tblHeader"))
    for cell, name in zip(head.cells, HEADS, strict=True):
        _fill(cell, [[Run(name, bold=True)]], CENTRE, follows=True)
    for day in sheet.days:
        _day(table, widths, day)


def _row(table: Any, widths: Sequence[int]) -> Any:
    row = table.add_row()
    row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = width
    return row


def _day(table: Any, widths: Sequence[int], day: Day) -> None:
    named, dated = [Run(day.name, bold=True)], [Run(day.date)]
    if not day.halves:
        cells = _row(table, widths).cells
        _fill(cells[0], [named, dated], CENTRE)
        whole = cells[2].merge(cells[-1])
        for empty in whole.paragraphs[1:]:
            empty._p.getparent().remove(empty._p)
        _fill(whole, [[Run(NOTHING)]], START)
        _thick_top(cells)
        return
    before, rows, stays = None, day.rows, _height(day, widths) <= ROOM
    for place, (half, line) in enumerate(rows):
        cells = _row(table, widths).cells
        follows = stays and place < len(rows) - 1
        _span(cells[0], [named, dated] if not place else None, follows)
        _span(cells[1], [[Run(half)]] if half != before else None, follows)
        for cell, runs in zip(cells[2:], _texts(line), strict=True):
            _fill(cell, [runs], START, follows)
        if not place:
            _thick_top(cells)
        before = half


def _texts(line: Line) -> list[Sequence[Run]]:
    return [line.content, [Run(line.place)], [Run(line.leaders)], [Run(line.along)]]


def _height(day: Day, widths: Sequence[int]) -> float:
    """Points. A day that no page holds must not be asked to stay on one: it would leave a page empty before it."""
    rows = [zip(_texts(line), widths[2:], strict=True) for _half, line in day.rows]
    most = [max(len(lines_of(runs, Emu(width - 2 * SIDE).pt, SIZE)) for runs, width in row) for row in rows]
    return sum(lines * LEADING + 2 * GAP for lines in most)


def _span(cell: Any, paragraphs: Sequence[Sequence[Run]] | None, follows: bool) -> None:
    """A cell that begins a span over rows, or goes on with the one above."""
    cell._tc.get_or_add_tcPr().get_or_add_vMerge().val = RESTART if paragraphs else GOES_ON
    _fill(cell, paragraphs or [[]], CENTRE, follows)


def _fill(cell: Any, paragraphs: Sequence[Sequence[Run]], alignment: Any, follows: bool = False) -> None:
    for place, runs in enumerate(paragraphs):
        paragraph = cell.paragraphs[0] if not place else cell.add_paragraph()
        form = _paragraph(paragraph, runs, alignment).paragraph_format
        form.keep_with_next = follows
        form.space_before = Pt(GAP if not place else 0)
        form.space_after = Pt(GAP if place == len(paragraphs) - 1 else 0)
    if alignment is CENTRE:
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER


def _paragraph(paragraph: Any, runs: Sequence[Run], alignment: Any, size: int = SIZE) -> Any:
    paragraph.alignment = alignment
    runs = [run for run in runs if run.text]
    for place, run in enumerate(runs):
        if place:
            paragraph.add_run(" ")
        text = f"{NBSP}{run.text}{NBSP}" if run.boxed else run.text  # else the box touches the word
        _style(paragraph.add_run(text), run, size)
    return paragraph


def _style(written: Any, run: Run, size: int) -> None:
    written.font.size = Pt(size - 2 if run.boxed else size)
    written.bold, written.italic, written.font.strike = run.bold or None, run.italic or None, run.struck or None
    if run.boxed:
        written._r.get_or_add_rPr().append(_element("w:bdr", val="single", sz=THIN, space=0, color="000000"))


def _thick_top(cells: Sequence[Any]) -> None:
    for tc in dict.fromkeys(cell._tc for cell in cells):
        _rules(tc.get_or_add_tcPr(), "w:tcBorders", "top", THICK)


def _rules(parent: Any, name: str, sides: str, size: int) -> None:
    borders = _element(name)
    for side in sides.split():
        borders.append(_element(f"w:{side}", val="single", sz=size, space=0, color="000000"))
    parent.insert_element_before(borders, *AFTER_BORDERS[name])  # Word refuses what is not in its order


def _foot(paper: Any, sheet: Sheet) -> None:
    """On every page what the short forms mean, and which page of how many."""
    foot = paper.sections[0].footer
    _paragraph(foot.paragraphs[0], [Run(sheet.foot)], START, SIZE - 1)
    page = _paragraph(foot.add_paragraph(), [Run(f"{PAGE} ")], WD_ALIGN_PARAGRAPH.RIGHT)
    _field(page, "PAGE")
    page.add_run("/")
    _field(page, "NUMPAGES")


def _field(paragraph: Any, name: str) -> None:
    field = _element("w:fldSimple", instr=name)
    field.append(paragraph.add_run("1")._r)
    paragraph._p.append(field)


def _element(name: str, **values: Any) -> Any:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), str(value))
    return element
