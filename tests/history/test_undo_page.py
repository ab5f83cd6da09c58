"""The press that takes back what one has just done: one's own, within ten seconds, with the right to do it."""

import re
from datetime import timedelta

import pytest
import time_machine

from confsys import clock
from confsys.agenda.queries import items_of
from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.journal import version_of
from confsys.people import actions as people
from confsys.people.models import RoleHeld
from confsys.sites.models import Site
from tests.build import a_conference, a_person, a_province, an_agenda, signed_in_client


class Office:
    """A secretariat in its browser, with a conference of three items of which it has just deleted the second."""

    def __init__(self, app) -> None:
        self.app = app
        with app.app_context():
            province = a_province()
            self.person = a_person(role="secretariat", site=province)
            self.colleague = signed_in_client(app, a_person(role="secretariat", site=province))
            conference = a_conference(organiser=province, by=self.person)
            self.province = province.id
            self.id, self.stream = conference.id, conference.stream
            self.path = f"/conferences/{self.id}"
            self.items = [item.id for item in an_agenda(conference, 3)]
            self.browser = signed_in_client(app, self.person)
        self.browser.set_cookie("lang", "en", domain="localhost")
        self.browser.post(f"{self.path}/agenda/{self.items[1]}/delete")
        with app.app_context():
            self.undo = f"/undo/{self.stream}/{version_of(self.stream)}"

    def agenda(self) -> list[str]:
        with self.app.app_context():
            return [item.id for item in items_of(db.session.get_one(Conference, self.id))]


@pytest.fixture
def office(fresh_app):
    return Office(fresh_app)


def test_the_next_page_offers_to_take_it_back_and_a_press_does(office):
    page = office.browser.get(f"{office.path}/agenda").text
    form = re.search(r'<form method="post" action="([^"]+)" data-undo="(\d+)"', page)
    assert form[1] == office.undo and int(form[2]) in (8, 9)
    assert 'role="status"' in page and f'name="next" value="{office.path}/agenda"' in page

    answer = office.browser.post(office.undo, data={"next": f"{office.path}/agenda"})

    assert (answer.status_code, answer.location) == (303, f"{office.path}/agenda")
    assert office.agenda() == office.items
    page = office.browser.get(answer.location).text
    assert "Undone: all is as it was before." in page and "data-undo" not in page


def test_the_offer_is_made_once(office):
    assert "data-undo" in office.browser.get(office.path).text
    assert "data-undo" not in office.browser.get(office.path).text


def test_a_script_gets_no_page_and_two_presses_undo_once(office):
    key = {"Idempotency-Key": "k1"}
    answers = [office.browser.post(office.undo, headers=key) for _turn in range(2)]
    assert [(answer.status_code, answer.text) for answer in answers] == [(204, ""), (204, "")]
    assert office.agenda() == office.items
    again = office.browser.post(office.undo, headers={"Idempotency-Key": "k2"})
    assert again.status_code == 409 and "already" in again.get_json()["detail"]


def test_a_colleague_does_not_undo_what_somebody_else_did(office):
    assert office.colleague.get(office.path).status_code == 200
    assert office.colleague.post(office.undo).status_code == 404
    assert len(office.agenda()) == 2


def test_after_ten_seconds_only_the_history_helps(office):
    with time_machine.travel(clock.now() + timedelta(seconds=11)):
        answer = office.browser.post(office.undo)
        assert answer.status_code == 409 and "10 seconds" in answer.text
        assert "data-undo" not in office.browser.get(office.path).text
    assert len(office.agenda()) == 2


def test_who_lost_the_role_meanwhile_is_refused(office):
    with office.app.app_context():
        held = db.session.query(RoleHeld).filter_by(person_id=office.person.id).one()
        people.give_role(None, held.person, role="chair", site_id=held.site_id)
        people.end_role(None, held.person, held=held, last_day=clock.today() - timedelta(days=1))
    assert office.browser.post(office.undo).status_code == 403
    assert len(office.agenda()) == 2


@pytest.mark.parametrize("next", ["", "//elsewhere.example/", "https://elsewhere.example/", "javascript:alert(1)"])
def test_a_press_leads_to_no_other_house(office, next):
    assert office.browser.post(office.undo, data={"next": next}).location == "/"


@pytest.mark.parametrize("tail", ["x/1", "conference:x/1", "conference/0", "a/99999999999999999999", "a/-1", "%00/1"])
def test_an_entry_that_is_not_there_is_not_found(office, tail):
    assert office.browser.post(f"/undo/{tail}").status_code == 404


def test_a_step_that_cannot_be_undone_offers_nothing(office):
    with office.app.app_context():
        conference = a_conference(
            state="approved", by=office.person, organiser=db.session.get_one(Site, office.province)
        )
        path = f"/conferences/{conference.id}"
    office.browser.post(f"{path}/issue", data={"expect": "approved"})
    page = office.browser.get(path).text
    assert "is now in the state" in page and "data-undo" not in page
