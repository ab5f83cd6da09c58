"""Planned and expected times, as pure arithmetic."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from confsys.agenda.timing import Row, expected_times, planned_times, times_of

NINE = datetime(2026, 12, 1, 2, tzinfo=UTC)


def minutes(number):
    return timedelta(minutes=number)


def row(length, state="planned", extra=0, **values):
    return Row(planned=minutes(length), length=minutes(length + extra), state=state, **values)


def starts(times):
    return [round((start - NINE).total_seconds() / 60) for start, _end in times]


def test_planned_times_follow_each_other():
    assert starts(planned_times(NINE, [row(10), row(20), row(5)])) == [0, 10, 30]


def test_what_is_done_stands_where_it_was_and_the_rest_follows():
    done = row(10, "done", started_at=NINE + minutes(2), ended_at=NINE + minutes(15))
    running = row(20, "running", started_at=NINE + minutes(15))
    assert starts(expected_times(NINE, [done, running, row(5), row(5)])) == [2, 15, 35, 40]


def test_given_time_and_pauses_push_the_rest():
    running = row(20, "running", extra=5, started_at=NINE, paused=minutes(3))
    assert starts(expected_times(NINE, [running, row(5)])) == [0, 28]


def test_an_item_that_is_over_time_ends_now():
    running = row(10, "running", started_at=NINE)
    assert starts(expected_times(NINE, [running, row(5)], now=NINE + minutes(14))) == [0, 14]


def test_a_pause_that_goes_on_pushes_the_rest():
    paused = row(10, "paused", started_at=NINE, paused_at=NINE + minutes(4))
    assert starts(expected_times(NINE, [paused, row(5)], now=NINE + minutes(9))) == [0, 15]


def test_what_is_left_out_takes_no_time():
    assert starts(expected_times(NINE, [row(10), row(20, "skipped"), row(5)])) == [0, 10, 10]


lengths = st.lists(st.integers(1, 120), min_size=1, max_size=12)


@given(lengths)
def test_without_anything_begun_expected_is_planned(plan):
    rows = [row(length) for length in plan]
    assert expected_times(NINE, rows) == planned_times(NINE, rows)


@given(lengths, st.integers(0, 11), st.integers(-30, 90))
def test_the_delay_of_the_running_item_is_the_delay_of_all_that_follow(plan, place, late):
    place %= len(plan)
    planned = planned_times(NINE, [row(length) for length in plan])
    rows = []
    for number, length in enumerate(plan):
        begun = planned[number][0] + minutes(late)
        if number < place:
            rows.append(row(length, "done", started_at=begun, ended_at=begun + minutes(length)))
        elif number == place:
            rows.append(row(length, "running", started_at=begun))
        else:
            rows.append(row(length))
    delays = [times.delay for times in times_of(NINE, rows)]
    assert delays == [minutes(late)] * len(plan)


@given(lengths, st.integers(0, 600))
def test_nothing_overlaps_and_nothing_that_waits_is_in_the_past(plan, later):
    now = NINE + minutes(later)
    times = expected_times(NINE, [row(plan[0], "running", started_at=NINE), *map(row, plan[1:])], now)
    for (_start, end), (following, _end) in zip(times, times[1:], strict=False):
        assert following >= end and following >= now


# -- fixed starts ----------------------------------------------------------------------------------


def test_a_fixed_start_leaves_a_gap_in_the_plan_and_the_rest_follows_it():
    rows = [row(10), row(20, fixed=NINE + minutes(60)), row(5)]
    assert starts(planned_times(NINE, rows)) == [0, 60, 80]
    assert [times.gap for times in times_of(NINE, rows)] == [minutes(0), minutes(50), minutes(0)]


def test_a_plan_that_overlaps_says_by_how_much():
    rows = [row(40), row(20, fixed=NINE + minutes(30))]
    assert starts(planned_times(NINE, rows)) == [0, 30]
    assert times_of(NINE, rows)[1].gap == minutes(-10)


def test_a_gap_absorbs_a_delay_that_is_shorter():
    running = row(10, "running", started_at=NINE + minutes(15))
    assert starts(expected_times(NINE, [running, row(20, fixed=NINE + minutes(60)), row(5)])) == [15, 60, 80]


def test_a_delay_longer_than_the_gap_pushes_the_fixed_start_by_the_rest():
    running = row(10, "running", started_at=NINE + minutes(55))
    assert starts(expected_times(NINE, [running, row(20, fixed=NINE + minutes(60)), row(5)])) == [55, 65, 85]


@given(lengths, st.integers(0, 11), st.integers(-60, 600))
def test_nothing_begins_before_its_fixed_start_nor_before_the_one_before_ends(plan, place, later):
    place %= len(plan)
    fixed = NINE + minutes(later)
    rows = [row(length, fixed=fixed if number == place else None) for number, length in enumerate(plan)]
    times = expected_times(NINE, rows)
    assert times[place][0] >= fixed
    for (_start, end), (following, _end) in zip(times, times[1:], strict=False):
        assert following >= end
