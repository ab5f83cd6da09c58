"""A local day in quarter hours: what falls on it, which of them are shown, and where the office is closed."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from confsys.office.working_days import WorkingDays
from confsys.planner.grid import Hours, Span, closed, days_of, hours, span_on

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = date(2026, 11, 26)
OFFICE = WorkingDays(ZONE)


def at(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    """By the clock on the wall, as an instant in UTC."""
    return datetime(2026, 11, 26, hour, minute, tzinfo=UTC) + timedelta(days=days, hours=-7)


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "span"),
    [
        (at(7, 30), at(11, 45), Span(30, 47)),
        (at(0, 30), at(2), Span(2, 8)),  # the day before in UTC
        (at(8, 10), at(8, 20), Span(32, 34)),  # too short to be pressed: half an hour
        (at(23, 50), at(0, days=1), Span(94, 96)),
        (at(22), at(0, days=1), Span(88, 96)),  # ends with the day
        (at(22), at(1, days=1), Span(88, 96, goes_on=True)),
        (at(22, days=-1), at(1), Span(0, 4, comes_in=True)),
        (at(8, days=-1), at(17, days=1), Span(0, 96, comes_in=True, goes_on=True)),
        (at(22, days=-1), at(0), None),
        (at(0, days=1), at(2, days=1), None),
    ],
)
def test_what_of_a_time_falls_on_a_day(starts_at, ends_at, span):
    assert span_on(DAY, starts_at, ends_at, ZONE) == span


def test_a_conference_touches_the_local_days_it_lies_on():
    touched = [date.fromordinal(each) for each in days_of(at(22), at(0, 30, days=1), ZONE)]
    assert touched == [DAY, DAY + timedelta(days=1)]
    assert len(days_of(at(22), at(0, days=1), ZONE)) == 1


@pytest.mark.parametrize(
    ("spans", "shown"),
    [
        ([], Hours(26, 46)),
        ([Span(30, 47)], Hours(26, 46)),
        ([Span(3, 8)], Hours(2, 70)),
        ([Span(70, 77)], Hours(26, 52)),
        ([Span(88, 96, goes_on=True)], Hours(26, 64)),
        ([Span(40, 96, goes_on=True)], Hours(26, 46)),  # its beginning is seen: the night stays away
        ([Span(0, 40, comes_in=True)], Hours(26, 46)),
        ([Span(0, 8, comes_in=True)], Hours(26, 46)),
        ([Span(88, 96, goes_on=True), Span(0, 4, comes_in=True)], Hours(26, 64)),  # 22h to 1h
        ([Span(0, 96, comes_in=True, goes_on=True)], Hours(26, 46)),
    ],
)
def test_the_hours_grow_where_something_would_not_be_seen(spans, shown):
    assert hours(spans, OFFICE) == shown
    assert all(each.within(shown).last - each.within(shown).first >= 2 for each in spans)


def test_where_the_office_does_not_work():
    shown = Hours(26, 46)
    assert closed(DAY, shown, OFFICE) == [(1, 2), (21, 8), (43, 4)]
    assert closed(date(2026, 11, 28), shown, OFFICE) == [(1, 46)]  # a Saturday


def test_now_stands_in_proportion():
    assert [Hours(26, 46).share(time(*each)) for each in ((6, 30), (12, 15), (18, 0), (5, 0))] == [0, 50, 100, None]


def test_full_hours_stand_on_their_rows():
    assert Hours(26, 10).full() == [(7, 3), (8, 7)]
    assert list(Hours(26, 6).halves()) == [26, 28, 30]
