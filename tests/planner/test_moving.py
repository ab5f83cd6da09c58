"""A conference is held over another time of a calendar, judged there, and moved by the action of the page."""

from datetime import timedelta

import pytest

from tests.planner.clerk import Clerk, verdict, words_wanted
from tests.queries import counted_queries
from tests.shown_form import nothing_changes
from tests.steps.conftest import words_of


@pytest.fixture
def clerk(kept):
    return kept(Clerk)


def test_what_stands_against_it_shows_where_it_is_held_and_nothing_changes(clerk):
    with nothing_changes(clerk.app):
        found = {hours: clerk.look(hours) for hours in (1, 3, 6)}
    assert {hours: (answer.status_code, verdict(answer)) for hours, answer in found.items()} == {
        1: (200, "free"),
        3: (200, "blocks"),
        6: (200, "warns"),
    }
    assert "Phòng 1 is held by “Giữ phòng” (Tỉnh Thử Nghiệm)" in found[3].text
    assert found[3].text.count("data-use") == 3 and "Move and tell" not in found[3].text
    assert f'data-against="blocks=room:{clerk.rooms[0]}:conference:' in found[3].text
    assert "Ông Chủ trì is already in “Có chủ trì”" in found[6].text and len(words_wanted(found[6])) == 1
    assert "data-asked-first" in found[6].text and "data-asked-first" not in found[1].text


def test_a_free_time_is_taken_at_once_and_taken_back_as_quickly(clerk):
    answer = clerk.drop(1, back="/calendar")
    assert (answer.status_code, clerk.hours_moved()) == (200, 1)
    assert "The time is now" in answer.text and "09:00–10:00, Phòng 1" in answer.text and "<html" not in answer.text

    undo = answer.text.partition('action="')[2].partition('"')[0]
    back = clerk.browser.post(undo, data={"next": "/calendar"})
    assert (back.location, clerk.hours_moved()) == ("/calendar", 0)


def test_it_is_resized_and_the_history_says_so_as_of_any_other_time(clerk):
    answer = clerk.drop(0, end="09:30")
    assert "08:00–09:30" in answer.text
    history = clerk.browser.get(f"/conferences/{clerk.id}/history").text
    assert "Time changed" in history

    clerk.browser.post(answer.text.partition('action="')[2].partition('"')[0], data={"next": "/"})
    assert clerk.conference(lambda it: it.ends_at - it.starts_at) == timedelta(hours=1)


def test_a_room_is_taken_by_dropping_it_on_its_row(clerk):
    assert verdict(clerk.look(3, room=clerk.rooms[1])) == "free"
    assert "Phòng 2" in clerk.drop(3, room=clerk.rooms[1]).text
    assert clerk.conference(lambda it: it.room_id) == clerk.rooms[1]

    same_time = clerk.look(3, room=clerk.rooms[0])
    assert (same_time.status_code, verdict(same_time)) == (200, "blocks")


def test_what_others_hold_is_not_taken(clerk):
    with nothing_changes(clerk.app):
        answer = clerk.drop(3)
    assert (answer.status_code, [each["id"] for each in answer.json["blocks"]][0][:5]) == (409, "room:")


def test_a_reminder_passes_with_its_word_and_not_without(clerk):
    [name] = words_wanted(clerk.look(6))
    with nothing_changes(clerk.app):
        assert [f"why-{each['id']}" for each in clerk.drop(6).json["warnings"]] == [name]

    assert clerk.drop(6, **{name: "Cử người khác"}).status_code == 200
    assert clerk.conference(lambda it: it.reasons) == {name.removeprefix("why-"): "Cử người khác"}


def test_who_is_too_late_is_told_who_was_quicker(clerk):
    seen = clerk.sent(2)
    clerk.colleague.post(clerk.path, data=clerk.sent(1))
    for path in (f"{clerk.path}/look", clerk.path):
        answer = clerk.browser.post(path, data=seen)
        assert answer.status_code == 409
        assert "Ông Văn thư was quicker" in answer.text and "Time changed. It stands at" in answer.text
    assert clerk.hours_moved() == 1


def test_a_plain_form_leads_back_or_shows_the_box_as_a_page(clerk):
    refused = clerk.browser.post(clerk.path, data=clerk.sent(6))
    assert refused.status_code == 409 and "1 warning needs a word of why." in words_of(refused.text)
    [name] = words_wanted(refused)

    moved = clerk.browser.post(clerk.path, data=clerk.sent(6, **{name: "Cử người khác", "back": "//evil.example"}))
    assert (moved.status_code, moved.location, clerk.hours_moved()) == (303, "/", 6)
    assert "Undo" in clerk.browser.get("/").text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"day": "someday"}, "Could not read the day"),
        ({"start": "25h"}, "Could not read the hour"),
        ({"start": "23:00", "end": "01:00"}, "The end must come after the start."),
        ({"day": "01/06/2025"}, "does not exist on 01/06/2025"),
        ({"room": "0" * 16}, "There is no such thing to book"),
        ({"room": "'; --"}, "This is not an id."),
        ({"revision": "x"}, "A whole number"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(clerk, changes, sentence):
    with nothing_changes(clerk.app):
        for path in (f"{clerk.path}/look", clerk.path):
            answer = clerk.browser.post(path, data=clerk.sent(1, **changes))
            assert (answer.status_code, verdict(answer)) == (422, "refused")
            assert sentence in answer.text


def test_a_time_that_has_passed_is_confirmed_first(clerk):
    answer = clerk.look(0, day=f"{clerk.begin - timedelta(days=30):%d/%m/%Y}")
    assert "data-asked-first" in answer.text and "This time has already passed." in answer.text


def test_what_is_issued_says_whom_it_touches_and_is_confirmed_first(kept):
    clerk = kept(Clerk, state="issued")
    answer = clerk.look(1)
    assert verdict(answer) == "free" and "data-asked-first" in answer.text
    assert "It becomes adjustment 1, and 3 sites are told." in answer.text and "Move and tell 3 sites" in answer.text
    clerk.drop(1)
    assert clerk.conference(lambda it: it.edition) == 2


def test_a_draft_is_moved_wherever_it_is_put_but_what_blocks_is_shown(kept):
    clerk = kept(Clerk, state="draft")
    answer = clerk.look(3)
    assert verdict(answer) == "blocks" and "data-asked-first" in answer.text and "Move the conference" in answer.text
    assert clerk.drop(6).status_code == 200


def test_what_runs_is_not_moved(kept):
    clerk = kept(Clerk, state="live")
    assert (clerk.look(1).status_code, clerk.drop(1).status_code) == (409, 409)


@pytest.mark.same_on_both
@pytest.mark.parametrize("sites", [2, 20])
def test_a_look_costs_the_same_for_few_and_for_many(kept, sites):
    clerk = kept(Clerk, sites=sites)
    sent = clerk.sent(3)
    with counted_queries(clerk.app) as statements:
        assert clerk.browser.post(f"{clerk.path}/look", data=sent).status_code == 200
    assert len(statements) == 22
