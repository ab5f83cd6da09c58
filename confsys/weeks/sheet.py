"""The weekly calendar as a sheet of paper, whatever it is written on: the printed page, PDF, XLSX and DOCX draw this.

Vietnamese whatever the reader's language, as the State's papers are. No database, no clock.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from confsys.weeks.cells import Line, Run, clean, line_of
from confsys.weeks.marks import CANCELLED, NEW, Marked, counted
from confsys.weeks.short_forms import explained

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
HEADS = ("Ngày", "Buổi", "Nội dung", "Địa điểm", "Lãnh đạo", "Chuẩn bị, cùng dự")
WIDTHS = (82, 60, 331, 164, 122, 250)  # of the columns, as parts of their sum
HALVES = {"morning": "Sáng", "afternoon": "Chiều"}
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
NOTHING = "Không có lịch."
PAGE = "Trang"


@dataclass(frozen=True)
class Half:
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Day:
    """One of the seven; without halves there is nothing on it."""

    day: date
    halves: tuple[Half, ...]

    @property
    def name(self) -> str:
        return WEEKDAYS[self.day.weekday()]

    @property
    def date(self) -> str:
        return f"{self.day:%d/%m}"

    @property
    def rows(self) -> list[tuple[str, Line]]:
        """Every line with the half it belongs to."""
        return [(half.name, line) for half in self.halves for line in half.lines]


@dataclass(frozen=True)
class Sheet:
    """`file`: what its file is called, without an ending."""

    above: str
    below: str
    title: str
    second: tuple[Run, ...]
    days: tuple[Day, ...]
    foot: str
    file: str


def sheet_of(
    heading: tuple[str, str],
    monday: date,
    edition: int,
    published_at: datetime,
    lines: Sequence[Marked],
    short_forms: Mapping[str, str] | None = None,
) -> Sheet:
    """What is drawn. `heading`: the two lines of the body; `edition` as the week counts, from 1; `lines`: marked since
    the edition before; `published_at` by the clock on the wall; `short_forms`: what offices call their leaders.
    """
    number = monday.isocalendar().week
    days = [monday + timedelta(days=count) for count in range(7)]
    return Sheet(
        above=clean(heading[0]).upper(),
        below=clean(heading[1]).upper(),
        title=f"LỊCH CÔNG TÁC TUẦN {number}",
        second=_second(days, edition, published_at),
        days=tuple(Day(day, _halves([line for line in lines if line.row.day == day])) for day in days),
        foot=_foot(edition, lines, short_forms or {}),
        file=file_name(monday, edition),
    )


def file_name(monday: date, edition: int) -> str:
    """What the file of an edition is called, without an ending."""
    year, number, _weekday = monday.isocalendar()
    return ", ".join([f"Lịch công tác tuần {number}-{year}", *map(str.lower, _adjusted(edition))])


def _adjusted(edition: int) -> list[str]:
    """The first publishing adjusts nothing."""
    return [f"Điều chỉnh lần {edition - 1}"] if edition > 1 else []


def _second(days: Sequence[date], edition: int, at: datetime) -> tuple[Run, ...]:
    return (
        Run(f"Từ ngày {days[0]:%d/%m/%Y} đến ngày {days[-1]:%d/%m/%Y}"),
        *(Run(f"({said})", bold=True) for said in _adjusted(edition)),
        Run(f"(Cập nhật lần cuối: {at:%H:%M %d/%m/%Y})"),
    )


def _halves(lines: Sequence[Marked]) -> tuple[Half, ...]:
    return tuple(
        Half(HALVES[name], tuple(line_of(each) for each in found))
        for name, found in groupby(lines, key=lambda line: line.row.half)
    )


def _foot(edition: int, lines: Sequence[Marked], short_forms: Mapping[str, str]) -> str:
    """What short forms mean, what changed, and which paper may be thrown away."""
    written = [part for line in lines for part in (line.row.leaders, line.row.prepared_by, line.row.accompanied_by)]
    said = [explained(written, short_forms), *_changes(edition, lines)]
    return " ".join(f"{each}." for each in said if each)


def _changes(edition: int, lines: Sequence[Marked]) -> list[str]:
    if edition == 1:
        return []
    count = counted(lines)
    changed = sum(count.values()) - count.get(NEW, 0) - count.get(CANCELLED, 0)
    named = {"mới": count.get(NEW, 0), "đổi": changed, "hủy": count.get(CANCELLED, 0)}
    told = ", ".join(f"{number} {name}" for name, number in named.items() if number) or "không đổi dòng nào"
    before = f"lần {edition - 2}" if edition > 2 else "bản đầu"
    replaced = f"bản điều chỉnh lần {edition - 2}" if edition > 2 else "bản đầu"
    return [f"So với {before}: {told}", f"Lịch này thay {replaced}"]
