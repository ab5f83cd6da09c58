"""What many ask at once is worked out once, and nobody pays for what another asks."""

import gevent
import pytest

from confsys.live.together import Together


def at_once(together: Together, *asked):
    """What each of these gets, all asking in the same turn of the loop."""
    greenlets = [gevent.spawn(together.ask, each) for each in asked]
    gevent.joinall(greenlets)
    return [each.exception or each.value for each in greenlets]


def test_all_of_one_turn_are_answered_by_one_piece_of_work():
    works = []
    doubling = Together(lambda asked: works.append(list(asked)) or [2 * each for each in asked], is_direct=False)

    assert at_once(doubling, 1, 2, 3) == [2, 4, 6]
    assert at_once(doubling, 4) == [8]
    assert works == [[1, 2, 3], [4]]


def test_a_refusal_is_its_askers_alone():
    refusing = Together(lambda asked: [ValueError(each) if each < 0 else each for each in asked], is_direct=False)

    one, refused, two = at_once(refusing, 1, -1, 2)

    assert (one, two, type(refused)) == (1, 2, ValueError)


def test_what_cannot_be_worked_out_spoils_nobody_elses_answer():
    inverse = Together(lambda asked: [1 / each for each in asked], is_direct=False)

    one, broken, half = at_once(inverse, 1, 0, 2)

    assert (one, half, type(broken)) == (1, 0.5, ZeroDivisionError)


def test_without_turns_each_is_answered_at_once():
    direct = Together(lambda asked: [1 / each for each in asked], is_direct=True)

    assert direct.ask(2) == 0.5
    with pytest.raises(ZeroDivisionError):
        direct.ask(0)
