"""The rehearsal of a conference: the afternoon before, held as the conference is; it is Thursday 26/11/2026, 8:00."""

import re
from datetime import date, timedelta

import pytest
import time_machine

from confsys.conferences import actions
from confsys.conferences.clashes import Because, Blocked
from confsys.conferences.models import Conference
from confsys.conferences.transitions import TRANSITIONS
from confsys.errors import Invalid
from confsys.extensions import db
from confsys.history.actions import revert
from confsys.journal import entries_since
from confsys.office import actions as settings
from confsys.scheduling import queries as scheduling
from confsys.scheduling.actions import add_resource
from tests.build import a_conference, a_person, a_province, a_site, local_time, signed_in_client
from tests.conferences.test_proposing import thursday  # noqa: F401

TUESDAY, WEDNESDAY, MONDAY = (date(2026, 12, day) for day in (8, 9, 7))
EIGHT, HOUR = local_time(TUESDAY, 8), timedelta(hours=1)
WHY = Because("x")


class Office:
    """A hall and a bridge, in an office that rehearses the afternoon before; a conference at eight on Tuesday."""

    def __init__(self) -> None:
        self.body = a_province()
        self.clerk = a_person(role="secretariat", site=self.body)
        settings.change(None, "rules", values={"rehearse": True})
        self.hall = add_resource(None, self.body, kind="room", name="Hội trường")
        self.bridge = add_resource(None, self.body, kind="bridge", name="MCU", capacity=4)
        self.conference = self.make("approved", EIGHT, title="Giao ban")

    def make(self, state, at, **values):
        values = {"main_site": a_site(), "sites": [a_site()], "room": self.hall.id} | values
        return a_conference(state=state, organiser=self.body, by=self.clerk, starts_at=at, **values)

    def held(self, resource) -> list[tuple]:
        rows = scheduling.bookings_of([resource.subject], EIGHT - 96 * HOUR, EIGHT + 96 * HOUR)
        return [
            (each.holder.partition(":")[0], each.starts_at, each.amount) for each in rows if each.standing == "held"
        ]

    def edit(self, **values):
        actions.edit(self.clerk, self.conference, reasons=WHY, **values)


AFTERNOON = local_time(MONDAY, 13, 30)
OTHER = {"rehearsal_starts_at": local_time(MONDAY, 8), "rehearsal_ends_at": local_time(MONDAY, 10)}
NONE = {"rehearsal_starts_at": None, "rehearsal_ends_at": None}


@pytest.fixture
def office(app):
    return Office()


def test_the_afternoon_before_holds_the_hall_and_the_ports_and_no_persons_time(office):
    assert office.conference.rehearsal == (AFTERNOON, AFTERNOON + 2 * HOUR)
    assert office.held(office.hall) == [("rehearsal", AFTERNOON, 1), ("conference", EIGHT, 1)]
    assert office.held(office.bridge) == [("rehearsal", AFTERNOON, 2), ("conference", EIGHT, 2)]
    assert {each.subject.split(":")[0] for each in rows(office)} == {"room", "bridge"}

    settings.change(None, "rules", values={"rehearse": False})
    assert office.make("draft", EIGHT).rehearsal is None


def rows(office):
    holder = f"rehearsal:{office.conference.id}"
    return scheduling.bookings_by_holder([holder])[holder]


def test_it_goes_with_its_conference_also_where_the_two_change_places(office):
    office.edit(starts_at=EIGHT + 24 * HOUR, ends_at=EIGHT + 26 * HOUR)
    assert office.held(office.hall)[0][:2] == ("rehearsal", local_time(TUESDAY, 13, 30))

    office.edit(starts_at=local_time(TUESDAY, 14), ends_at=local_time(TUESDAY, 16))
    assert office.held(office.hall) == [
        ("rehearsal", AFTERNOON, 1),
        ("conference", local_time(TUESDAY, 14), 1),
    ]
    office.edit(starts_at=local_time(MONDAY, 14), ends_at=local_time(MONDAY, 16))
    assert office.conference.rehearsal[0] == local_time(date(2026, 12, 4), 13, 30)  # Friday
    actions.take(office.clerk, office.conference, TRANSITIONS["cancel"], reason="Vì bão")
    assert office.held(office.hall) == []


