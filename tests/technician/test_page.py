"""The technician's page: every row with whom to call and the press that mends it, and equal to itself loaded fresh."""

import re

import pytest

from confsys.agenda import actions as agenda
from confsys.agenda.queries import items_of
from confsys.conferences import actions as conferences
from confsys.conferences.transitions import TRANSITIONS
from confsys.live import service
from confsys.live.hub import Audience
from confsys.messages import actions as messages
from confsys.messages.queries import waiting_in
from confsys.readiness.queries import all_incidents
from confsys.sites import contacting
from tests.board import test_story as board
from tests.live.applied import applied
from tests.queries import counted_queries
from tests.readiness.office import Office


@pytest.fixture
def office(kept):
    office = kept(Office)
    with office.app.app_context():
        yield office


def page(office) -> str:
    return office.technicians.get(f"/conferences/{office.id}/technician").text


def part(html: str, name: str) -> str:
    return re.sub(r"<[^>]+>|\s+", " ", re.search(rf'<section[^>]* id="{name}".*?</section>', html, re.S)[0])


def planned(office, *titles: str) -> None:
    for number, title in enumerate(titles):
        values = {"kind": "tham-luan", "minutes": 10, "presenter": "", "site": office.sites[number]}
        agenda.add(office.clerk, office.conference, title=title, **values)


def test_it_equals_a_fresh_load_at_every_step(office):
    newsroom, audience = service.of(office.app).newsroom, Audience("technician", "", "vi")
    planned(office, "Chuyển đổi số", "Thu gom rác")
    shown = newsroom.latest(office.id, audience)
    parts, version = shown.parts, shown.version
    steps = [*board.steps(office), lambda: agenda.go_on(office.clerk, office.conference, expect=None)]
    steps.insert(12, lambda: messages.write(None, office.site(1), text="Mất tiếng", way="link"))
    steps.insert(14, lambda: messages.read(office.technician, waiting_in(office.conference)[0].message))
    for number, step in enumerate(steps):
        step()
        news = newsroom.latest(office.id, audience, version, shown.epoch)
        parts, version = applied(parts, news.parts), news.version
        assert parts == newsroom.latest(office.id, audience).parts, f"step {number}"


def test_whoever_speaks_next_stands_there_with_whom_to_call(office):
    contacting.add_contact(office.clerk, office.site(0).site, name="Trực ban xã", telephone="0900000111")
    planned(office, "Chuyển đổi số", "Thu gom rác", "Nước sạch")
    soon = part(page(office), "soon")
    assert [each in soon for each in ("Xã Bình Thạnh", "Xã Bình Thành", "Phường Sa Đéc")] == [True, True, False]
    assert "0900 000 111" in soon
    assert soon.count("Line is not up") == 2

    conferences.take(office.clerk, office.conference, TRANSITIONS["start"])
    agenda.go_on(office.clerk, office.conference, expect=None)
    assert items_of(office.conference)[0].is_current
    assert "Phường Sa Đéc" in part(page(office), "soon")  # the one that speaks, and two more


def test_an_incident_is_taken_and_over_without_leaving_the_page(office):
    incident, key = office.report("sound"), {"Idempotency-Key": "one"}
    one = f"/conferences/{office.id}/incidents/{incident.id}"
    assert "I take care of it" in part(page(office), "open-incidents")
    assert office.technicians.post(f"{one}/take", headers=key).status_code == 204
    assert "It is over" in part(page(office), "open-incidents")
    refused = office.browser.post(f"{one}/take", headers={"Idempotency-Key": "two"})
    assert (refused.status_code, refused.mimetype) == (409, "application/problem+json")
    assert (
        office.technicians.post(f"{one}/solve", data={"done": ""}, headers=key | {"Idempotency-Key": "3"}).status_code
        == 204
    )
    assert [each.is_open for each in all_incidents(office.conference)] == [False]


def test_it_is_for_the_office_and_its_technicians(office):
    path = f"/conferences/{office.id}/technician"
    asked = (office.technicians, office.browser, office.chairs, office.own, office.stranger)
    assert [each.get(path).status_code for each in asked] == [200, 200, 403, 403, 404]


def test_it_costs_the_same_however_many_sites_are_in_trouble(office):
    planned(office, "Chuyển đổi số")
    costs = []
    for kinds in (("picture",), ("sound", "line"), ("picture", "sound", "line")):
        for number, kind in enumerate(kinds):
            office.report(kind, number)
            messages.write(None, office.site(number), text="Gọi lại", way="link")
        with counted_queries(office.app) as sent:
            page(office)
        costs.append(len(sent))
    assert costs[1:] == [24, 24]  # the first look of a session writes down besides when it was used last
