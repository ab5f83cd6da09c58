"""What is proposed when the end is late, as pure arithmetic."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from confsys.agenda.catching_up import GIVES_WAY, cuts, shortest
from confsys.agenda.models import KINDS
from confsys.agenda.timing import Row, expected_times
from tests.agenda.test_forecast import NINE, at, minutes


def row(length, state="planned", **values):
    return Row(planned=minutes(length), length=minutes(length), state=state, **values)


MORNING = ["bao-cao", "tham-luan", "thao-luan", "ket-luan", "be-mac"]


def late_by(late):
    """A morning of 100 minutes whose report began that late."""
    return [row(20, "running", started_at=at(late)), row(20), row(30), row(25), row(5)]


def test_the_discussion_gives_way_so_that_the_end_is_in_time():
    best = cuts(NINE, late_by(12), MORNING, until=at(100))[0]
    assert (best.place, best.minutes, best.left, best.end) == (2, 12, 18, at(100))


def test_what_is_enough_comes_before_what_gives_way_sooner():
    found = cuts(NINE, late_by(8), ["bao-cao", "giai-lao", "thao-luan", "ket-luan", "be-mac"], until=at(100))
    assert [(cut.place, cut.minutes) for cut in found[:2]] == [(2, 8), (1, 8)]
    found = cuts(NINE, late_by(15), ["bao-cao", "thao-luan", "khac", "ket-luan", "be-mac"], until=at(100))
    assert [(cut.place, cut.minutes, cut.end) for cut in found[:2]] == [(2, 15, at(100)), (1, 13, at(102))]


def test_what_lies_before_a_gap_helps_nothing():
    rows = [row(20, "running", started_at=at(0)), row(30), row(30, fixed=at(80)), row(20)]
    found = cuts(NINE, rows, ["bao-cao", "thao-luan", "tham-luan", "ket-luan"], until=at(120))
    assert {cut.place for cut in found} == {2, 3}


def test_while_it_is_in_time_five_minutes_are_offered():
    best = cuts(NINE, late_by(0), MORNING, until=at(100))[0]
    assert (best.place, best.minutes) == (2, 5)


def test_what_has_given_way_already_is_not_asked_again():
    rows = late_by(40)
    rows[2] = replace(rows[2], length=minutes(10))
    assert [cut.place for cut in cuts(NINE, rows, MORNING, until=at(100))] == [1, 3]


@pytest.mark.parametrize("kind", sorted(set(KINDS) - GIVES_WAY.keys()))
def test_opening_votes_and_closing_stay_as_they_are(kind):
    assert cuts(NINE, late_by(30), [kind] * 5, until=at(100)) == []


@given(st.sampled_from(KINDS), st.integers(1, 600))
def test_nothing_is_made_longer_and_a_conclusion_keeps_half_and_a_quarter_of_an_hour(kind, length):
    assert 1 <= shortest(kind, length) <= length
    if kind == "ket-luan":
        assert shortest(kind, length) >= min(length, max(15, length // 2))


@given(
    st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 60), st.booleans()), min_size=1, max_size=8),
    st.integers(-20, 60),
)
def test_every_proposal_does_what_it_says(plan, late):
    rows = [row(length, counts_to_end=counts) for _kind, length, counts in plan]
    kinds = [kind for kind, _length, _counts in plan]
    end = max(end for _begin, end in expected_times(NINE, rows))
    until = end - minutes(late)
    for cut in cuts(NINE, rows, kinds, until=until):
        length = rows[cut.place].length - minutes(cut.minutes)
        shorter = [replace(each, length=length) if at == cut.place else each for at, each in enumerate(rows)]
        assert cut.end == max(end for _begin, end in expected_times(NINE, shorter)) < end
        assert length == minutes(cut.left) >= minutes(1)
        assert cut.minutes <= max(late, 5)
