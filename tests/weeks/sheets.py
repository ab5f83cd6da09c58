"""A week as offices print it, and how the papers of it are read back."""

import base64
import re
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from confsys.weeks.marks import marked
from confsys.weeks.rows import Row, half_of
from confsys.weeks.sheet import Sheet, sheet_of

MONDAY = date(2026, 11, 23)
PUBLISHED = datetime.combine(MONDAY, time(9, 12))
HEADING = ("Ủy ban nhân dân tỉnh Đồng Tháp", "Văn phòng")


def a_row(key: str, day: int = 0, at: time | None = time(8), **values: Any) -> Row:
    """A line so many days after Monday."""
    given = {"title": "Thẩm tra dự toán", "place": "Phòng họp số 2", "leaders": "PCTTT", "prepared_by": "Sở Tài chính"}
    half = values.pop("half", half_of(at) if at else "morning")
    return Row(key, MONDAY + timedelta(days=day), half, at, values.pop("until", None), **given | values)


NOW = (
    a_row("a", 0, time(7, 30), title="Chào cờ, giao ban đầu tuần", leaders="CT, các PCT"),
    a_row("b", 0, time(9), title="Tiếp công dân định kỳ", accompanied_by="LĐVP", until=time(11)),
    a_row("c", 0, time(14), title="Làm việc với Sở Xây dựng", place="Phòng họp số 3"),
    a_row("d", 2, time(15), title="Họp kinh phí mua sắm tập trung", place="Phòng họp số 1"),
    a_row("e", 3, time(8), title="Giao ban chuyển đổi số", sites=103, room_code="4821", own_invitation=True),
    a_row("f", 3, time(14), title="Họp khẩn ứng phó triều cường", sites=9),
    a_row("g", 4, time(13, 30), title="Gặp mặt doanh nghiệp", cancelled=True, reason="dời sang tuần 49"),
)
BEFORE = (
    *NOW[:2],
    replace(NOW[2], place="Sở Xây dựng"),
    replace(NOW[3], at=time(9), half="morning"),
    NOW[4],
    replace(NOW[6], cancelled=False, reason=""),
)


def a_sheet(now: Sequence[Row] = NOW, before: Sequence[Row] | None = BEFORE, edition: int = 4, **values: Any) -> Sheet:
    return sheet_of(HEADING, MONDAY, edition, PUBLISHED, marked(before, now), **values)


def a_full_sheet(rows: int = 60) -> Sheet:
    """So many lines, a dozen on each day."""
    return a_sheet([a_row(f"{place:03}", place // 12, time(7 + place % 12)) for place in range(rows)], None)


def said(runs: Sequence[Any]) -> str:
    return " ".join(run.text for run in runs)


# -- a PDF, as a reader copies its text ---------------------------------------------------------------


def text_of_pdf(data: bytes) -> list[str]:
    """The text of each page, piece by piece in the order drawn."""
    things = {int(number): body for number, body in re.findall(rb"(\d+) 0 obj\s(.*?)endobj", data, re.DOTALL)}
    fonts = {name: _letters(things, int(at)) for name, at in re.findall(rb"/(F\d\+\d) (\d+) 0 R", things[1])}
    pages = [body for body in things.values() if b"/Contents" in body]
    return [_text(_stream(things, rb"/Contents (\d+) 0 R", page), fonts) for page in pages]


def _letters(things: dict[int, bytes], at: int) -> dict[int, str]:
    table = _stream(things, rb"/ToUnicode (\d+) 0 R", things[at])
    found = re.findall(rb"^<(\w\w)> <(\w{4,})>$", table, re.MULTILINE)
    return {int(code, 16): bytes.fromhex(value.decode()).decode("utf-16-be") for code, value in found}


def _stream(things: dict[int, bytes], reference: bytes, body: bytes) -> bytes:
    whole = things[int(re.search(reference, body)[1])]  # type: ignore[index]
    packed = re.search(rb"stream\r?\n(.*?)\s*endstream", whole, re.DOTALL)[1]  # type: ignore[index]
    if b"ASCII85Decode" in whole:
        packed = base64.a85decode(b"<~" + packed, adobe=True)
    return zlib.decompress(packed)


def _text(content: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    said = []
    for name, text in re.findall(rb"/(F\d\+\d) [\d.]+ Tf [\d.]+ TL \(((?:[^\\)]|\\.)*)\) Tj", content, re.DOTALL):
        plain = re.sub(rb"\\(\d{3}|.)", lambda code: _unescaped(code[1]), text, flags=re.DOTALL)
        said.append("".join(fonts[name].get(code, chr(code)) for code in plain))
    return "\n".join(said)


def _unescaped(code: bytes) -> bytes:
    return bytes([int(code, 8)]) if len(code) == 3 else {b"n": b"\n", b"r": b"\r", b"t": b"\t"}.get(code, code)
