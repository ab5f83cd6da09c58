"""A list of sites as a CSV or XLSX file: read whole or refused whole, with the place of every mistake.

A unit is the same one in two readings by its key (its gso code, else kind, parent and name; and its first day), never
by its name. A parent is looked up by name within the same file.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from confsys.aside import giving_way
from confsys.folding import folded
from confsys.sites.models import KINDS
from confsys.sites.sheets import COLUMNS, CSV, BrokenList, Cells, Mistake, cells_of, written
from confsys.sites.sheets import MOST_PROBLEMS as MOST_PROBLEMS
from confsys.words import _

LISTED = ("name", "kind", "code", "gso_code", "valid_from", "valid_to", "domain", "source")  # besides the parent
MOST_LEVELS = 8  # units above a unit: a province has three
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
LONGEST = {"name": 200, "parent": 200, "code": 40, "gso_code": 20, "domain": 200, "source": 200}


@dataclass(frozen=True)
class Row:
    """One unit of a list; blank values are None."""

    line: int
    name: str
    kind: str
    parent: str | None
    code: str | None
    gso_code: str | None
    valid_from: date | None
    valid_to: date | None
    domain: str | None
    source: str | None


@dataclass(frozen=True)
class Examined:
    """Every line of a list as it was sent, the rows that could be read of it, and what is wrong."""

    lines: list[Cells]
    rows: list[Row]
    mistakes: list[Mistake]


def read(data: bytes) -> list[Row]:
    """The rows of a file, each parent before its children. Raises BrokenList."""
    found = examined(cells_of(data))
    if found.mistakes:
        raise BrokenList(found.mistakes)
    return parents_first(found.rows)


def examined(lines: list[Cells]) -> Examined:
    """What can be read of a list, and every mistake in it by line."""
    rows: list[Row] = []
    mistakes: list[Mistake] = []
    for number, cells in giving_way(lines):
        row = _row(number, cells, mistakes)
        if row:
            rows.append(row)
    named = Counter(_tidy(cells[0]) for _number, cells in giving_way(lines))  # a broken line still names its unit
    mistakes += _doubles(rows) + _parents_wrong(rows, named)
    if not lines:
        mistakes.append(Mistake(2, "name", _("The list is empty.")))
    return Examined(lines, rows, sorted(mistakes, key=lambda mistake: mistake.line))


def write(rows: Iterable[Row], form: str = CSV) -> bytes:
    """The rows as a file that `read` understands."""
    return written((_cells(row) for row in rows), form)


def _cells(row: Row) -> list[str]:
    values = (getattr(row, name) for name in COLUMNS)
    return ["" if value is None else str(value) for value in values]


# -- below: reading --------------------------------------------------------------------------------


def _row(number: int, cells: list[str], mistakes: list[Mistake]) -> Row | None:
    before = len(mistakes)

    def wrong(column: str, reason) -> None:
        mistakes.append(Mistake(number, column, reason))

    if len(cells) != len(COLUMNS):
        count = len(COLUMNS)
        wrong(COLUMNS[-1], _("There must be %(count)s columns, there are %(found)s.", count=count, found=len(cells)))
        return None
    values = {name: _tidy(cell) for name, cell in zip(COLUMNS, cells, strict=True)}
    for name, value in values.items():
        if CONTROL.search(value):
            wrong(name, _("There are control characters in it."))
        if len(value) > LONGEST.get(name, 40):
            wrong(name, _("At most %(most)s characters.", most=LONGEST.get(name, 40)))
    if not values["name"]:
        wrong("name", _("The name is missing."))
    if values["kind"] not in KINDS:
        wrong("kind", _("There is no kind of site “%(kind)s”.", kind=values["kind"][:40]))
    first, last = (_day(values[name], name, wrong) for name in ("valid_from", "valid_to"))
    if first and last and first > last:
        wrong("valid_to", _("The last day comes before the first."))
    if len(mistakes) > before:
        return None
    rest = {name: values[name] or None for name in ("parent", "code", "gso_code", "domain", "source")}
    return Row(line=number, name=values["name"], kind=values["kind"], valid_from=first, valid_to=last, **rest)


def _tidy(cell: str) -> str:
    return unicodedata.normalize("NFC", cell.strip())


def _day(value: str, column: str, wrong) -> date | None:
    try:
        if value and not DAY.fullmatch(value):
            raise ValueError
        return date.fromisoformat(value) if value else None
    except ValueError:
        wrong(column, _("A day such as 2025-07-01 is needed, not “%(value)s”.", value=value[:40]))
        return None


def _doubles(rows: list[Row]) -> list[Mistake]:
    seen: dict[tuple, int] = {}
    mistakes = []
    for row in giving_way(rows):
        key = (row.gso_code or (row.kind, row.parent, folded(row.name)), row.valid_from)
        if key in seen:
            column = "gso_code" if row.gso_code else "name"
            mistakes.append(
                Mistake(row.line, column, _("The same unit already stands in line %(line)s.", line=seen[key]))
            )
        seen.setdefault(key, row.line)
    return mistakes


def _parents_wrong(rows: list[Row], named: Counter[str]) -> list[Mistake]:
    mistakes = []
    for row in giving_way(rows):
        if row.parent and not named[row.parent]:
            mistakes.append(Mistake(row.line, "parent", _("“%(name)s” is not in this list.", name=row.parent)))
        elif row.parent and named[row.parent] > 1:
            reason = _("“%(name)s” stands more than once in this list.", name=row.parent)
            mistakes.append(Mistake(row.line, "parent", reason))
    return mistakes or _tangles(rows)


def _tangles(rows: list[Row]) -> list[Mistake]:
    parents = {row.name: row.parent for row in rows}
    mistakes = []
    for row in giving_way(rows):
        above = _above(row, parents)
        if row.name in above:
            mistakes.append(Mistake(row.line, "parent", _("The unit stands below itself.")))
        elif len(above) > MOST_LEVELS:
            reason = _("At most %(most)s units may stand above one another.", most=MOST_LEVELS)
            mistakes.append(Mistake(row.line, "parent", reason))
    return mistakes


def _above(row: Row, parents: dict[str, str | None]) -> list[str]:
    """What a unit hangs on, the nearest first: round a circle once, and no further than matters."""
    above: list[str] = []
    name = row.parent
    while name and name not in above and len(above) <= MOST_LEVELS:
        above.append(name)
        name = parents.get(name)
    return above


def parents_first(rows: list[Row]) -> list[Row]:
    parents = {row.name: row.parent for row in rows}
    return sorted(rows, key=lambda row: len(_above(row, parents)))
