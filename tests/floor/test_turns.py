"""Asking for the floor, being given it, and what becomes of who had it."""

import pytest

from confsys import clock
from confsys.errors import Invalid, Refused
from confsys.floor import actions, queries, spoken
from confsys.history.actions import revert
from confsys.journal import entries_since, personal_of
from tests.build import a_conference
from tests.floor.office import later, latest

# -- asking ----------------------------------------------------------------------------------------


def test_a_site_waits_once_for_each_kind(hall):
    hall.asks(kind="question")
    hall.asks(kind="request")
    with pytest.raises(Refused, match="Xã An has asked for this since"):
        hall.asks(kind="question")

    assert hall.states() == {"Xã An question": "waiting", "Xã An request": "waiting"}


def test_who_took_the_hand_down_or_has_spoken_asks_again(hall):
    actions.withdraw(None, hall.asks())
    second = hall.asks()
    hall.speaks(second)

    assert hall.asks().state == "waiting"


def test_the_journal_keeps_no_name_and_no_topic(hall):
    hall.asks(topic="Đê biển", speaker="Ông Nguyễn Văn A", told_by="Bà B")
    entry = latest(hall, "floor.turn_asked")

    assert (entry.after, entry.before) == ({"turn_kind": "request", "way": "link"}, None)
    assert personal_of(entry) == {"topic": "Đê biển", "speaker": "Ông Nguyễn Văn A", "told_by": "Bà B"}


@pytest.mark.parametrize(
    ("state", "kind", "sentence"),
    [
        ("draft", "request", "Nobody can ask for the floor now"),
        ("issued", "question", "Before check-in opens only papers"),
        ("closed", "request", "Nobody can ask for the floor now"),
        ("issued", "paper", None),
        ("issued", "request", None),
        ("open", "urgent", None),
        ("recess", "question", None),
    ],
)
def test_when_one_may_ask(app, state, kind, sentence):
    site = spoken.participations_of(a_conference(state=state))[1]
    if sentence is None:
        assert actions.ask(None, site, kind=kind, way="link").state == "waiting"
        return
    with pytest.raises(Refused, match=sentence):
        actions.ask(None, site, kind=kind, way="link")


def test_a_closed_list_takes_urgent_words_and_what_the_office_writes_down(hall):
    hall.asks(3)
    assert actions.close_list(hall.clerk, hall.conference)
    assert not actions.close_list(hall.clerk, hall.conference)
    with pytest.raises(Refused, match=r"The list of speakers was closed at \d\d:\d\d"):
        hall.asks()
    hall.asks(kind="urgent")
    actions.ask(hall.clerk, hall.site(1), kind="request", way="office", told_by="Ông C")
    assert actions.open_list(hall.clerk, hall.conference)
    hall.asks(2)

    assert list(hall.states().values()) == ["waiting"] * 4


# -- the list --------------------------------------------------------------------------------------


def test_put_last_comes_after_every_kind_and_called_comes_first(hall):
    request, urgent, paper = hall.asks(0), hall.asks(1, "urgent"), hall.asks(2, "paper")
    assert hall.listed() == [urgent.id, paper.id, request.id]
    actions.put_last(hall.clerk, urgent)
    actions.put_last(hall.clerk, urgent)
    assert hall.listed() == [paper.id, request.id, urgent.id]
    actions.call(hall.clerk, urgent)
    assert hall.listed() == [urgent.id, paper.id, request.id]

    assert len([each for each in entries_since(f"conference:{hall.id}", 0) if "put_last" in each.kind]) == 1


def test_a_hand_that_was_taken_down_is_not_put_last_even_if_it_was(hall):
    turn = hall.asks()
    actions.put_last(hall.clerk, turn)
    actions.withdraw(None, turn)
    with pytest.raises(Refused, match="Xã An: this turn is in the state"):
        actions.put_last(hall.clerk, turn)


def test_turns_of_one_kind_change_places(hall):
    turns = [hall.asks(number) for number in range(3)]
    question = hall.asks(3, "question")
    actions.move(hall.clerk, turns[2], before=turns[0])
    assert hall.listed() == [question.id, turns[2].id, turns[0].id, turns[1].id]
    revert(hall.clerk, latest(hall, "floor.turn_moved"))
    assert hall.listed() == [question.id, *(turn.id for turn in turns)]

    with pytest.raises(Refused, match="Only turns of one kind change places"):
        actions.move(hall.clerk, turns[0], before=question)
    with pytest.raises(Invalid):
        actions.move(hall.clerk, turns[0])


