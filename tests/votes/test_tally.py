"""What ballots come to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from confsys.votes.tally import summed, tally

PICTURE = {"yes": 77, "no": 6, "abstain": 5}


def test_ninety_six_sites_of_the_picture():
    found = tally(PICTURE, majority="half", base="present", present=96, summoned=103)

    assert [(line.count, line.share, line.carries) for line in found.lines] == [
        (77, 80.2, True),
        (6, 6.2, False),
        (5, 5.2, False),
    ]
    assert (found.base, found.needed, found.cast, found.threshold) == (96, 49, 88, 51.04)


@pytest.mark.parametrize(
    ("base", "majority", "needed", "carries"),
    [
        ("present", "half", 49, True),
        ("summoned", "half", 52, True),
        ("summoned", "three-quarters", 78, False),
        ("cast", "half", 45, True),
        ("cast", "two-thirds", 59, True),
        ("present", "two-thirds", 64, True),
    ],
)
def test_a_majority_is_counted_on_its_own_base(base, majority, needed, carries):
    found = tally(PICTURE, majority=majority, base=base, present=96, summoned=103)
    assert (found.needed, found.of("yes").carries) == (needed, carries)


def test_more_against_than_needed_carries_nothing():
    assert (
        tally({"yes": 1, "no": 9, "abstain": 0}, majority="half", base="present", present=10, summoned=10).carried
        is None
    )


def test_of_several_answers_the_one_with_most_carries_and_two_alike_do_not():
    one = tally({"1": 6, "2": 3, "3": 1}, majority="half", base="present", present=10, summoned=10)
    two = tally({"1": 5, "2": 5}, majority="half", base="cast", present=10, summoned=10)
    assert (one.carried.key, two.carried) == ("1", None)


def test_nothing_was_cast():
    found = tally(dict.fromkeys(PICTURE, 0), majority="half", base="cast", present=3, summoned=4)
    assert (found.carried, found.threshold, [line.share for line in found.lines]) == (None, 100.0, [0.0, 0.0, 0.0])


BALLOT = st.dictionaries(st.sampled_from(["yes", "no", "abstain"]), st.integers(0, 40), max_size=3)


@given(st.lists(BALLOT, max_size=30), st.sampled_from(["half", "two-thirds", "three-quarters"]), st.integers(0, 99))
def test_no_two_answers_carry_and_no_ballot_is_lost(ballots, majority, away):
    counts = summed(["yes", "no", "abstain"], ballots)
    cast = sum(counts.values())
    found = tally(counts, majority=majority, base="present", present=cast + away, summoned=cast + away)

    assert found.cast == cast == sum(sum(each.values()) for each in ballots)
    assert sum(line.carries for line in found.lines) <= 1
    assert all(not line.carries or 2 * line.count > found.base for line in found.lines)
    assert 0 <= found.threshold <= 100
