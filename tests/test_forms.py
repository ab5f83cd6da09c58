"""What people type, as values."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from confsys import forms
from confsys.errors import Invalid
from confsys.folding import clean, folded, sort_key

HOURS = {
    "7h30": time(7, 30),
    "7:30": time(7, 30),
    "0730": time(7, 30),
    "07.30": time(7, 30),
    "7 giờ 30'": time(7, 30),
    "7 giờ 30 phút": time(7, 30),
    "7g30": time(7, 30),
    "14h": time(14),
    "14": time(14),
    "14 giờ": time(14),
    "0h": time(0),
    "00:00": time(0),
    "06:59": time(6, 59),
    "  8H05 ": time(8, 5),
    "7 giờ rưỡi": time(7, 30),
    "8 giờ kém 15": time(7, 45),
    "8h sáng": time(8),
    "2 giờ chiều": time(14),
    "14h30 chiều": time(14, 30),
    "7h30 tối": time(19, 30),
    "12h trưa": time(12),
    "1h trưa": time(13),
    "7:30pm": time(19, 30),
    "12 am": time(0),
}


@pytest.mark.parametrize(("typed", "meant"), HOURS.items())
def test_an_hour_is_read_as_people_type_it(typed, meant):
    assert forms.hour(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "14 rưỡi",
        "24h",
        "24:00",
        "14h sáng",
        "0h kém 15",
        "13 pm",
        "20h trưa",
        "25:00",
        "7:60",
        "730h",
        "-7",
        "7h30m45",
        "",
        " ",
        None,
        730,
        True,
        1e9,
    ],
)
def test_what_is_no_hour_gets_a_sentence(typed):
    with pytest.raises(forms.Unreadable):
        forms.hour(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    {
        "26/11/2026": date(2026, 11, 26),
        "26-11-2026": date(2026, 11, 26),
        "26.11.26": date(2026, 11, 26),
        "2026-11-26": date(2026, 11, 26),
        "3/3/2015": date(2015, 3, 3),
        "26/11": date(2026, 11, 26),
        "23/11": date(2027, 11, 23),
        "29/2": date(2028, 2, 29),
        "hôm nay": date(2026, 11, 24),
        "Mai": date(2026, 11, 25),
        "ngay kia": date(2026, 11, 26),
        "ngày 3 tháng 3": date(2027, 3, 3),
        "ngày 03 tháng 3 năm 2027": date(2027, 3, 3),
        "thứ Ba": date(2026, 11, 24),  # which is today
        "thứ 5": date(2026, 11, 26),
        "T2": date(2026, 11, 30),
        "CN": date(2026, 11, 29),
        "thứ sáu tuần sau": date(2026, 12, 4),
        "thứ hai tuần này": date(2026, 11, 23),
        "sunday": date(2026, 11, 29),
    }.items(),
)
def test_a_day_is_read_as_people_type_it(app, typed, meant):
    with time_machine.travel(datetime(2026, 11, 24, 3, tzinfo=UTC)):
        assert forms.day(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "31/02/2026",
        "29/2/2027",
        "30/2",
        "32/1",
        "1/13/2026",
        "5",
        "năm",
        "thứ 8",
        "someday",
        "30 tháng 2",
        "",
        None,
        0,
        True,
        "1/1/0001",
        "1/1/9999",
    ],
)
def test_what_is_no_day_gets_a_sentence(app, typed):
    with pytest.raises(forms.Unreadable):
        forms.day(typed)


@pytest.mark.parametrize(
    "raw", [0, "0", True, 1e9, "", None, "2026-11-26", "2026-11-26T07:30", "0001-01-01T00:00:00+07:00", [], {}]
)
def test_what_is_no_moment_gets_a_sentence(raw):
    with pytest.raises(forms.Unreadable):
        forms.moment(raw)


def test_a_moment_is_an_instant():
    assert forms.moment("2026-11-26T00:30:00+07:00") == datetime(2026, 11, 25, 17, 30, tzinfo=UTC)
    assert forms.moment("2026-11-25T17:30:00Z") == datetime(2026, 11, 25, 17, 30, tzinfo=UTC)


def test_every_sentence_comes_at_once():
    fields = {"title": forms.text(5), "minutes": forms.whole(1, 10)}
    with pytest.raises(Invalid) as refusal:
        forms.read(fields, {"title": "x" * 6, "minutes": True})
    assert set(refusal.value.errors) == {"title", "minutes"}


@given(st.text())
def test_clean_text_is_one_printable_line(text):
    kept = clean(text)
    assert kept == clean(kept)
    assert not any(ord(c) < 32 or ord(c) == 127 for c in kept)


@given(st.text())
def test_folding_never_fails_and_is_stable(text):
    assert folded(folded(text)) == folded(text)
    assert isinstance(sort_key(text), str)


@pytest.mark.parametrize(
    ("one", "other"), [("Hòa", "Hoà"), ("Quí", "Quý"), ("Đồng Tháp", "dong thap"), ("Xã Bình Thạnh", "Xã Bình Thành")]
)
def test_marks_do_not_matter_for_finding(one, other):
    assert folded(one) == folded(other)


def test_a_name_stands_before_those_that_begin_with_it():
    names = ["Xã Tân Phước 2", "Xã Tân Phú Trung", "Xã Tân Phú", "Xã Tân Phước 1", "Xã Tân Phú Đông"]
    assert sorted(names, key=sort_key) == [
        "Xã Tân Phú",
        "Xã Tân Phú Đông",
        "Xã Tân Phú Trung",
        "Xã Tân Phước 1",
        "Xã Tân Phước 2",
    ]


def test_names_sort_by_the_vietnamese_alphabet():
    names = ["Xã Đốc Binh Kiều", "Phường 10", "Phường 2", "Xã An Hữu", "Xã Ăn Lộc", "Xã Dương", "Xã Bá", "Xã Bà"]
    assert sorted(names, key=sort_key) == [
        "Phường 2",
        "Phường 10",
        "Xã An Hữu",
        "Xã Ăn Lộc",
        "Xã Bà",
        "Xã Bá",
        "Xã Dương",
        "Xã Đốc Binh Kiều",
    ]
