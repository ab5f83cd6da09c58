"""At what times a meeting could be: tables, and what holds whatever is busy."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from confsys.office import public_holidays
from confsys.office.working_days import WorkingDays
from confsys.scheduling import free

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
OFFICE = WorkingDays(zone=HERE, exception=public_holidays.exception)
THURSDAY, FRIDAY, MONDAY = date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 30)
EARLY = datetime(2020, 1, 1, tzinfo=UTC)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=HERE)


def ask(required=(), optional=(), crowd=(), *, first=THURSDAY, last=None, minutes=60, after=EARLY, **more) -> free.Ask:
    """`required`, `optional`: lists of busy times, each list a subject's."""
    grid = free.Grid(first, last or first, OFFICE)
    kinds = {"r": required, "o": optional, "s": crowd}
    subjects = [{f"{name}{number}": busy for number, busy in enumerate(kind)} for name, kind in kinds.items()]
    return free.Ask(grid, timedelta(minutes=minutes), *subjects, after=after, **more)


def hours(found) -> list[str]:
    return [f"{each.starts_at.astimezone(HERE):%d %H:%M}" for each in sorted(found, key=lambda each: each.starts_at)]


def test_an_empty_day_can_be_begun_at_every_quarter_that_ends_before_noon_or_the_evening():
    found = hours(free.times(ask()))
    assert [found[0], found[14], found[15], found[-1], len(found)] == [
        *("26 07:00", "26 10:30", "26 13:30", "26 16:00"),
        26,
    ]


@pytest.mark.parametrize(
    ("minutes", "first", "last", "number"),
    [
        (15, "26 07:00", "26 16:45", 18 + 14),
        (20, "26 07:00", "26 16:30", 17 + 13),
        (4.5 * 60, "26 07:00", "26 07:00", 1),  # the whole morning; the afternoon is shorter
        (5 * 60, "26 08:45", "26 11:15", 11),  # through the break: it ends in the afternoon
        (10 * 60, "26 07:00", "26 07:00", 1),
    ],
)
def test_only_what_is_longer_than_a_session_goes_through_the_break(minutes, first, last, number):
    found = hours(free.times(ask(minutes=minutes)))
    assert [found[0], found[-1], len(found)] == [first, last, number]


def test_what_is_longer_than_a_day_goes_over_working_days_only():
    two_days = ask(first=THURSDAY, last=date(2026, 12, 1), minutes=34 * 60)
    assert hours(free.times(two_days)) == ["26 07:00", "30 07:00"]  # not from Friday into Saturday


@pytest.mark.parametrize("day", [date(2026, 11, 28), date(2027, 1, 1), date(2026, 2, 17), date(2026, 9, 2)])
def test_no_time_is_found_on_a_day_off(day):
    assert free.times(ask(first=day)) == []


def test_a_saturday_that_is_worked_on_is_offered():
    assert len(free.times(ask(first=date(2026, 8, 22)))) == 26


def test_it_is_free_from_the_moment_at_which_the_other_ends():
    busy = [(at(THURSDAY, 7), at(THURSDAY, 9)), (at(THURSDAY, 10), at(THURSDAY, 17))]
    assert hours(free.times(ask([busy]))) == ["26 09:00"]


def test_a_minute_of_a_quarter_is_a_busy_quarter():
    busy = [(at(THURSDAY, 7), at(THURSDAY, 9, 1)), (at(THURSDAY, 10, 14), at(THURSDAY, 17))]
    assert hours(free.times(ask([busy], minutes=45))) == ["26 09:15"]


def test_what_lasts_over_midnight_takes_the_morning_of_the_new_year():
    eve, second = date(2026, 12, 31), date(2027, 1, 2)
    over = [(at(eve, 16), at(MONDAY + timedelta(days=35), 8))]  # until Monday, 4 January, 08:00

    assert hours(free.times(ask([over], first=eve, last=second)))[-1] == "31 15:00"
    assert hours(free.times(ask([over], first=eve, last=date(2027, 1, 4))))[26 - 4] == "04 08:00"


