"""What was pressed by mistake on the floor is as if it had never been."""

import pytest

from confsys import clock
from confsys.errors import Refused
from confsys.floor import actions, queries
from confsys.history.actions import revert
from tests.floor.office import MINUTE, later, latest


def taken_back(hall, kind):
    revert(hall.clerk, latest(hall, f"floor.turn_{kind}"))
    return list(hall.states().values())


def test_given_the_floor_by_mistake_who_spoke_has_it_again(hall):
    first, second = hall.asks(0), hall.asks(1)
    hall.speaks(first)
    with later(1):
        hall.speaks(second)
        assert taken_back(hall, "started") == ["speaking", "waiting"]
    with later(2):
        assert first.seconds(clock.now()) == 120


def test_a_question_that_began_by_mistake_waits_again_and_the_item_goes_on(hall):
    item, question = hall.item(number=0), hall.asks(1, "question")
    hall.speaks(question)
    assert (taken_back(hall, "started"), item.state) == (["waiting"], "running")

    hall.speaks(question)
    actions.finish(hall.clerk, question)
    assert (taken_back(hall, "finished"), item.state) == (["speaking"], "paused")


def test_minutes_until_it_is_taken_back_are_not_lost_to_who_presents(hall):
    item, question = hall.item(number=0), hall.asks(1, "question")
    hall.speaks(question)
    with later(5):
        taken_back(hall, "started")
    with later(6):
        assert item.time_run(clock.now()) == 6 * MINUTE


def test_a_question_that_ended_by_mistake_interrupts_again(hall):
    speaker, question = hall.asks(0), hall.asks(1, "question")
    hall.speaks(speaker)
    hall.speaks(question)
    actions.finish(hall.clerk, question)

    assert taken_back(hall, "finished") == ["paused", "speaking"]
    assert (hall.holder.id, speaker.paused_for_id) == (question.id, question.id)


def test_nobody_is_brought_back_to_speak_in_a_break(hall):
    turn = hall.asks()
    hall.speaks(turn)
    actions.finish(hall.clerk, turn)
    hall.take("recess")
    with pytest.raises(Refused, match="Nobody is given the floor now"):
        taken_back(hall, "finished")


def test_the_floor_is_not_taken_back_from_who_has_it_now(hall):
    first, second = hall.asks(0), hall.asks(1)
    hall.speaks(first)
    actions.finish(hall.clerk, first)
    hall.speaks(second)
    with pytest.raises(Refused, match="Xã Bình has just been given the floor"):
        taken_back(hall, "finished")


@pytest.mark.parametrize("kind", ["withdrawn", "refused", "called", "put_last"])
def test_what_happened_in_the_list_is_taken_back(hall, kind):
    turn, _other = hall.asks(0), hall.asks(1)
    before = turn.run
    act = {"withdrawn": actions.withdraw, "called": actions.call, "put_last": actions.put_last}
    act.get(kind, lambda by, turn: actions.refuse(by, turn, word="Hết giờ"))(hall.clerk, turn)
    taken_back(hall, kind)

    assert (turn.run, turn.word) == (before, "")


def test_a_hand_that_is_up_again_is_not_put_up_twice(hall):
    actions.withdraw(None, hall.asks())
    hall.asks()
    with pytest.raises(Refused, match="Xã An has asked for this since"):
        taken_back(hall, "withdrawn")


def test_a_conference_in_which_somebody_spoke_has_started(hall):
    hall.speaks(hall.asks())
    with pytest.raises(Refused, match="a turn to speak, has already begun"):
        revert(hall.clerk, latest(hall, "conference.started"))


def test_the_times_and_the_list_are_taken_back(hall):
    actions.set_minutes(hall.clerk, hall.conference, minutes={"question": 9})
    actions.give_time(hall.clerk, hall.conference, kind="question", minutes=2)
    actions.close_list(hall.clerk, hall.conference)
    for kind in ("list_closed", "time_given", "minutes_set", "list_opened"):
        revert(hall.clerk, latest(hall, f"floor.{kind}"))
    floor = queries.floor_of(hall.conference)

    assert (queries.minutes_of(hall.conference)["question"], floor.extra["question"]) == (3, 0)
    assert floor.closed_at is not None
