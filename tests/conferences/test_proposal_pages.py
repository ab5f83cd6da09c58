"""The pages and calls of another time that is proposed; it is Thursday 26/11/2026, 8:00."""

from datetime import date

import pytest
import time_machine

from confsys.conferences import queries
from tests.build import a_person, bearer, local_time, signed_in_client
from tests.conferences.test_proposing import HOURS, TWO
from tests.conferences.test_proposing import Office as Rows

TYPED = {"day": "08/12/2026", "start": "14h", "end": "16h", "confirm": "1"}


class Office:
    """The office of the actions, each in a browser."""

    def __init__(self, app) -> None:
        self.app = app
        with app.app_context():
            rows = Rows()
            people = {"clerk": rows.clerk, "approver": rows.approver, "stranger": a_person()}
            self.id = rows.asked.id
            self.browsers = {name: signed_in_client(app, person) for name, person in people.items()}
            self.keys = {name: bearer(app, person) for name, person in people.items()}
        for browser in self.browsers.values():
            browser.set_cookie("lang", "en", domain="localhost")

    def post(self, who: str, tail: str = "propose", **typed):
        return self.browsers[who].post(f"/conferences/{self.id}/{tail}", data=typed)

    def call(self, who: str, tail: str, **body):
        headers = self.keys[who]
        return self.app.test_client().post(f"/api/v1/conferences/{self.id}/{tail}", json=body, headers=headers)

    @property
    def proposed(self):
        with self.app.app_context():
            request = queries.slot_requests([self.id])[self.id]
            return request.proposed if request.has_proposal else None


@pytest.fixture
def office(fresh_app):
    with time_machine.travel(local_time(date(2026, 11, 26), 8), tick=False):
        yield Office(fresh_app)


def test_the_page_offers_the_nearest_times_and_proposes_what_was_looked_at(office):
    page = office.browsers["approver"].get(f"/conferences/{office.id}/propose").text
    assert page.count('name="use"') == 3 and "Propose 13:30, Tuesday 08/12" in page

    looked_at = {**TYPED, "look": "1"}
    looked_at.pop("confirm")
    assert "Propose 14:00, Tuesday 08/12" in office.post("approver", **looked_at).text
    blocked = office.post("approver", **looked_at | {"start": "9h", "end": "11h"}).text
    assert "Hội trường is held" in blocked and 'name="confirm"' not in blocked
    assert office.proposed is None

    assert office.post("approver", **TYPED, back="home").location == "/"
    assert office.proposed == (TWO, TWO + HOURS)


def test_a_time_that_was_pressed_fills_the_fields(office):
    page = office.post("approver", use="09/12/2026 8h00 10h00 ", why="bận").text
    assert "Propose 08:00, Wednesday 09/12" in page and 'value="bận"' in page


@pytest.mark.parametrize(
    ("typed", "status"), [({"start": "9h", "end": "11h"}, 409), ({"start": "25h"}, 422), ({"revision": "1"}, 409)]
)
def test_what_cannot_be_proposed_is_shown_with_its_sentence(office, typed, status):
    assert office.post("approver", **TYPED | typed).status_code == status
    assert office.proposed is None


def test_the_page_of_the_conference_says_what_is_asked_and_lets_the_office_take_the_time(office):
    office.post("approver", **TYPED, why="Hội trường bận")
    pages = {who: office.browsers[who].get(f"/conferences/{office.id}").text for who in ("clerk", "approver")}
    assert all("YC-2026-0001" in page and "Hội trường bận" in page for page in pages.values())
    steps = ("accept-proposal", "decline-proposal", "propose")
    assert [f"/{step}" in pages["clerk"] for step in steps] == [True, True, False]
    assert [f"/{step}" in pages["approver"] for step in steps] == [False, False, True]

    assert office.post("clerk", "decline-proposal", reason="Chủ trì bận").status_code == 303
    for path in (f"/conferences/{office.id}", "/"):
        page = office.browsers["approver"].get(path).text
        assert "The unit wrote: Chủ trì bận" in page and "The proposed time did not suit" in page


def test_the_page_asks_for_a_word_for_each_warning_and_names_it_to_the_unit(office):
    saturday = TYPED | {"day": "05/12/2026"}
    asked = office.post("approver", **saturday)
    assert asked.status_code == 409 and "is not a working day" in asked.text and 'name="why-day"' in asked.text
    assert office.proposed is None

    assert office.post("approver", **saturday, **{"why-day": "Tỉnh ủy yêu cầu"}).status_code == 303
    page = office.browsers["clerk"].get(f"/conferences/{office.id}").text
    assert "is not a working day" in page and "The approver wrote: Tỉnh ủy yêu cầu" in page


def test_only_the_approver_proposes_and_only_the_office_answers(office):
    assert [office.post(who, **TYPED).status_code for who in ("stranger", "clerk", "approver")] == [404, 403, 303]
    assert [office.post(who, "accept-proposal").status_code for who in ("stranger", "approver")] == [404, 403]
    assert office.post("clerk", "decline-proposal", reason="").status_code == 422
    assert office.post("clerk", "accept-proposal", back="home").location == "/"
    assert office.post("clerk", "decline-proposal", reason="bận").status_code == 409


def test_a_program_proposes_and_answers(office):
    when = {"starts_at": TWO.isoformat(), "ends_at": (TWO + HOURS).isoformat()}

    assert office.call("approver", "propose", starts_at="x").status_code == 422
    assert office.call("clerk", "propose", **when).status_code == 403
    answer = office.call("approver", "propose", **when).json
    assert answer["request"]["proposed_starts_at"] == "2026-12-08T14:00:00+07:00"
    assert office.call("clerk", "decline-proposal", reason="bận").status_code == 200
    assert office.call("clerk", "accept-proposal").status_code == 409
    assert office.call("approver", "propose", **when).status_code == 200
    assert office.call("clerk", "accept-proposal").json["state"] == "approved"
