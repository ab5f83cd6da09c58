"""A list of people as an office keeps it: pasted from a spreadsheet, or sent as a file. No database here.

Each line is read by itself, so that a broken one says what is wrong with it and spoils no other.
"""

import csv
import re
import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from confsys.errors import Invalid
from confsys.folding import clean, folded
from confsys.forms import Unreadable
from confsys.people.forms import PERSON
from confsys.people.models import ROLE_NAMES
from confsys.words import _

MOST_ROWS = 200  # kept in one transaction, while nobody else can write: about a second
LABELS = {
    "name": _("Name"),
    "position": _("Office title"),
    "short_name": _("Short name on the weekly calendar"),
    "username": _("User name"),
    "email": _("E-mail"),
    "telephone": _("Telephone"),
    "role": _("Role"),
    "site": _("Unit"),
}
# What offices write above their columns, without marks.
HEADS = {
    "name": ("name", "ho ten", "ho va ten"),
    "position": ("position", "office title", "chuc vu", "chuc danh"),
    "short_name": ("short name", "ten viet tat", "viet tat", "ten tat"),
    "username": ("username", "user name", "ten tai khoan", "tai khoan"),
    "email": ("email", "e mail", "thu dien tu", "thu cong vu"),
    "telephone": ("telephone", "phone", "dien thoai", "so dien thoai"),
    "role": ("role", "vai tro"),
    "site": ("site", "unit", "don vi", "diem cau"),
}
COLUMN_OF = {head: column for column, heads in HEADS.items() for head in heads}


@dataclass(frozen=True)
class Line:
    """One line: what was typed, what was understood, or why it cannot be."""

    number: int
    typed: dict[str, str] = field(default_factory=dict)
    told: dict[str, str | None] = field(default_factory=dict)
    role: str | None = None
    site: str = ""
    problem: Any = None

    @property
    def keys(self) -> list[str]:
        """What makes it the same person when the list is read again."""
        return [value for value in (self.told.get("username"), self.told.get("email")) if value]


def decoded(data: bytes) -> str:
    """The text of a file; what is no UTF-8 stays marked in its line."""
    encoding = "utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
    return data.decode(encoding, errors="replace")


def read(text: str) -> list[Line]:
    """Every line below the head. Raises Invalid where the list as a whole cannot be read."""
    rows = [(number, raw) for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), 1) if raw.strip("\t ;,\ufeff")]
    if len(rows) < 2:
        raise Invalid({"list": _("Paste the line with the names of the columns, and at least one line below it.")})
    if len(rows) - 1 > MOST_ROWS:
        count = len(rows) - 1
        raise Invalid({"list": _("At most %(most)s people at once; there are %(count)s.", most=MOST_ROWS, count=count)})
    head = rows[0][1].lstrip("\ufeff")
    delimiter = max("\t;,", key=head.count)
    columns = _columns(head, delimiter)
    return _without_doubles([_line(number, raw, columns, delimiter) for number, raw in rows[1:]])


def _columns(head: str, delimiter: str) -> list[str]:
    columns = []
    for cell in _cells(head, delimiter) or []:
        column = COLUMN_OF.get(folded(cell))
        if column is None or column in columns:
            known = ", ".join(str(label) for label in LABELS.values())
            sentence = _("The first line names “%(name)s”; it may name: %(known)s.", name=clean(cell)[:40], known=known)
            raise Invalid({"list": sentence})
        columns.append(column)
    if "name" not in columns or not {"username", "email"} & {*columns}:
        raise Invalid({"list": _("The first line must name the columns name, and username or email.")})
    return columns


def _cells(raw: str, delimiter: str) -> list[str] | None:
    """The cells of one line; None if a quotation mark is open."""
    try:
        return next(csv.reader([raw], delimiter=delimiter, strict=True))
    except csv.Error:
        return None


def _line(number: int, raw: str, columns: list[str], delimiter: str) -> Line:
    cells = _cells(raw, delimiter)
    if cells is None:
        return Line(number, {"name": raw[:200]}, problem=_("A quotation mark is open or stands in the wrong place."))
    typed = dict(zip(columns, [*cells, *[""] * len(columns)], strict=False))
    for is_wrong, sentence in CHECKS:
        if is_wrong(raw):
            return Line(number, typed, problem=sentence)
    if any(cell.strip() for cell in cells[len(columns) :]):
        sentence = _("There are %(found)s cells; the first line names %(count)s.", found=len(cells), count=len(columns))
        return Line(number, typed, problem=sentence)
    return _understood(number, typed)


def _is_control(raw: str) -> bool:
    return any(unicodedata.category(c) == "Cc" for c in raw if c != "\t")


CHECKS: tuple[tuple[Callable[[str], bool], Any], ...] = (
    (lambda raw: "\ufffd" in raw, _("This line is not UTF-8 text. Save the list as “CSV UTF-8” and send it again.")),
    (_is_control, _("There are control characters in it.")),
)


def _understood(number: int, typed: dict[str, str]) -> Line:
    told: dict[str, str | None] = {}
    problems = []
    for name, reader in PERSON.items():
        try:
            told[name] = reader(typed.get(name, ""))
        except Unreadable as error:
            problems.append(f"{LABELS[name]}: {error.args[0]}")
    role, site = clean(typed.get("role", "")), clean(typed.get("site", ""))
    known = _roles()
    if role and folded(role) not in known:
        problems.append(str(_("There is no role “%(role)s”.", role=role[:40])))
    if bool(role) != bool(site):
        problems.append(str(_("A role needs a unit, and a unit a role.")))
    if not problems and not (told["username"] or told["email"]):
        problems.append(str(_("A user name or an e-mail is needed, so that the list can be read again.")))
    return Line(number, typed, told, known.get(folded(role)), site, "\n".join(problems) or None)


def _roles() -> dict[str, str]:
    """By code, and by the name in the reader's language."""
    return {folded(word): role for role, name in ROLE_NAMES.items() for word in (role, str(name))}


def _without_doubles(lines: list[Line]) -> list[Line]:
    seen: dict[str, int] = {}
    whole = []
    for line in lines:
        first = next((seen[key] for key in line.keys if key in seen), None)
        if first is not None and not line.problem:
            line = replace(line, problem=_("The same person already stands in line %(line)s.", line=first))
        for key in line.keys:
            seen.setdefault(key, line.number)
        whole.append(line)
    return whole
