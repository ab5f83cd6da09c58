"""The rows of a pasted text: which are items, which are headings, and what the columns of a table are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from confsys.agenda.pasted.pieces import Pieces, of_cells, of_line
from confsys.agenda.pasted.units import Units
from confsys.errors import Invalid
from confsys.folding import clean, folded
from confsys.forms import Unreadable, day
from confsys.words import _

MOST_LINES, LONGEST_LINE = 200, 500
HEADING = re.compile(
    r"(?:buổi\s+)?(?P<part>sáng|chiều|tối)?[\s,:]*(?:thứ\s+\w+|chủ\s+nhật)?[\s,:]*"
    r"(?:ngày\s+)?(?P<day>\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?)?[\s:.]*",
    re.IGNORECASE,
)
QUOTED = re.compile(r'(^|\t)"((?:[^"]|"")*)"(?=\t|\r?$)', re.MULTILINE)
COLUMNS = {
    "time": ("thoi gian", "gio", "bat dau", "time"),
    "minutes": ("thoi luong", "so phut", "phut", "minutes"),
    "title": ("noi dung", "chuong trinh", "muc", "content", "title"),
    "presenter": ("trinh bay", "thuc hien", "chu tri", "dieu hanh", "don vi", "bao cao vien", "presenter"),
    "number": ("tt", "stt", "no"),
}


@dataclass
class Draft:
    """A row that speaks of an item. `said`, `until`: the local hours it names, on its day."""

    number: int
    raw: str
    pieces: Pieces
    said: datetime | None = None
    until: datetime | None = None
    is_last_of_its_part: bool = False


@dataclass
class _Place:
    """Where the reader is: a time of the day that is meant, and the part of it."""

    day: datetime
    is_afternoon: bool = False


def each_row_on_a_line(text: str) -> str:
    """A table from Excel quotes cells that hold line breaks: here every row of it has one line."""
    return QUOTED.sub(lambda cell: cell[1] + " ".join(cell[2].split()).replace('""', '"'), text)


def drafts_of(text: str, units: Units, begin: datetime) -> list[Draft]:
    """The rows of a text that speak of items. Raises Invalid if there are too many."""
    rows = list(_rows(text))
    if len(rows) > MOST_LINES:
        count = len(rows)
        raise Invalid({"text": _("At most %(most)s lines at once; there are %(count)s.", most=MOST_LINES, count=count)})
    place, columns = _Place(begin), {}
    drafts: list[Draft] = []
    for number, cells in rows:
        if found := _columns(cells):
            columns = found
        elif heading := _heading(" ".join(cells)):
            _turn(place, heading)
            if drafts:
                drafts[-1].is_last_of_its_part = True
        elif any(any(c.isalpha() for c in cell) for cell in cells):
            draft = _draft(number, cells, columns, units, place)
            if draft.pieces.says_something:
                drafts.append(draft)
    return drafts


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines with something on them, as cells."""
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [clean(cell[:LONGEST_LINE]) for cell in line.split("\t")]
        if any(cells):
            yield number, cells


def _columns(cells: Sequence[str]) -> dict[int, str]:
    """What the columns of a table are, if this row says so: at least a title and one more."""
    found = {}
    for place, cell in enumerate(cells):
        words = folded(cell)
        fits = (name for name, marks in COLUMNS.items() if len(words) < 40 and any(mark in words for mark in marks))
        if name := next(fits, None):
            found[place] = name
    return found if len(found) > 1 and "title" in found.values() and len(cells) > 1 else {}


def _heading(raw: str) -> re.Match | None:
    found = HEADING.fullmatch(clean(raw))
    return found if found and (found["part"] or found["day"]) else None


def _turn(place: _Place, heading: re.Match) -> None:
    """From here on another day or another part of it is meant."""
    if heading["day"]:
        place.day = _day(heading["day"], place.day)
    if heading["part"]:
        place.is_afternoon = heading["part"].lower() != "sáng"


def _day(typed: str, now: datetime) -> datetime:
    """The same hour on the day that is named, in the same year if it names none; unchanged if there is no such day."""
    parts = re.split(r"[/.-]", typed)
    try:
        named = day(typed if len(parts) == 3 else f"{parts[0]}/{parts[1]}/{now.year}")
    except Unreadable:
        return now
    return now.replace(year=named.year, month=named.month, day=named.day)


def _draft(number: int, cells: list[str], columns: dict[int, str], units: Units, place: _Place) -> Draft:
    texts = [cell for cell in cells if cell]
    if len(texts) == 1:
        pieces = of_line(texts[0], units)
    elif columns:
        pieces = of_cells({columns[at]: cell for at, cell in enumerate(cells) if at in columns and cell}, units)
    else:
        pieces = of_cells(_guessed(texts, units), units)
    draft = Draft(number, "\t".join(cells), pieces)
    if pieces.start:
        draft.said = _at(pieces.start, place)
    if pieces.end:
        draft.until = _at(pieces.end, place)
    return draft


def _at(hour: time, place: _Place) -> datetime:
    """An hour of the day that is meant; "2h00" under "Buổi chiều" is two in the afternoon."""
    hours = hour.hour + 12 if place.is_afternoon and hour.hour < 7 else hour.hour
    return place.day.replace(hour=hours, minute=hour.minute)


def _guessed(texts: list[str], units: Units) -> dict[str, str]:
    """What cells are without a heading row: an hour, a length, a number before them; then title and presenter."""
    found: dict[str, str] = {}
    for place, text in enumerate(texts):
        alone = of_line(text, units)
        if alone.start and not alone.title:
            found.setdefault("time", text)
        elif alone.minutes and not alone.title:
            found.setdefault("minutes", text)
        elif text.strip(".)").isdecimal():
            if place:
                found.setdefault("minutes", text)
        elif "title" not in found:
            found["title"] = text
        else:
            found["presenter"] = f"{found['presenter']}, {text}" if "presenter" in found else text
    return found
