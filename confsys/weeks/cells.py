"""What stands in one row of a printed week: words in their style, cell by cell. No database, no clock."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import time

from confsys.weeks.marks import CANCELLED, NEW, OTHER, PLACE, TIME, Marked
from confsys.weeks.rows import Row

NBSP = "\u00a0"
TAGS = {NEW: "Mới", TIME: "Đổi giờ", PLACE: "Đổi nơi", OTHER: "Sửa", CANCELLED: "Hủy"}
NO_TEXT = ("Cc", "Cs")  # control, half a character
# What XML cannot hold, and what turns the order of the letters after it, so that they show other than they say.
NOT_SHOWN = re.compile("[\ufffe\uffff\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Run:
    """Some words in one style; a space parts them from the next ones."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    boxed: bool = False


@dataclass(frozen=True)
class Line:
    """One row. What it says of an hour stands apart from the rest: a spreadsheet has a column for it."""

    tags: tuple[Run, ...]
    at: time | None
    until: time | None
    hour: Run | None
    text: tuple[Run, ...]
    place: str
    leaders: str
    along: str

    @property
    def content(self) -> tuple[Run, ...]:
        return (*self.tags, *([self.hour] if self.hour else []), *self.text)


def line_of(line: Marked) -> Line:
    """A line of the calendar as it is printed."""
    row = line.row
    hours = hours_of(row)
    return Line(
        tags=tuple(Run(TAGS[mark], bold=True, boxed=True) for mark in _marks(line)),
        at=row.at,
        until=row.until,
        hour=Run(f"({hours})", bold=True, struck=row.cancelled) if hours else None,
        text=_text(line),
        place=clean(row.place),
        leaders=clean(row.leaders),
        along=clean(_along(row)),
    )


def hour(at: time) -> str:
    """7h30"""
    return f"{at.hour}h{at:%M}"


def hours_of(row: Row) -> str:
    return "–".join(hour(at) for at in (row.at, row.until) if at)


def clean(text: str) -> str:
    """One line of whole letters: nothing that a file cannot hold or that shows other than it says."""
    spaced = NOT_SHOWN.sub("", " ".join(text.split()))
    kept = "".join(letter for letter in spaced if unicodedata.category(letter) not in NO_TEXT)
    return unicodedata.normalize("NFC", kept).strip()


def _marks(line: Marked) -> tuple[str, ...]:
    """A paper does not know what its reader knew: what is cancelled says so in every edition."""
    return (CANCELLED,) if line.row.cancelled else line.marks


def _text(line: Marked) -> tuple[Run, ...]:
    row = line.row
    told = " ".join(part for part in (clean(row.title), _online(row)) if part)
    runs = [Run(told, struck=row.cancelled)]
    if row.cancelled:
        runs += [Run(f"Lý do: {clean(row.reason)}", italic=True)] if clean(row.reason) else []
    elif line.before and (then := _before(line)):
        runs.append(Run(then, italic=True))
    return tuple(run for run in runs if run.text)


def _online(row: Row) -> str:
    """(trực tuyến, 103 điểm cầu, mã phòng 4821)"""
    said = []
    if row.sites and "trực tuyến" not in row.title.casefold():
        said.append("trực tuyến")
    if row.sites:
        said.append(f"{row.sites}{NBSP}điểm cầu")
    if room := clean(row.room_code):
        said.append(f"mã phòng{NBSP}{room}")
    return f"({', '.join(said)})" if said else ""


def _before(line: Marked) -> str:
    """Trước là: 9h00 cùng ngày; Phòng họp số 1"""
    was, now = line.before, line.row
    assert was is not None
    told = [_when(was, now)] if TIME in line.marks else []
    if PLACE in line.marks and was.place != now.place:
        told.append(clean(was.place) or "chưa có địa điểm")
    elif PLACE in line.marks:
        told.append(f"mã phòng{NBSP}{clean(was.room_code)}" if clean(was.room_code) else "chưa có mã phòng")
    told += [clean(was.title)] if was.title != now.title else []
    told += [f"lãnh đạo: {clean(was.leaders) or 'chưa có'}"] if was.leaders != now.leaders else []
    return f"Trước là: {'; '.join(told)}" if told else ""


def _when(was: Row, now: Row) -> str:
    half = {"morning": "buổi sáng", "afternoon": "buổi chiều"}[was.half]
    day = "cùng ngày" if was.day == now.day else f"{was.day:%d/%m}"
    return f"{hours_of(was) or half} {day}"


def _along(row: Row) -> str:
    """Sở Tài chính; LĐVP cùng dự; giấy mời riêng"""
    said = [
        row.prepared_by,
        row.accompanied_by and f"{row.accompanied_by} cùng dự",
        row.staff_officer and f"chuyên viên: {row.staff_officer}",
        "giấy mời riêng" if row.own_invitation else "",
    ]
    return "; ".join(each for each in said if each)
