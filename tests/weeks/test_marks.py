"""What is said to have changed from one edition of a week to another."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from confsys.weeks.marks import CANCELLED, NEW, OTHER, PLACE, TIME, counted, marked, marks_of
from confsys.weeks.rows import Row, half_of, in_order

TUESDAY = date(2026, 11, 24)
ROW = Row("entry:a", TUESDAY, "morning", time(8), None, "Thẩm tra dự toán", "Phòng họp số 2", "PCTTT", "Sở Tài chính")


@pytest.mark.parametrize(
    ("change", "marks"),
    [
        ({}, ()),
        ({"at": time(9)}, (TIME,)),
        ({"until": time(11)}, (TIME,)),
        ({"day": date(2026, 11, 25)}, (TIME,)),
        ({"place": "Phòng họp số 1"}, (PLACE,)),
        ({"room_code": "4821"}, (PLACE,)),
        ({"leaders": "CT"}, (OTHER,)),
        ({"own_invitation": True}, (OTHER,)),
        ({"at": time(9), "place": "Nhà khách", "title": "Khác"}, (TIME, PLACE, OTHER)),
        ({"cancelled": True, "at": time(9)}, (CANCELLED,)),
        ({"reason": "chờ số liệu"}, ()),
    ],
)
def test_what_is_said_of_a_line_that_changed(change, marks):
    assert marks_of(ROW, replace(ROW, **change)) == marks


def test_a_line_is_new_once_and_cancelled_once():
    assert marks_of(None, ROW) == (NEW,)
    assert marks_of(None, ROW.called_off()) == ()
    assert marks_of(ROW.called_off(), ROW.called_off()) == ()
    assert marks_of(ROW.called_off(), ROW) == (NEW,)


def test_what_has_gone_is_told_as_cancelled_in_its_place():
    later = replace(ROW, key="entry:b", at=time(10))
    lines = marked([ROW, later], [later])
    assert [(line.row.key, line.row.cancelled, line.mark) for line in lines] == [
        ("entry:a", True, CANCELLED),
        ("entry:b", False, ""),
    ]
    assert lines[0].before == ROW
    assert counted(lines) == {CANCELLED: 1}


def test_who_knew_nothing_is_told_of_no_change():
    assert [line.marks for line in marked(None, [ROW])] == [()]


def test_half_days_part_at_noon():
    assert (half_of(time(0)), half_of(time(11, 59)), half_of(time(12))) == ("morning", "morning", "afternoon")


HOURS = st.times().map(lambda at: at.replace(second=0, microsecond=0))
ROWS = st.lists(
    st.builds(
        Row,
        key=st.sampled_from([f"entry:{letter}" for letter in "abcdef"]),
        day=st.dates(TUESDAY, date(2026, 11, 29)),
        half=st.sampled_from(["morning", "afternoon"]),
        at=st.none() | HOURS,
        until=st.none() | HOURS,
        title=st.sampled_from(["Một", "Hai"]),
        place=st.sampled_from(["", "Hội trường"]),
        leaders=st.just("CT"),
        cancelled=st.booleans(),
    ),
    unique_by=lambda row: row.key,
)


@given(ROWS)
def test_a_line_kept_and_read_again_is_the_same(rows):
    assert [Row.read(row.plain()) for row in rows] == rows


@given(ROWS, ROWS)
def test_each_line_is_told_once_in_order_and_nothing_known_is_lost(before, now):
    lines = marked(before, now)
    told = [line.row.key for line in lines]
    assert len(told) == len(set(told))
    assert {row.key for row in now} <= set(told)
    assert {row.key for row in before if not row.cancelled} <= set(told)
    assert [line.row for line in lines] == in_order([line.row for line in lines])


@given(ROWS)
def test_against_itself_nothing_changed(rows):
    assert all(not line.marks for line in marked(rows, rows))
