"""Who does what and when in a played conference: no server, no clock."""

from random import Random

import pytest

from confsys.bots.script import CHAIR, DOORS_OPEN, OFFICE, Item, script

AGENDA = [
    *(Item("khai-mac", 10), Item("tham-luan", 10, "xa-1"), Item("giai-lao", 15)),
    *(Item("thao-luan", 30), Item("ket-luan", 30), Item("be-mac", 5)),
]
SITES = [f"xa-{number}" for number in range(40)]


def acts(seed=1, sites=SITES):
    return script(AGENDA, sites, Random(seed))


def test_the_same_seed_plays_the_same_and_another_one_does_not():
    assert acts(3) == acts(3) and [act.at for act in acts(3)] != [act.at for act in acts(4)]


@pytest.mark.parametrize("seed", range(5))
def test_the_doors_open_first_and_it_is_closed_last(seed):
    played = acts(seed)
    assert (played[0].at, played[0].what, played[-1].what) == (DOORS_OPEN, "open", "close")
    assert [act.at for act in played] == sorted(act.at for act in played)


def test_every_item_is_begun_once():
    assert sum(act.what == "next" for act in acts()) == len(AGENDA)


@pytest.mark.parametrize("seed", range(5))
def test_what_is_done_again_was_done_before(seed):
    """Nobody checks in without a screen, votes before the question, or mends what did not break."""
    seen = set()
    needs = {"check_in": "screen", "withdraw": "ask", "solved": "report", "has_read": "screen"}
    for act in acts(seed):
        if act.what in needs:
            assert (act.who, needs[act.what]) in seen
        if act.what in ("ballot", "close_vote"):
            assert (OFFICE, "put_vote") in seen
        seen.add((act.who, act.what))


def test_some_come_late_some_never_and_some_lose_their_line():
    played = acts()
    came = {act.who: act.at for act in played if act.what == "check_in"}
    assert 0 < len(SITES) - len(came) < 8 and any(at > 0 for at in came.values())
    assert sum(act.what == "drop" for act in played) == len(came) // 10


def test_two_sites_are_enough():
    assert {act.who for act in acts(sites=SITES[:2])} - {OFFICE, CHAIR} <= set(SITES[:2])


def test_who_stays_away_does_nothing():
    played = acts()
    came = {act.who for act in played if act.what == "check_in"}
    assert {act.who for act in played} - {OFFICE, CHAIR} == came