def test_a_hall_held_for_a_rehearsal_blocks_others_and_says_so(office):
    with pytest.raises(Blocked, match="Hội trường is held by the rehearsal of “Giao ban”"):
        actions.take(office.clerk, office.make("draft", AFTERNOON), TRANSITIONS["submit"], reasons=WHY)

    other = office.make("draft", EIGHT + 24 * HOUR, sites=[])
    assert other.rehearsal[0] == local_time(TUESDAY, 13, 30)
    clash = office.make("approved", local_time(TUESDAY, 14), title="Họp gấp", sites=[], mode="truc-tiep")
    with pytest.raises(Blocked, match="For the rehearsal, .* Hội trường is held by “Họp gấp”"):
        actions.take(office.clerk, other, TRANSITIONS["submit"], reasons=WHY)
    actions.edit(office.clerk, other, **NONE)
    actions.take(office.clerk, other, TRANSITIONS["submit"], reasons=WHY)
    assert (clash.state, other.state) == ("approved", "requested")


def test_another_time_or_none_is_chosen_kept_in_the_history_and_taken_back(office):
    with pytest.raises(Invalid, match="must end before"):
        office.edit(rehearsal_starts_at=EIGHT, rehearsal_ends_at=EIGHT + HOUR)
    office.edit(**OTHER)
    assert office.held(office.hall)[0][:2] == ("rehearsal", local_time(MONDAY, 8))
    revert(office.clerk, entries_since(office.conference.stream, 0)[-1])
    assert office.conference.rehearsal == (AFTERNOON, AFTERNOON + 2 * HOUR)
    office.edit(**NONE)
    assert [each[0] for each in office.held(office.hall)] == ["conference"]


def test_closed_it_keeps_what_it_held_for_its_rehearsal(office):
    with time_machine.travel(EIGHT + HOUR):
        for step in ("issue", "start", "close"):
            actions.take(office.clerk, office.conference, TRANSITIONS[step])
    assert [each[0] for each in office.held(office.hall)] == ["rehearsal", "conference"]


def test_the_page_takes_another_time_or_none(fresh_app):
    with fresh_app.app_context():
        office = Office()
        browser, seen = signed_in_client(fresh_app, office.clerk), {"revision": office.conference.revision}
        page = f"/conferences/{office.conference.id}"
    browser.set_cookie("lang", "en", domain="localhost")
    assert 'value="13h30"' in browser.get(f"{page}/rehearsal").text
    late = browser.post(f"{page}/rehearsal", data=seen | {"day": "08/12/2026", "start": "9h", "end": "10h"})
    assert (late.status_code, "must end before" in late.text) == (422, True)
    sent = browser.post(f"{page}/rehearsal", data=seen | {"day": "07/12/2026", "start": "15h", "end": "16h"})
    assert sent.status_code == 303
    assert "Rehearsal: Monday 07/12/2026, 15:00–16:00" in " ".join(browser.get(page).text.split())
    assert browser.post(f"{page}/rehearsal", data={"revision": seen["revision"] + 1, "none": "1"}).status_code == 303
    assert "Rehearsal:" not in browser.get(page).text


@pytest.mark.parametrize("says", [True, False])
def test_the_box_of_the_plan_says_whether_it_is_rehearsed_whatever_the_office_does(fresh_app, says):
    with fresh_app.app_context():
        office = Office()
        settings.change(None, "rules", values={"rehearse": not says})
        browser = signed_in_client(fresh_app, office.clerk)
        own, site = office.body.id, a_site().id
    box = re.search(r'<input type="checkbox" id="rehearse"[^>]*>', browser.get("/conferences/new").text)[0]
    assert (" checked" in box) is not says  # it begins as the office has it
    sent = {
        "title": "Sơ kết",
        "kind": "so-ket",
        "mode": "truc-tuyen",
        "reach": "none",
        "main_site": own,
        "organiser": own,
    }
    sent |= {"organiser": own, "day": "08/12/2026", "start": "8h", "end": "10h", "sites": site, "asks_rehearse": "1"}
    planned = browser.post("/conferences/new", data=sent | ({"rehearse": "1"} if says else {}))
    assert planned.status_code == 303, planned.text
    with fresh_app.app_context():
        conference = db.session.get_one(Conference, planned.location.rpartition("/")[2])
        assert conference.rehearsal == ((AFTERNOON, AFTERNOON + 2 * HOUR) if says else None)