@pytest.mark.parametrize("hour", range(7))
def test_what_ends_before_seven_in_the_morning_is_busy_on_that_day_and_not_the_day_before(hour):
    early = WorkingDays(zone=HERE, hours=((time(0), time(12)),))
    grid = free.Grid(THURSDAY, FRIDAY, early)
    busy = [(at(FRIDAY, hour).astimezone(UTC), at(FRIDAY, hour, 45).astimezone(UTC))]
    found = hours(free.times(free.Ask(grid, timedelta(minutes=15), {"": busy}, {}, {}, EARLY)))

    taken = {f"27 {hour:02}:{minute:02}" for minute in (0, 15, 30)}
    assert (set(found) & taken, len(found)) == (set(), 2 * 48 - 3)
    assert {grid.day(96 + 4 * hour), grid.day(4 * hour)} == {FRIDAY, THURSDAY}


def test_nothing_begins_before_now():
    assert hours(free.times(ask(after=at(THURSDAY, 15, 20)))) == ["26 15:30", "26 15:45", "26 16:00"]


def test_fewest_busy_come_first_then_the_nearest_to_the_wish_then_the_earliest():
    morning = [(at(THURSDAY, 7), at(THURSDAY, 9))]
    found = free.times(ask(optional=[morning, morning], near=at(THURSDAY, 10)))

    assert hours(found[:1]) == ["26 10:00"]
    assert [f"{each.starts_at.astimezone(HERE):%H:%M}" for each in found[1:3]] == ["09:45", "10:15"]
    assert [each.optional_busy for each in found[-8:]] == [2] * 8
    assert hours(free.times(ask())[:1]) == ["26 07:00"]


def test_so_many_of_the_sites_must_be_known_to_be_free():
    morning, day = [(at(THURSDAY, 7), at(THURSDAY, 12))], [(at(THURSDAY, 7), at(THURSDAY, 16))]
    usual = {"crowd": [morning, day, []], "unknown": frozenset({"s2"})}

    assert hours(free.times(ask(**usual, least=1)))[0] == "26 13:30"
    assert hours(free.times(ask(**usual, least=2))) == ["26 16:00"]
    assert free.times(ask(**usual, least=3)) == []  # unknown is not free
    assert len(free.times(ask(**usual))) == 26


def test_one_of_whom_little_is_known_can_be_known_to_be_busy():
    day = [(at(THURSDAY, 7), at(THURSDAY, 16))]
    wanted = ask([day, []], unknown=frozenset({"r0", "r1"}))
    [only] = free.times(wanted)

    assert hours([only]) == ["26 16:00"]
    assert free.reasons(wanted, only, THURSDAY).required == free.Free(0, 2, (), ("r0", "r1"))


def test_the_three_best_lie_in_different_half_days_and_say_why():
    morning = [(at(THURSDAY, 7), at(THURSDAY, 12))]
    wanted = ask([[], []], [morning, [], []], [[]] * 5, last=MONDAY, unknown=frozenset({"r1", "o2"}))
    picks = [free.reasons(wanted, each, date(2026, 11, 25)) for each in free.best(free.times(wanted))]

    assert [f"{each.starts_at.astimezone(HERE):%d %H:%M}" for each in picks] == ["26 13:30", "27 07:00", "27 13:30"]
    assert [each.notice for each in picks] == [1, 2, 2]
    counts = (free.Free(1, 2, (), ("r1",)), free.Free(2, 3, (), ("o2",)), free.Free(5, 5, (), ()))
    assert {(each.required, each.optional, each.crowd) for each in picks} == {counts}


def test_who_is_busy_is_named():
    morning = [(at(THURSDAY, 7), at(THURSDAY, 12))]
    wanted = ask((), [morning, []], [morning], minutes=270)
    [only] = [free.reasons(wanted, each, THURSDAY) for each in free.times(wanted)]

    assert (only.optional, only.crowd) == (free.Free(1, 2, ("o0",), ()), free.Free(0, 1, ("s0",), ()))


