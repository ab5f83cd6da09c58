"""Lists of units as files: lines and cells of a CSV or an XLSX file. What stands in a cell is text, never a formula."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from confsys.aside import giving_way
from confsys.sites.workbook import worked
from confsys.words import _

CSV, XLSX = FORMS = ("csv", "xlsx")
COLUMNS = ("name", "kind", "parent", "code", "gso_code", "valid_from", "valid_to", "domain", "source")
MOST_ROWS = 20_000
MOST_PROBLEMS = 50
MOST_UNPACKED = 40_000_000  # bytes; a list of all units of the country has a tenth of it
EDGE = ("=", "+", "-", "@", "\t")  # how a formula may begin
GUARD = "'"  # before such a cell in a CSV file: a spreadsheet shows it as text
WIDTHS = (34, 12, 24, 12, 10, 12, 12, 24, 40)
Cells = tuple[int, list[str]]


@dataclass(frozen=True)
class Mistake:
    """Where something is wrong, and what."""

    line: int
    column: str
    reason: object

    def __str__(self) -> str:
        place = _("line %(line)s, column %(column)s", line=self.line, column=self.column)
        return f"{place}: {self.reason}"


class BrokenList(ValueError):
    """The file cannot be used; nothing of it is kept."""

    def __init__(self, mistakes: list[Mistake]):
        super().__init__(mistakes)
        self.mistakes = mistakes[:MOST_PROBLEMS]

    def __str__(self) -> str:
        return "\n".join(str(mistake) for mistake in self.mistakes)


def cells_of(data: bytes) -> list[Cells]:
    """(line number, cells) of every line below the head that is not blank. Raises BrokenList."""
    return list(giving_way(_xlsx(data) if is_workbook(data) else _csv(data)))


def is_workbook(data: bytes) -> bool:
    return data.startswith(b"PK")


def written(rows: Iterable[list[str]], form: str) -> bytes:
    """A file with the head and these rows that `cells_of` reads again as they are."""
    return _as_xlsx(rows) if form == XLSX else _as_csv(rows)


# -- CSV -------------------------------------------------------------------------------------------


def _csv(data: bytes) -> Iterator[Cells]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BrokenList([Mistake(line, "name", _("The file is not UTF-8 text."))]) from None
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise BrokenList([Mistake(line, "name", _("The file holds characters that are not text."))])
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1  # where a row begins; the reader only knows where it ends
    try:
        _check_head(next(reader, []))
        line = reader.line_num + 1
        for count, cells in enumerate(reader):
            if count >= MOST_ROWS:
                raise BrokenList([Mistake(line, "name", _("At most %(most)s lines.", most=MOST_ROWS))])
            if any(cell.strip() for cell in cells):
                yield line, [_unguarded(cell) for cell in cells]
            line = reader.line_num + 1
    except csv.Error:
        reason = _("A quotation mark is open or stands in the wrong place.")
        raise BrokenList([Mistake(line, "name", reason)]) from None


def _check_head(head: list[str]) -> None:
    if tuple(cell.strip() for cell in head) != COLUMNS:
        reason = _("The first line must name the columns %(columns)s.", columns=",".join(COLUMNS))
        raise BrokenList([Mistake(1, "name", reason)])


def _unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == GUARD and cell[1:].startswith(EDGE) else cell


def guarded(cell: str) -> str:
    return GUARD + cell if cell.startswith(EDGE) else cell


def spreadsheet(rows: Iterable[Iterable[Any]]) -> bytes:
    """Rows for a spreadsheet: with the mark by which it knows UTF-8; what is text stays text, never a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _as_csv(rows: Iterable[list[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in giving_way(rows):
        writer.writerow(map(guarded, row))
    return out.getvalue().encode()


# -- XLSX ------------------------------------------------------------------------------------------


def _xlsx(data: bytes) -> Iterator[Cells]:
    """The first sheet. Formulas are not worked out: what was typed is what is read."""
    rows = iter(_rows(data))
    _check_head(_filled(next(rows, ()))[: len(COLUMNS)])
    for number, row in enumerate(rows, 2):
        if number > MOST_ROWS + 1:
            raise BrokenList([Mistake(number, "name", _("At most %(most)s lines.", most=MOST_ROWS))])
        cells = _filled(row)
        if any(cell.strip() for cell in cells):
            yield number, cells


def _rows(data: bytes) -> list[tuple[Any, ...]]:
    try:
        _refuse_harmful(data)
        return worked("read", data, MOST_ROWS + 2, len(COLUMNS) + 1)
    except BrokenList:
        raise
    except Exception:  # whatever a broken file makes of the libraries: to the person it is one and the same
        reason = _("This is no Excel file that can be read. Save it again as XLSX or as CSV UTF-8.")
        raise BrokenList([Mistake(1, "name", reason)]) from None


def _refuse_harmful(data: bytes) -> None:
    """Nothing that unpacks without end, and no declarations of entities. Raises BrokenList."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(each.file_size for each in packed.infolist()) > MOST_UNPACKED:
            raise BrokenList([Mistake(1, "name", _("The file is too large when unpacked."))])
        for each in packed.infolist():
            if each.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in _beginning(packed, each):
                raise ValueError(each.filename)


def _beginning(packed: zipfile.ZipFile, each: zipfile.ZipInfo) -> bytes:
    with packed.open(each) as file:
        return file.read(1000)


def _filled(row: tuple[Any, ...]) -> list[str]:
    """As many cells as there are columns; one more only where something stands in it."""
    cells = [_text(value) for value in row]
    cells += [""] * (len(COLUMNS) - len(cells))
    while len(cells) > len(COLUMNS) and not cells[-1].strip():
        cells.pop()
    return cells


def _text(value: Any) -> str:
    """A cell as it would be typed: 29869 and not 29869.0, a day as 2025-07-01."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _as_xlsx(rows: Iterable[list[str]]) -> bytes:
    return worked("write", [list(COLUMNS), *giving_way(rows)], "sites", WIDTHS)
