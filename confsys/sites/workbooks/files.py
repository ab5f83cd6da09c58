"""The rows of an XLSX file, and a file made of rows. What stands in a cell is text, never a formula."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet


def read(data: bytes, most_rows: int, most_columns: int) -> list[tuple[Any, ...]]:
    """The values of the first sheet. Formulas are not worked out: what was typed is what is read."""
    sheet = load_workbook(io.BytesIO(data), read_only=True).worksheets[0]
    return list(sheet.iter_rows(values_only=True, max_row=most_rows, max_col=most_columns))


def write(rows: Sequence[Sequence[str]], title: str, widths: Sequence[int]) -> bytes:
    """A file with these rows; the first one stays in sight."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = title
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            cell = page.cell(number, place, value or None)
            cell.number_format = "@"
            if value:
                cell.data_type = "s"  # or the library takes "=…" for a formula
    for place, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(place)].width = width
    page.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