def test_a_refused_turn_says_why_beside_the_journal(hall):
    turn = hall.asks()
    with pytest.raises(Invalid):
        actions.refuse(hall.clerk, turn, word="")
    actions.refuse(hall.clerk, turn, word="Hết thời gian")

    assert (turn.state, turn.word) == ("refused", "Hết thời gian")
    assert personal_of(latest(hall, "floor.turn_refused")) == {"word": "Hết thời gian"}


# -- the floor -------------------------------------------------------------------------------------


def test_a_turn_that_begins_ends_the_one_before_it(hall):
    first, second = hall.asks(0), hall.asks(1)
    hall.speaks(first)
    with later(3):
        hall.speaks(second)

        assert hall.states() == {"Xã An request": "done", "Xã Bình request": "speaking"}
        assert (first.seconds(clock.now()), second.seconds(clock.now())) == (180, 0)


def test_a_question_in_between_gives_the_floor_back(hall):
    speaker, question = hall.asks(0), hall.asks(1, "question")
    hall.speaks(speaker)
    with later(2):
        hall.speaks(question)
        assert (speaker.state, speaker.paused_for_id, hall.holder.id) == ("paused", question.id, question.id)
        with pytest.raises(Refused, match="Somebody speaks in between"):
            actions.resume(hall.clerk, speaker)
    with later(5):
        actions.finish(hall.clerk, question)
        assert (speaker.state, hall.holder.id, speaker.seconds(clock.now())) == ("speaking", speaker.id, 120)


def test_an_answer_follows_the_question_and_then_the_speaker_goes_on(hall):
    speaker, question, reply = hall.asks(0), hall.asks(1, "question"), hall.asks(2, "reply")
    for each in (speaker, question, reply):
        hall.speaks(each)
    assert list(hall.states().values()) == ["paused", "done", "speaking"]

    actions.finish(hall.clerk, reply)
    assert list(hall.states().values()) == ["speaking", "done", "done"]


def test_another_speaker_ends_the_question_and_who_was_interrupted(hall):
    speaker, question, other = hall.asks(0), hall.asks(1, "question"), hall.asks(2)
    for each in (speaker, question, other):
        hall.speaks(each)

    assert list(hall.states().values()) == ["done", "done", "speaking"]


def test_who_was_interrupted_may_end_without_coming_back(hall):
    speaker, question = hall.asks(0), hall.asks(1, "question")
    hall.speaks(speaker)
    hall.speaks(question)
    actions.finish(hall.clerk, speaker)
    actions.finish(hall.clerk, question)

    assert (list(hall.states().values()), hall.holder) == (["done", "done"], None)


def test_two_who_press_at_once_give_the_floor_once(hall):
    first, second = hall.asks(0), hall.asks(1)
    hall.speaks(first, expect=None)
    with pytest.raises(Refused, match="Xã An has just been given the floor"):
        hall.speaks(second, expect=None)
    actions.finish(hall.clerk, first)
    with pytest.raises(Refused, match="Nobody has the floor any more"):
        hall.speaks(second, expect=first.id)


def test_taking_a_waiting_hand_down_leaves_the_running_clock_alone(hall):
    speaker, other = hall.asks(0), hall.asks(1)
    hall.speaks(speaker)
    before = speaker.run
    with later(1):
        actions.withdraw(None, other)
        with pytest.raises(Refused, match="Xã An: this turn is in the state"):
            actions.withdraw(None, speaker)

    assert queries.on_floor(hall.conference).run == before


def test_nobody_speaks_before_the_start_and_in_a_break(hall):
    turn = hall.asks()
    hall.take("recess")
    with pytest.raises(Refused, match="Nobody is given the floor now"):
        hall.speaks(turn)


def test_a_break_stops_the_clock_and_the_end_of_it_starts_it_again(hall):
    speaker, question = hall.asks(0), hall.asks(1, "question")
    hall.speaks(speaker)
    hall.speaks(question)
    with later(1):
        hall.take("recess")
    with later(20):
        hall.take("resume")
    with later(21):
        assert (question.state, question.seconds(clock.now())) == ("speaking", 120)
    hall.take("recess")
    actions.finish(hall.clerk, question)
    assert (speaker.state, speaker.paused_for_id) == ("paused", None)
    hall.take("resume")
    assert speaker.state == "speaking"


@pytest.mark.parametrize("step", ["close", "cancel"])
def test_the_end_of_the_conference_ends_every_turn(hall, step):
    speaker, question, waiting = hall.asks(0), hall.asks(1, "question"), hall.asks(2)
    hall.speaks(speaker)
    hall.speaks(question)
    hall.take(step)

    assert [speaker.state, question.state, waiting.state] == ["done", "done", "waiting"]
    with pytest.raises(Refused, match="The conference is over"):
        actions.put_last(hall.clerk, waiting)
