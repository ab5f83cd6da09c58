"""Where on the picture of a day something lies."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from confsys.free_time import drawing
from confsys.free_time.drawing import Place
from confsys.office import public_holidays
from confsys.office.working_days import WorkingDays
from confsys.scheduling.free import Grid

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
DAY, NEW_YEAR = date(2026, 11, 26), date(2027, 1, 1)


def grid(day: date = DAY, **office) -> Grid:
    return Grid(day, day, WorkingDays(zone=HERE, exception=public_holidays.exception, **office))


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=HERE).astimezone(UTC)


@pytest.mark.parametrize(
    ("begins", "ends", "place"),
    [
        (at(6, 30), at(18), Place(0, 100)),
        (at(12, 15), at(18), Place(50, 50)),
        (at(0), at(12, 15), Place(0, 50)),
        (at(17), at(23), Place(91.3, 8.7)),
        (at(5), at(6, 30), None),
        (at(18), at(20), None),
        (datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC), Place(0, 100)),
    ],
)
def test_a_time_lies_where_it_is_on_the_day(begins, ends, place):
    assert drawing.axis(grid(), DAY).place(begins, ends) == place


def test_every_second_hour_is_written_and_an_office_of_early_birds_sees_its_own():
    hours = [f"{hour.astimezone(HERE):%H:%M}" for hour, _x in drawing.axis(grid(), DAY).hours()]
    assert hours == ["07:00", "09:00", "11:00", "13:00", "15:00", "17:00"]

    early = drawing.axis(grid(hours=((time(5), time(11)), (time(13), time(19)))), DAY)
    assert [f"{each.astimezone(HERE):%H:%M}" for each in (early.begins, early.ends)] == ["04:30", "19:30"]


def test_what_is_not_office_time_is_closed():
    shown = drawing.axis(grid(), DAY)
    assert drawing.closed(grid(), DAY, shown) == [Place(0, 4.35), Place(43.48, 17.39), Place(91.3, 8.7)]

    holiday = grid(NEW_YEAR)
    assert drawing.closed(holiday, NEW_YEAR, drawing.axis(holiday, NEW_YEAR)) == [Place(0, 100)]


def test_busy_sites_are_counted_and_times_that_follow_each_other_are_one():
    busy = [[(at(8), at(10))], [(at(9), at(10)), (at(10), at(11))], [(at(20, day=date(2026, 11, 25)), at(8, 30))]]
    found = [(number, start, end) for number, (start, end) in drawing.crowded(grid(), map(grid().touched, busy), DAY)]

    midnight = at(0)
    assert found == [
        *[(1, midnight, at(8)), (2, at(8), at(8, 30)), (1, at(8, 30), at(9))],
        *[(2, at(9), at(10)), (1, at(10), at(11))],
    ]


@pytest.mark.parametrize(("number", "look"), [(1, "few"), (10, "few"), (11, "some"), (30, "some"), (31, "many")])
def test_the_tint_says_how_many_of_a_hundred_are_busy(number, look):
    assert drawing.look_of_crowd(number, 100) == look


def test_words_stand_only_where_they_fit_whole():
    morning = Place(0, 40)
    assert (morning.fits("Họp giao ban"), morning.fits("Họp giao ban tháng"), morning.fits("Họp giao ban", 196)) == (
        *(True, False),
        False,
    )
