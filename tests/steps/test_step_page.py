"""The page before a step: what changes, whom it touches, one button; and what it says when things moved on."""

import pytest

from confsys.conferences import actions
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from confsys.sites.models import Site
from tests.build import a_conference, a_person, signed_in_client
from tests.shown_form import nothing_changes
from tests.steps.conftest import DAY, Office, local_time, values_of, words_of


def test_the_page_names_what_changes_and_whom_it_touches(office):
    page = office.get("cancel")

    assert "State Issued Cancelled" in page
    assert "In calendars show it they change for everybody who subscribed" in page
    assert "Sites 4" in page and "Chaired by Bà Chủ trì" in page and "Open screens 0" in page and "3 items" in page
    assert all(f"Xã Số {number}" in page for number in (1, 2, 3))
    assert "It can be restored: to “Issued” if the time is free then" in page
    assert "Cancel and tell 4 sites" in page


def test_what_no_site_knows_of_tells_none(fresh_app):
    page = Office(fresh_app, state="draft").get("cancel")
    assert "none of them knows of it yet" in page and "Cancel the conference" in page
    assert "In calendars" not in page and "tell" not in page


def test_closing_says_how_much_was_left(office):
    office.conference(lambda it: actions.take(None, it, TRANSITIONS["start"]))
    assert "3 items have not come up and will not be held." in office.get("close")


def test_a_hundred_names_are_folded_after_twelve(fresh_app):
    html = (office := Office(fresh_app, sites=102)).browser.get(f"{office.path}/cancel").text
    first, rest = html.split("<details>")
    assert (first.count("data-site-name"), rest.count("data-site-name")) == (12, 91)
    assert "91 more sites" in words_of(html)


def test_a_stranger_learns_nothing_and_a_chair_may_not(office):
    assert office.stranger.get(f"{office.path}/cancel").status_code == 404
    assert office.colleague.get(f"{office.path}/cancel").status_code == 403


def test_the_step_is_taken_as_it_was_shown(office):
    sent = values_of(office.browser.get(f"{office.path}/cancel").text, "Cancel and tell")
    assert sent == {"expect": ["issued"], "revision": ["4"], "leads_to": ["cancelled"]}

    assert office.post("cancel", reason="Vì bão", **sent).status_code == 303

    assert office.conference(lambda it: (it.state, it.reason)) == ("cancelled", "Vì bão")
    assert "The conference is now in the state “Cancelled”. Undo" in words_of(office.browser.get(office.path).text)


def test_a_step_that_does_not_start_here_has_no_button(fresh_app):
    office = Office(fresh_app, state="cancelled")
    html = office.browser.get(f"{office.path}/postpone").text
    assert "This step does not start from the state “Cancelled”." in words_of(html)
    assert f'action="{office.path}/postpone"' not in html


def test_who_saw_an_older_revision_sees_it_again_with_his_reason(office):
    sent = values_of(office.browser.get(f"{office.path}/cancel").text, "Cancel and tell")
    office.conference(lambda it: actions.edit(None, it, sites=office.places[:2]))

    with nothing_changes(office.app):
        answer = office.post("cancel", reason="Vì bão số 9", **sent)

    assert answer.status_code == 409
    page = words_of(answer.text)
    assert "Somebody else changed this conference meanwhile." in page and "Vì bão số 9" in page
    assert "Cancel and tell 3 sites" in page
    assert values_of(answer.text, "Cancel and tell")["revision"] == ["5"]


def test_who_saw_another_state_sees_what_is_now(office):
    office.conference(lambda it: actions.take(None, it, TRANSITIONS["open"]))
    with nothing_changes(office.app):
        answer = office.post("postpone", expect="issued", reason="Vì bão")
    assert answer.status_code == 409
    assert "This conference is in the state “Check-in open” now." in words_of(answer.text)
    assert "State Check-in open Postponed" in words_of(answer.text)


@pytest.fixture
def postponed(fresh_app):
    return Office(fresh_app, state="postponed")


def take_the_slot(office):
    with office.app.app_context():
        province = db.session.get_one(Site, office.province)
        a_conference(state="approved", organiser=province, starts_at=local_time(DAY, 9), title="Họp chen ngang")


def test_restoring_says_where_it_leads(postponed):
    page = postponed.get("restore")
    assert "State Postponed Issued" in page and "Its time is still free." in page
    take_the_slot(postponed)
    page = postponed.get("restore")
    assert "State Postponed Draft" in page and "Its time has been taken meanwhile" in page and "Họp chen ngang" in page
    assert "it disappears as soon as their device asks again" in page


def test_restoring_is_refused_when_the_slot_was_taken_after_the_page_was_shown(postponed):
    sent = values_of(postponed.browser.get(f"{postponed.path}/restore").text, "Restore and tell")
    take_the_slot(postponed)

    with nothing_changes(postponed.app):
        answer = postponed.post("restore", **sent)

    assert answer.status_code == 409
    assert "This step leads to the state “Draft” now." in words_of(answer.text)
    again = values_of(answer.text, "Restore and tell")
    assert postponed.post("restore", **again).status_code == 303
    assert postponed.conference(lambda it: it.state) == "draft"


@pytest.mark.parametrize("revision", ["0", "-1", "x", "9" * 100])
def test_a_revision_that_is_none_changes_nothing(office, revision):
    with nothing_changes(office.app):
        answer = office.post("cancel", revision=revision, reason="Vì bão")
    assert answer.status_code == 422


def test_the_body_that_asked_is_named_when_a_request_is_returned(fresh_app):
    office = Office(fresh_app, state="requested")
    with fresh_app.app_context():
        approver = a_person(role="approver", site=db.session.get_one(Site, office.province))
        browser = signed_in_client(fresh_app, approver)
    browser.set_cookie("lang", "en", domain="localhost")
    assert "Return to Tỉnh Thử Nghiệm" in words_of(browser.get(f"{office.path}/refuse").text)
