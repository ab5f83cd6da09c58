"""Writing an agenda and running it."""

import contextlib
import random
import threading

import pytest

from confsys.agenda import actions, queries
from confsys.agenda.models import AgendaItem
from confsys.conferences import actions as conferences
from confsys.conferences.models import Conference
from confsys.conferences.transitions import TRANSITIONS
from confsys.errors import Invalid, Problem, Refused
from confsys.extensions import db
from confsys.journal import entries_since, version_of
from tests.build import a_conference, a_site, an_agenda
from tests.conftest import in_fresh_context


def states(conference):
    return [item.state for item in queries.items_of(conference)]


def titles(conference):
    return [item.title for item in queries.items_of(conference)]


def take(conference, step):
    conferences.take(None, conference, TRANSITIONS[step], reason="Vì bão")


def test_items_stand_in_the_order_they_were_added(app):
    conference = a_conference()
    an_agenda(conference, 3)
    assert [item.position for item in queries.items_of(conference)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("move", "order"),
    [
        ((2, "before", 0), "cab"),
        ((0, "after", 2), "bca"),
        ((0, "before", 2), "bac"),
        ((1, "after", 1), "abc"),
        ((2, "after", 1), "abc"),
    ],
)
def test_an_item_moves_right_before_or_after_another(app, move, order):
    conference = a_conference()
    items = [actions.add(None, conference, title=title, kind="khac", minutes=5) for title in "abc"]
    what, side, where = move

    actions.move(None, items[what], **{side: items[where]})

    assert "".join(titles(conference)) == order
    assert [item.position for item in queries.items_of(conference)] == [1, 2, 3]


def test_an_item_of_another_agenda_is_no_place(app):
    mine, theirs = an_agenda(a_conference(), 1)[0], an_agenda(a_conference(), 1)[0]
    with pytest.raises(Invalid):
        actions.move(None, mine, before=theirs)


def test_deleting_closes_the_gap(app):
    conference = a_conference()
    items = an_agenda(conference, 3)
    actions.delete(None, items[0])
    assert [item.position for item in queries.items_of(conference)] == [1, 2]


def test_a_site_must_take_part(app):
    conference = a_conference()
    with pytest.raises(Invalid, match="take part"):
        actions.add(None, conference, title="Tham luận", kind="tham-luan", minutes=5, site=a_site().id)


def test_running_an_agenda_step_by_step(app):
    conference = a_conference(state="live")
    first, second, third = an_agenda(conference, 3)

    actions.call(None, first)
    actions.start(None, first)
    actions.pause(None, first)
    actions.resume(None, first)
    actions.finish(None, first)
    actions.skip(None, second)
    actions.start(None, third)

    assert states(conference) == ["done", "skipped", "running"]
    actions.reopen(None, second)
    assert states(conference) == ["done", "planned", "running"]


def test_one_item_runs_at_a_time(app):
    conference = a_conference(state="live")
    first, second = an_agenda(conference, 2)
    actions.start(None, first)
    with pytest.raises(Refused, match="still running"):
        actions.start(None, second)
    assert states(conference) == ["running", "planned"]


@pytest.mark.parametrize("state", ["draft", "issued", "closed"])
def test_nothing_runs_unless_the_conference_is_in_session(app, state):
    conference = a_conference(state="issued" if state == "closed" else state)
    item = an_agenda(conference, 1)[0]
    if state == "closed":
        take(conference, "start")
        take(conference, "close")
    for gesture in (actions.call, actions.start, actions.pause, actions.finish, actions.skip, actions.reopen):
        with pytest.raises(Refused):
            gesture(None, item)


def test_a_break_stops_the_clock_and_closing_ends_the_item(app):
    conference = a_conference(state="live")
    an_agenda(conference, 2)
    actions.go_on(None, conference, expect=None)

    take(conference, "recess")
    assert states(conference) == ["paused", "planned"]
    take(conference, "resume")
    assert states(conference) == ["running", "planned"]
    take(conference, "close")
    assert states(conference) == ["done", "planned"]


def test_calling_off_a_running_conference_ends_its_item(app):
    conference = a_conference(state="live")
    an_agenda(conference, 2)
    actions.go_on(None, conference, expect=None)

    take(conference, "cancel")

    assert states(conference) == ["done", "planned"]


def test_adjusting_leaves_the_plan_alone(app):
    conference = a_conference(state="live")
    item = an_agenda(conference, 1, minutes=10)[0]
    actions.start(None, item)

    actions.adjust(None, item, minutes=5)
    assert (item.minutes, item.extra_minutes) == (10, 5)
    for minutes in (0, -15, 600):
        with pytest.raises(Invalid):
            actions.adjust(None, item, minutes=minutes)


