"""One open incident of a kind at a site, from the tap until it is over."""

from datetime import timedelta

import pytest
import time_machine

from confsys.changes import just_made
from confsys.conferences import actions as conferences
from confsys.conferences.transitions import TRANSITIONS
from confsys.errors import Refused
from confsys.history.actions import revert
from confsys.journal import entries_since
from confsys.readiness import incidents, queries
from tests.queries import counted_queries
from tests.readiness.office import Office


@pytest.fixture
def office(kept):
    office = kept(Office)
    with office.app.app_context():
        yield office


def test_a_thousand_taps_make_one_incident(office):
    first = office.report()
    before = len(entries_since(f"conference:{office.id}", 0))
    again, is_new = incidents.open_incident(None, office.site(), kind="sound", way="link")
    assert (again.id, is_new) == (first.id, False)
    assert len(entries_since(f"conference:{office.id}", 0)) == before
    assert office.report("picture").id != first.id
    assert office.report(number=1).id != first.id


def test_it_is_taken_noted_and_solved(office):
    incident = office.report()
    assert incident.state == "waiting"
    assert incidents.take(office.technician, incident)
    assert incidents.note(office.technician, incident, note="micro số 3")
    assert (incident.state, incident.taken_by) == ("in-hand", "Kỹ thuật tỉnh")

    assert incidents.solve(office.technician, incident, way="office", done="đổi micro")

    assert (incident.state, incident.done, queries.open_incidents(office.conference)) == ("solved", "đổi micro", {})
    assert not incidents.solve(None, incident, way="link")
    with pytest.raises(Refused, match="solved already"):
        incidents.take(office.technician, incident)


def test_nobody_takes_from_another_unawares(office):
    incident = office.report()
    incidents.take(office.technician, incident)
    assert not incidents.take(office.technician, incident)
    with pytest.raises(Refused, match="Kỹ thuật tỉnh takes care of it already"):
        incidents.take(office.clerk, incident)
    assert incidents.take(office.clerk, incident, over=True)
    assert incident.taken_by == "Văn phòng"


def test_what_was_not_over_is_open_again(office):
    incident = office.report()
    incidents.solve(None, incident, way="link")
    revert(office.clerk, just_made())
    assert incident.is_open

    incidents.solve(None, incident, way="link")
    office.report()
    with pytest.raises(Refused, match="reported the same again"):
        incidents.reopen(office.technician, incident)


def test_nothing_is_reported_for_what_is_over_and_what_is_open_can_still_be_closed(office):
    incident = office.report()
    for step in ("start", "close"):
        conferences.take(office.clerk, office.conference, TRANSITIONS[step])
    with pytest.raises(Refused, match="is over"):
        office.report("line")
    assert incidents.solve(office.technician, incident, way="office")
    with pytest.raises(Refused, match="is over"):
        incidents.reopen(office.technician, incident)


def test_the_longest_open_stands_first_and_a_board_asks_once(office):
    with time_machine.travel(office.starts_at, tick=False) as at:
        first = office.report("line")
        at.shift(timedelta(minutes=2))
        second = office.report("picture")
    incidents.take(office.technician, first)
    conference, site = office.conference, office.site()
    with counted_queries(office.app) as sent:
        found = queries.open_incidents(conference)
        assert (queries.latest_tests(conference), queries.check_lists(conference)) == ({}, {})
    assert [each.id for each in found[site.id]] == [first.id, second.id]
    assert [each.taken_by for each in found[site.id]] == ["Kỹ thuật tỉnh", ""]
    assert len(sent) == 3


def test_a_program_reports_takes_and_solves(office):
    site, technician = office.programs["site"], office.programs["technician"]
    post, base = office.app.test_client().post, f"/api/v1/conferences/{office.id}"

    made = post(f"{base}/sites/{office.sites[0]}/incident", json={"kind": "sound"}, headers=site)
    again = post(f"{base}/sites/{office.sites[0]}/incident", json={"kind": "sound"}, headers=technician)

    assert (made.status_code, made.json["way"], made.json["note"]) == (201, "account", "")
    assert again.json == made.json
    one = f"{base}/incidents/{made.json['id']}"
    assert post(f"{one}/take", json={}, headers=technician).json["taken_by"] == "Kỹ thuật tỉnh"
    assert post(f"{one}/take", json={}, headers=office.programs["office"]).status_code == 409
    assert post(f"{one}/note", json={"note": "x" * 10_000}, headers=technician).status_code == 422
    assert post(f"{one}/solve", json={"done": "đổi micro"}, headers=technician).json["done"] == "đổi micro"
    listed = office.app.test_client().get(f"{base}/incidents", headers=technician).json["items"]
    assert [(each["id"], each["solved_at"] is None) for each in listed] == [(made.json["id"], False)]
    wrong = post(f"{base}/sites/{office.sites[0]}/incident", json={"kind": "smell"}, headers=site)
    assert (wrong.status_code, list(wrong.json["errors"])) == (422, ["kind"])
