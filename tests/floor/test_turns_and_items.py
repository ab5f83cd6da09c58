"""Turns beside the items of the agenda: which of them has the floor, and what goes on afterwards."""

import pytest

from confsys import clock
from confsys.agenda import actions as agenda
from confsys.errors import Refused
from confsys.floor import actions, queries
from confsys.history.actions import revert
from tests.floor.office import MINUTE, later, latest


def test_an_item_that_a_site_presents_has_the_floor_without_a_turn(hall):
    hall.item(number=0)
    now = queries.speaking(hall.conference)

    assert (now.turn, now.site_id, now.length, hall.holder) == (None, hall.site(0).site_id, 1200, None)


def test_the_item_stands_still_while_a_turn_speaks_and_goes_on_afterwards(hall):
    item, question, second = hall.item(number=0), hall.asks(1, "question"), hall.asks(2, "question")
    with later(4):
        hall.speaks(question)
        assert (hall.current, question.from_item_id) == ("paused", item.id)
    with later(6):
        hall.speaks(second)
        assert (question.state, second.from_item_id, hall.current) == ("done", item.id, "paused")
    with later(7):
        actions.finish(hall.clerk, second)
        assert (hall.current, item.time_run(clock.now())) == ("running", 4 * MINUTE)


def test_a_question_to_who_speaks_while_an_item_stands_still(hall):
    item, turn, question = hall.item(number=0), hall.asks(1), hall.asks(2, "question")
    hall.speaks(turn)
    hall.speaks(question)
    actions.finish(hall.clerk, question)
    assert (turn.state, item.state) == ("speaking", "paused")
    actions.finish(hall.clerk, turn)
    assert item.state == "running"


def test_a_discussion_goes_on_while_turns_speak_in_it(hall):
    hall.item("thao-luan", number=0)
    hall.speaks(hall.asks(1))

    assert (hall.current, whose(hall)) == ("running", "Xã Bình request")


def test_an_item_that_begins_ends_the_turn_and_takes_up_the_paper_of_its_site(hall):
    paper, speaker = hall.asks(0, "paper"), hall.asks(1)
    hall.speaks(speaker)
    item = hall.item(number=0)
    assert (speaker.state, paper.state, paper.as_item_id) == ("done", "done", item.id)

    revert(hall.clerk, latest(hall, "agenda.item_started"))
    assert (paper.state, paper.as_item_id, speaker.state) == ("waiting", None, "speaking")


def test_a_site_whose_paper_stands_on_the_agenda_registers_no_other(hall):
    values = {"title": "Chuyển đổi số", "kind": "tham-luan", "minutes": 10, "site": hall.site(0).site_id}
    agenda.add(hall.clerk, hall.conference, **values)
    with pytest.raises(Refused, match="“Chuyển đổi số” of this site stands on the agenda"):
        hall.asks(0, "paper")

    assert hall.asks(1, "paper").state == "waiting"


def test_the_site_that_goes_on_with_its_item_ends_the_turn_in_between(hall):
    item, turn = hall.item(number=0), hall.asks(1)
    hall.speaks(turn)
    agenda.resume(hall.clerk, item)

    assert (turn.state, item.state) == ("done", "running")


def test_after_a_break_the_item_stands_still_for_who_speaks(hall):
    item, turn = hall.item(number=0), hall.asks(1)
    hall.speaks(turn)
    hall.take("recess")
    hall.take("resume")
    assert (turn.state, item.state) == ("speaking", "paused")

    actions.finish(hall.clerk, turn)
    assert item.state == "running"


def whose(hall) -> str:
    turn = hall.holder
    return f"{turn.participation.site.name} {turn.kind}" if turn else ""
