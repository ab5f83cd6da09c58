"""The forecast against a simple model: a hall where somebody looks at the clock each minute and does what is due."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from confsys.agenda.timing import Row, expected_times, leads, planned_times, times_of

NINE = datetime(2026, 12, 1, 2, tzinfo=UTC)


def at(minute):
    return NINE + timedelta(minutes=minute)


def minutes(number):
    return timedelta(minutes=number)


@dataclass(frozen=True)
class Hall:
    """A conference at some minute: its items, when it began, and now."""

    rows: list[Row]
    began: int
    now: int

    def expected(self, now=None):
        times = expected_times(NINE, self.rows, at(self.now if now is None else now), began=at(self.began))
        return [((begin - NINE) / minutes(1), (end - NINE) / minutes(1)) for begin, end in times]


lengths = st.integers(1, 40)
starts = st.none() | st.integers(0, 240).map(at)
waiting = st.builds(
    lambda planned, extra, fixed, counts, state: Row(
        planned=minutes(planned),
        length=minutes(max(1, planned + extra)),
        state=state,
        fixed=fixed,
        counts_to_end=counts,
    ),
    lengths,
    st.integers(-20, 20),
    starts,
    st.booleans(),
    st.sampled_from(["planned", "called", "skipped", "carried_over"]),
)


@st.composite
def halls(draw, least=1):
    """Some items are done, perhaps one runs or is paused, the rest waits."""
    rows = draw(st.lists(waiting, min_size=least, max_size=7))
    done = draw(st.integers(0, len(rows) - 1))
    minute = began = draw(st.integers(-30, 60))
    plan = planned_times(NINE, rows)
    begun = []
    for row in rows[:done]:
        begin = minute + draw(st.integers(0, 5))
        minute = begin + draw(st.integers(1, 30))
        begun.append(replace(row, state="done", started_at=at(begin), ended_at=at(minute)))
    if draw(st.booleans()):
        running, minute = draw(_running(rows[done], plan[done][1], minute))
        begun.append(running)
    return Hall([*begun, *rows[len(begun) :]], began, max(began, minute + draw(st.integers(0, 40))))


@st.composite
def _running(draw, row, planned_end, minute):
    begin = minute + draw(st.integers(0, 5))
    stood = draw(st.integers(0, 5))
    due = planned_end if row.counts_to_end else None
    running = replace(row, state="running", started_at=at(begin), paused=minutes(stood), due=due)
    minute = begin + stood
    if draw(st.booleans()):
        minute += draw(st.integers(0, 30))
        running = replace(running, state="paused", paused_at=at(minute))
    return running, minute


def watched(hall):
    """What somebody sees who goes on from now, minute by minute; a paused item goes on at once."""
    plan = planned_times(NINE, hall.rows)
    seen = [None] * len(hall.rows)
    minute = hall.now
    for place, (row, (_begin, planned_end)) in enumerate(zip(hall.rows, plan, strict=True)):
        if row.state == "done":
            seen[place] = (row.started_at, row.ended_at)
            continue
        if row.state in ("running", "paused"):
            begun, ran = row.started_at, (row.paused_at or at(minute)) - row.started_at - row.paused
        elif row.state in ("skipped", "carried_over"):
            seen[place] = (at(minute), at(minute))
            continue
        else:
            while row.fixed and at(minute) < row.fixed:
                minute += 1
            begun, ran = at(minute), minutes(0)
        until = planned_end + row.length - row.planned
        while (at(minute) < max(until, begun + minutes(1))) if row.counts_to_end else ran < row.length:
            minute, ran = minute + 1, ran + minutes(1)
        seen[place] = (begun, at(minute))
    return [((begin - NINE) / minutes(1), (end - NINE) / minutes(1)) for begin, end in seen]


@given(halls())
def test_the_forecast_is_what_a_watcher_sees(hall):
    assert hall.expected() == watched(hall)


@given(halls())
def test_order_is_kept_and_nothing_that_waits_is_in_the_past_or_before_its_fixed_start(hall):
    times = hall.expected()
    waiting = [place for place, row in enumerate(hall.rows) if row.state in ("planned", "called")]
    assert all(begin <= end for begin, end in times)
    assert all(after[0] >= before[1] for before, after in zip(times, times[1:], strict=False))
    assert all(times[place][0] >= hall.now for place in waiting)
    assert all(at(times[place][0]) >= hall.rows[place].fixed for place in waiting if hall.rows[place].fixed)


@given(halls(), st.integers(0, 90))
def test_who_draws_a_clock_moves_each_start_on_by_its_lead(hall, later):
    """What is written once, and the time of day, give the forecast of every later moment."""
    written = expected_times(NINE, hall.rows, began=at(hall.began))
    drawn = [
        begin if lead is None else max(begin, at(hall.now + later) + lead)
        for (begin, _end), lead in zip(written, leads(hall.rows), strict=False)
    ]
    waits = [row.state in ("planned", "called") for row in hall.rows]
    forecast = [at(begin) for begin, _end in hall.expected(hall.now + later)]
    assert [each for each, is_shown in zip(drawn, waits, strict=True) if is_shown] == [
        each for each, is_shown in zip(forecast, waits, strict=True) if is_shown
    ]


@given(halls(least=2), st.integers(1, 60))
def test_a_delay_only_shrinks_on_its_way_through_the_agenda(hall, late):
    before, after = hall.expected(), hall.expected(hall.now + late)
    shifts = [
        later[0] - earlier[0]
        for earlier, later, row in zip(before, after, hall.rows, strict=True)
        if row.state in ("planned", "called")
    ]
    assert all(0 <= shift <= late for shift in shifts)
    assert shifts == sorted(shifts, reverse=True)


@given(halls(least=2))
def test_without_gaps_and_ends_to_count_to_a_pause_delays_the_rest_by_its_length(hall):
    rows = [replace(row, fixed=None, counts_to_end=False, due=None) for row in hall.rows]
    pausing = [place for place, row in enumerate(rows) if row.state == "paused"]
    hall = replace(hall, rows=rows)
    for place in pausing:
        before, after = hall.expected(), hall.expected(hall.now + 7)
        assert [later[0] - earlier[0] for earlier, later in zip(before, after, strict=True)][place + 1 :] == [7] * (
            len(rows) - place - 1
        )


@given(halls(), st.integers(0, 6))
def test_what_is_skipped_takes_no_time_and_never_makes_anything_later(hall, place):
    place %= len(hall.rows)
    if hall.rows[place].state not in ("planned", "called"):
        return
    rows = [replace(row, state="skipped") if at == place else row for at, row in enumerate(hall.rows)]
    skipped = replace(hall, rows=rows).expected()
    assert skipped[place][0] == skipped[place][1]
    assert all(now[0] <= then[0] for now, then in zip(skipped[place + 1 :], hall.expected()[place + 1 :], strict=True))


# -- items that count to their end -----------------------------------------------------------------


def row(length, **values):
    return Row(planned=minutes(length), length=minutes(values.pop("of", length)), **{"state": "planned"} | values)


def ends(rows, now):
    return [(end - NINE) / minutes(1) for _begin, end in expected_times(NINE, rows, at(now))]


def test_a_break_until_a_time_gives_back_what_was_lost():
    running = row(20, state="running", started_at=at(6))
    assert ends([running, row(15, counts_to_end=True), row(30)], now=10) == [26, 35, 65]


def test_a_break_until_a_time_lasts_longer_when_it_begins_early():
    done = row(20, state="done", started_at=at(0), ended_at=at(12))
    assert ends([done, row(15, counts_to_end=True)], now=12) == [12, 35]


def test_a_break_until_a_time_is_never_shorter_than_a_minute():
    running = row(20, state="running", started_at=at(40))
    assert ends([running, row(15, counts_to_end=True), row(30)], now=50) == [60, 61, 91]


def test_its_end_stands_also_while_it_is_paused_and_is_moved_by_what_is_given():
    paused = row(15, of=20, counts_to_end=True, due=at(35), state="paused", started_at=at(25), paused_at=at(28))
    assert ends([paused, row(10)], now=31) == [40, 50]


def test_a_conference_that_begins_late_keeps_the_plan_it_counts_to():
    rows = [row(20), row(15, counts_to_end=True)]
    late = times_of(NINE, rows, began=at(9))
    assert [(each.expected_start, each.expected_end) for each in late] == [(at(9), at(29)), (at(29), at(35))]
    assert [each.planned_end for each in late] == [at(20), at(35)]