def test_what_has_begun_keeps_its_place(app):
    conference = a_conference(state="live")
    first, second, third = an_agenda(conference, 3)
    actions.start(None, first)

    with pytest.raises(Refused, match="keeps its place|already begun"):
        actions.move(None, third, before=first)
    with pytest.raises(Refused, match="keeps its place|already begun"):
        actions.move(None, first, after=second)
    with pytest.raises(Refused, match="already begun"):
        actions.delete(None, first)
    actions.move(None, third, before=second)
    assert titles(conference) == [first.title, third.title, second.title]


def test_two_presses_of_next_give_one_step_and_one_refusal(app):
    conference = a_conference(state="live")
    items = an_agenda(conference, 2)
    actions.go_on(None, conference, expect=None)

    actions.go_on(None, conference, expect=items[0].id)
    with pytest.raises(Refused, match="Somebody else has just moved on"):
        actions.go_on(None, conference, expect=items[0].id)
    assert states(conference) == ["done", "running"]


def test_next_at_the_end_finishes_and_then_says_that_nothing_is_left(app):
    conference = a_conference(state="live")
    item = an_agenda(conference, 1)[0]
    actions.go_on(None, conference, expect=None)
    assert actions.go_on(None, conference, expect=item.id) is None
    with pytest.raises(Refused, match="No item is left"):
        actions.go_on(None, conference, expect=None)


def test_a_hundred_times_two_at_once_give_one_step_and_one_refusal(fresh_app):
    with fresh_app.app_context():
        conference = a_conference(state="live")
        ids = [item.id for item in an_agenda(conference, 101)]
        actions.go_on(None, conference, expect=None)
        conference_id = conference.id
    outcomes = []

    def press(expect, barrier):
        with fresh_app.app_context():
            conference = db.session.get_one(Conference, conference_id)
            barrier.wait()
            try:
                actions.go_on(None, conference, expect=expect)
                outcomes.append("step")
            except Refused:
                outcomes.append("refusal")

    for number in range(100):
        outcomes.clear()
        at_once(2, press, ids[number], threading.Barrier(2))
        assert sorted(outcomes) == ["refusal", "step"], number
    with fresh_app.app_context():
        conference = db.session.get_one(Conference, conference_id)
        assert states(conference) == ["done"] * 100 + ["running"]


def test_forty_actions_from_six_threads_leave_no_two_alike(fresh_app):
    with fresh_app.app_context():
        conference = a_conference(state="live")
        an_agenda(conference, 5)
        conference_id, stream, before = conference.id, conference.stream, version_of(conference.stream)
    todo = list(range(40))

    def work():
        while todo:
            try:
                number = todo.pop()
            except IndexError:
                return
            with fresh_app.app_context():
                something(db.session.get_one(Conference, conference_id), number)

    at_once(6, work)
    with fresh_app.app_context():
        conference = db.session.get_one(Conference, conference_id)
        positions = [item.position for item in queries.items_of(conference)]
        assert positions == list(range(1, len(positions) + 1))
        versions = [entry.version for entry in entries_since(stream, 0)]
        assert versions == list(range(1, len(versions) + 1)) and len(versions) > before
        assert db.session.query(AgendaItem).filter(AgendaItem.state.in_(("running", "paused"))).count() <= 1


def something(conference, number):
    items = queries.items_of(conference)
    item = random.Random(number).choice(items)
    other = items[number % len(items)]
    gestures = [
        lambda: actions.add(None, conference, title=f"Mới {number}", kind="khac", minutes=5),
        lambda: actions.move(None, item, before=other),
        lambda: actions.delete(None, item),
        lambda: actions.start(None, item),
        lambda: actions.finish(None, item),
    ]
    with contextlib.suppress(Problem):  # a refusal is a fair answer; what counts is what is left
        gestures[number % 5]()


def at_once(number, work, *args):
    threads = [threading.Thread(target=in_fresh_context, args=(work, *args)) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_changes_between_issue_and_start_are_numbered_adjustments(app):
    conference = a_conference(state="issued")
    an_agenda(conference, 2)
    assert conference.edition == 3
    take(conference, "start")
    an_agenda(conference, 1)
    assert conference.edition == 3


def test_a_presenter_is_kept_apart_from_the_journal(app):
    conference = a_conference()
    actions.add(None, conference, title="Báo cáo", kind="bao-cao", minutes=5, presenter="Ông Nguyễn Văn A")
    entry = entries_since(conference.stream, 0)[-1]
    assert "Nguyễn" not in str(entry.after) and entry.personal_hash