@pytest.mark.parametrize(
    ("holding", "room", "full"),
    [
        ([], 0, []),
        ([(1, 3, 60)], 59, [(1, 3)]),
        ([(1, 3, 60)], 60, []),
        ([(1, 4, 60), (2, 6, 50)], 100, [(2, 4)]),
        ([(1, 2, 60), (2, 3, 60)], 100, []),  # one after the other
        ([(1, 9, 40), (2, 3, 40), (4, 5, 40)], 70, [(2, 3), (4, 5)]),
    ],
)
def test_a_bridge_is_full_when_too_little_of_it_is_left(holding, room, full):
    def hour(number):
        return at(THURSDAY, number)

    holding = [(hour(start), hour(end), much) for start, end, much in holding]
    assert free.too_full(holding, room) == [(hour(start), hour(end)) for start, end in full]


def test_a_bridge_that_is_too_small_is_always_full():
    assert free.times(ask([free.too_full([], -1)])) == []


DAYS = st.integers(0, 12).map(lambda number: date(2026, 12, 24) + timedelta(days=number))  # into the New Year


@st.composite
def busy_times(draw):
    """Of some persons, any minutes whatever, by day and night."""
    starts = st.builds(lambda day, minute: at(day, 0) + timedelta(minutes=minute), DAYS, st.integers(0, 24 * 60))
    one = st.builds(lambda start, minutes: (start, start + timedelta(minutes=minutes)), starts, st.integers(1, 3000))
    return draw(st.lists(st.lists(one, max_size=4), max_size=4))


@given(busy_times(), busy_times(), DAYS, st.integers(0, 6), st.integers(1, 14 * 60))
@example([], [[(at(date(2026, 12, 31), 23), at(date(2027, 1, 4), 1))]], date(2026, 12, 31), 5, 90)
def test_every_time_that_is_offered_can_really_be_had(required, optional, first, more, minutes):
    wanted = ask(required, optional, first=first, last=first + timedelta(days=more), minutes=minutes)
    found = free.times(wanted)

    for each in found:
        start, end = each.starts_at.astimezone(HERE), each.ends_at.astimezone(HERE)
        assert (start.minute % 15, start.second, end - start) == (0, 0, timedelta(minutes=minutes))
        assert first <= start.date() <= end.date() <= first + timedelta(days=more)
        assert not any(begins < end and ends > start for busy in required for begins, ends in busy)
        assert OFFICE.is_working(start.date()) and OFFICE.is_working(end.date())
        assert any(opens <= start.time() < closes for opens, closes in OFFICE.hours)
        assert any(opens < end.time() <= closes for opens, closes in OFFICE.hours)
        if minutes <= 4.5 * 60:
            assert OFFICE.office_time(start, end) == end - start
    assert [each.optional_busy for each in found] == sorted(each.optional_busy for each in found)


@given(busy_times(), busy_times(), st.integers(1, 16).map(lambda number: 15 * number))
def test_no_time_that_could_be_had_is_missed(required, optional, minutes):
    first, last = date(2026, 12, 30), date(2027, 1, 5)
    wanted = ask(required, optional, first=first, last=last, minutes=minutes)

    def touches(busy, start):  # to the quarter, as the grid sees it
        end = start + timedelta(minutes=minutes)
        return any(_down(begins) < end and _up(ends) > start for begins, ends in busy)

    def number_of_busy(start):
        return sum(touches(busy, start) for busy in optional)

    starts = [at(day, 0) + timedelta(minutes=15 * number) for day in wanted.grid.days() for number in range(96)]
    during = [start for start in starts if _within_one_session(start, timedelta(minutes=minutes))]
    possible = {start: number_of_busy(start) for start in during if not any(touches(busy, start) for busy in required)}
    assert {each.starts_at: each.optional_busy for each in free.times(wanted)} == possible


def _within_one_session(start: datetime, length: timedelta) -> bool:
    sessions = [(at(start.date(), 0).replace(hour=a.hour, minute=a.minute), b) for a, b in OFFICE.hours]
    ends = [(opens, datetime.combine(start.date(), closes, tzinfo=HERE)) for opens, closes in sessions]
    return OFFICE.is_working(start.date()) and any(a <= start and start + length <= b for a, b in ends)


def _down(instant: datetime) -> datetime:
    return instant.replace(minute=instant.minute // 15 * 15)


def _up(instant: datetime) -> datetime:
    down = _down(instant)
    return down if down == instant else down + timedelta(minutes=15)
