"""Working days and office hours."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from confsys.office import public_holidays
from confsys.office.working_days import WorkingDays

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
PLAIN = WorkingDays(zone=HERE)
VIETNAM = WorkingDays(zone=HERE, exception=public_holidays.exception)


def test_the_week_says_which_days_are_worked_on():
    week = [PLAIN.is_working(date(2026, 11, 23) + timedelta(days=number)) for number in range(7)]
    assert week == [True] * 5 + [False] * 2


def test_an_exception_comes_before_the_week():
    saturday, monday = date(2026, 11, 28), date(2026, 11, 30)
    office = WorkingDays(zone=HERE, exception={saturday: True, monday: False}.get)

    assert [office.is_working(saturday), office.is_working(monday)] == [True, False]


def test_an_office_that_never_works_is_no_office():
    with pytest.raises(ValueError, match="some day of the week"):
        WorkingDays(zone=HERE, weekdays=frozenset())


@pytest.mark.parametrize(
    ("day", "number", "then"),
    [
        (date(2026, 11, 26), 1, date(2026, 11, 27)),  # Thursday -> Friday
        (date(2026, 11, 27), 1, date(2026, 11, 30)),  # Friday -> Monday
        (date(2026, 11, 28), 1, date(2026, 11, 30)),  # Saturday -> Monday
        (date(2026, 11, 28), 0, date(2026, 11, 28)),
        (date(2026, 11, 30), -1, date(2026, 11, 27)),
        (date(2026, 11, 29), -1, date(2026, 11, 27)),
        (date(2026, 2, 13), 1, date(2026, 2, 23)),  # over Tết
        (date(2026, 4, 24), 3, date(2026, 5, 4)),  # over 26/4, its day in lieu, 30/4 and 1/5
        (date(2026, 8, 21), 1, date(2026, 8, 22)),  # a Saturday worked in exchange for 31/8
        (date(2026, 8, 28), 1, date(2026, 9, 3)),
    ],
)
def test_working_days_are_counted_over_weekends_and_holidays(day, number, then):
    assert VIETNAM.add_working_days(day, number) == then


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [
        (date(2026, 11, 26), date(2026, 11, 26), 0),
        (date(2026, 11, 26), date(2026, 11, 27), 1),
        (date(2026, 11, 27), date(2026, 11, 29), 0),
        (date(2026, 11, 27), date(2026, 11, 30), 1),
        (date(2026, 11, 30), date(2026, 11, 27), -1),
        (date(2026, 2, 13), date(2026, 2, 23), 1),
    ],
)
def test_what_is_left_is_counted_in_working_days(first, last, number):
    assert VIETNAM.working_days_between(first, last) == number


@pytest.mark.parametrize(
    ("day", "first"),
    [(date(2026, 11, 27), date(2026, 11, 27)), (date(2026, 11, 28), date(2026, 11, 30))],
)
def test_the_first_working_day_is_the_day_itself_or_the_next(day, first):
    assert VIETNAM.first_working_day(day) == first


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=HERE)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        (at(26, 8), at(26, 9), 60),
        (at(26, 6), at(26, 7, 30), 30),
        (at(26, 11), at(26, 14), 60),  # over noon
        (at(26, 12), at(26, 13), 0),
        (at(26, 16, 30), at(27, 7, 15), 45),  # over night
        (at(27, 16), at(30, 8), 120),  # over a weekend
        (at(26, 0), at(27, 0), 480),
        (at(26, 9), at(26, 9), 0),
        (at(26, 9), at(26, 8), 0),
        (at(28, 8), at(28, 9), 0),
    ],
)
def test_only_office_hours_count(start, end, minutes):
    assert VIETNAM.office_time(start.astimezone(UTC), end.astimezone(UTC)) == timedelta(minutes=minutes)


def test_the_library_knows_the_days_off_of_the_state():
    days = public_holidays.of_year(2026)

    assert list(days)[:2] == [date(2026, 1, 1), date(2026, 2, 16)]
    assert days[date(2026, 9, 2)] == "Quốc khánh"
    assert public_holidays.of_year(2026, "en")[date(2026, 9, 2)] == "National Day"
    assert public_holidays.worked_of_year(2026) == {date(2026, 8, 22)}


# -- whatever the office -----------------------------------------------------------------------------

DAYS = st.dates(date(2015, 1, 1), date(2040, 12, 31))
HOURS = st.lists(st.times(), min_size=4, max_size=4, unique=True).map(sorted)
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
INSTANTS = st.integers(0, 60 * 24 * 60).map(lambda minutes: NEW_YEAR + timedelta(minutes=minutes))


@st.composite
def offices(draw) -> WorkingDays:
    """Some week, some hours, some days that are off or worked on."""
    weekdays = draw(st.frozensets(st.integers(0, 6), min_size=1))
    a, b, c, d = draw(HOURS)
    special = draw(st.dictionaries(st.dates(date(2026, 1, 1), date(2026, 3, 1)), st.booleans(), max_size=20))
    return WorkingDays(zone=HERE, weekdays=weekdays, hours=((a, b), (c, d)), exception=special.get)


@given(offices(), DAYS, st.integers(-40, 40).filter(bool))
def test_so_many_working_days_on_it_is_a_working_day_that_many_away(office, day, number):
    then = office.add_working_days(day, number)

    assert office.is_working(then)
    if number > 0:
        assert office.working_days_between(day, then) == number
    else:
        assert office.working_days_between(then, day) == -number - office.is_working(then) + office.is_working(day)


@given(offices(), st.lists(DAYS, min_size=3, max_size=3).map(sorted))
def test_what_lies_between_adds_up(office, days):
    first, middle, last = days
    whole = office.working_days_between(first, last)

    assert whole == office.working_days_between(first, middle) + office.working_days_between(middle, last)
    assert office.working_days_between(last, first) == -whole


@given(offices(), st.lists(INSTANTS, min_size=3, max_size=3).map(sorted))
def test_office_time_adds_up_and_is_never_more_than_the_time_itself(office, instants):
    start, middle, end = instants
    whole = office.office_time(start, end)

    assert whole == office.office_time(start, middle) + office.office_time(middle, end)
    assert timedelta() <= whole <= end - start


@given(offices(), st.dates(date(2026, 1, 1), date(2026, 3, 1)))
def test_a_whole_day_has_its_office_hours_or_none(office, day):
    midnight = datetime.combine(day, time(), tzinfo=HERE)
    whole = sum((datetime.combine(day, b) - datetime.combine(day, a) for a, b in office.hours), timedelta())

    assert office.office_time(midnight, midnight + timedelta(days=1)) == (
        whole if office.is_working(day) else timedelta()
    )
