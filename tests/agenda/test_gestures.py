"""The buttons of the operator's desk, as a script presses them: once per command id."""

import pytest

from confsys.agenda import actions, queries
from confsys.conferences.models import Conference
from confsys.extensions import db
from tests.build import a_conference, a_person, a_province, an_agenda, signed_in_client


@pytest.fixture
def desk(fresh_app):
    """A clerk's browser and a conference whose first item runs."""
    with fresh_app.app_context():
        body = a_province()
        clerk = a_person(role="secretariat", site=body)
        conference = a_conference(state="live", organiser=body, by=clerk)
        items = an_agenda(conference, 3)
        actions.go_on(clerk, conference, expect=None)
        return signed_in_client(fresh_app, clerk), conference.id, [item.id for item in items]


def extra_minutes(app, conference_id):
    with app.app_context():
        return queries.items_of(db.session.get_one(Conference, conference_id))[0].extra_minutes


def test_a_press_that_is_sent_again_acts_once(fresh_app, desk):
    browser, conference_id, items = desk
    path = f"/conferences/{conference_id}/agenda/{items[0]}/adjust"
    answers = [
        browser.post(path, data={"minutes": "5"}, headers={"Idempotency-Key": key}).status_code
        for key in ("one", "one", "two")
    ]
    assert (answers, extra_minutes(fresh_app, conference_id)) == ([204] * 3, 10)


def test_another_press_under_the_same_id_is_refused(desk):
    browser, conference_id, items = desk
    path = f"/conferences/{conference_id}/agenda/{items[0]}/adjust"
    browser.post(path, data={"minutes": "5"}, headers={"Idempotency-Key": "one"})
    answer = browser.post(path, data={"minutes": "1"}, headers={"Idempotency-Key": "one"})
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")


def test_a_refused_press_says_why_in_one_sentence(desk):
    browser, conference_id, items = desk
    path = f"/conferences/{conference_id}/agenda/next"
    answer = browser.post(path, data={"expect": items[2]}, headers={"Idempotency-Key": "one"})
    assert (answer.status_code, answer.json["detail"]) == (409, "Người khác vừa chuyển mục. Đã nạp lại chương trình.")


def test_without_a_script_a_press_leads_back_to_where_it_stood(desk):
    browser, conference_id, items = desk
    answer = browser.post(f"/conferences/{conference_id}/agenda/{items[0]}/pause", data={"back": "operator"})
    assert (answer.status_code, answer.location) == (303, f"/conferences/{conference_id}/operate")


def test_a_step_of_the_conference_is_pressed_once_too(desk):
    browser, conference_id, _items = desk
    press = {"data": {"expect": "live"}, "headers": {"Idempotency-Key": "one"}}
    answers = [browser.post(f"/conferences/{conference_id}/recess", **press).status_code for _each in range(2)]
    assert answers == [204, 204]
