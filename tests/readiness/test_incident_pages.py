"""A site reports in one tap; the office sees, takes, notes, solves, and counts afterwards."""

import re
from datetime import timedelta

import pytest
import time_machine

from confsys.conferences import actions as conferences
from confsys.conferences.transitions import TRANSITIONS
from confsys.readiness import floods, incidents, queries
from tests.queries import counted_queries
from tests.readiness.office import Office


@pytest.fixture
def office(kept):
    office = kept(Office)
    with office.app.app_context():
        yield office


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text)).replace("\xa0", " ")


def tap(office, kind="sound", number=0):
    return office.guest.post(office.join(number, "/incident"), data={"kind": kind})


def lists(office, browser=None, path=""):
    return (browser or office.technicians).get(f"/conferences/{office.id}/incidents{path}")


def test_one_tap_by_the_link_and_the_second_says_how_it_stands(office):
    first = tap(office)
    assert (first.status_code, first.location.endswith("/desk#incidents")) == (303, True)
    assert "the technicians see it now" in words(office.guest.get(first.location))
    with counted_queries(office.app) as sent:
        tap(office)
    assert not any(each.startswith(("INSERT", "UPDATE")) for each in sent)
    assert "already; nobody takes care of it yet" in words(office.guest.get(first.location))

    [incident] = queries.incidents_of(office.site())
    assert (incident.kind, incident.way, incident.state) == ("sound", "link", "waiting")
    incidents.take(office.technician, incident)
    tap(office)
    assert "already; Kỹ thuật tỉnh takes care of it" in words(office.guest.get(first.location))

    assert office.guest.post(office.join(0, f"/incidents/{incident.id}/solve")).status_code == 303
    assert queries.open_incidents(office.conference) == {}
    assert office.guest.post(office.join(1, f"/incidents/{incident.id}/solve")).status_code == 404


def test_a_link_that_reports_without_end_waits(office, monkeypatch):
    monkeypatch.setitem(floods.MOST, "incident", 2)
    assert [tap(office, kind).status_code for kind in ("sound", "line", "picture")] == [303, 303, 429]
    assert tap(office).status_code == 303  # what is open is only looked at
    assert tap(office, number=1).status_code == 303  # another site is not held up


def test_forged_wrong_and_late_taps(office):
    forged = {"kind": "sound"}
    token = "j0000000000000000-1-000000000000000000000000"
    assert office.guest.post(f"/join/{token}/incident", data=forged).status_code == 404
    assert tap(office, "smell").status_code == 422
    assert office.own.post(office.at(0, "/incident"), data=forged).status_code == 303
    assert office.own.post(office.at(1, "/incident"), data=forged).status_code == 403
    for step in ("start", "close"):
        conferences.take(office.clerk, office.conference, TRANSITIONS[step])
    assert tap(office, "line").status_code == 409
    with time_machine.travel(office.conference.closed_at + timedelta(hours=25)):
        assert tap(office, "line").status_code == 410


def test_the_office_takes_notes_and_solves_on_one_page(office):
    incident = office.report()
    assert "1 incident is open" in words(lists(office)) and "Nobody takes care of it yet" in words(lists(office))
    one = f"/conferences/{office.id}/incidents/{incident.id}"
    assert office.technicians.post(f"{one}/take").status_code == 303
    refused = office.browser.post(f"{one}/take")
    assert (refused.status_code, "takes care of it already" in words(refused)) == (409, True)
    long = office.technicians.post(f"{one}/note", data={"note": "micro " * 2000})
    assert (long.status_code, long.text.count("micro ") > 100) == (422, True)
    office.technicians.post(f"{one}/note", data={"note": "<b>micro</b> số 3"})
    assert "&lt;b&gt;micro&lt;/b&gt; số 3" in lists(office).text

    office.technicians.post(f"{one}/solve", data={"done": "đổi micro"})

    page = words(lists(office))
    assert "No incident is open" in page and "Done: đổi micro" in page
    assert office.technicians.post(f"{one}/reopen").status_code == 303
    assert "1 incident is open" in words(lists(office, office.chairs))
    assert "I take care of it" not in words(lists(office, office.chairs))  # a chair reads


def test_the_office_reports_what_it_hears(office):
    path = f"/conferences/{office.id}/incidents"
    nowhere = office.technicians.post(path, data={"site": "", "kind": "line", "known": "đứt cáp"})
    assert (nowhere.status_code, 'value="đứt cáp"' in nowhere.text) == (422, True)
    assert office.technicians.post(path, data={"site": "0" * 16, "kind": "line"}).status_code == 422
    sent = {"site": office.sites[1], "kind": "line", "known": "đứt cáp"}
    assert office.technicians.post(path, data=sent).status_code == 303
    [incident] = queries.incidents_of(office.site(1))
    assert (incident.way, incident.note, incident.opened_by_id) == ("office", "đứt cáp", office.technician_id)


def test_afterwards_it_says_how_long_things_took(office):
    with time_machine.travel(office.starts_at, tick=False) as at:
        made = [office.report("line", number) for number in range(3)]
        for incident in made:
            at.shift(timedelta(minutes=4))
            incidents.take(office.technician, incident)
            incidents.solve(office.technician, incident, way="office")
    page = words(lists(office))
    assert "3 incidents" in page and "Until it was over 8 min longest 12 min" in page


@pytest.mark.parametrize("reported", [1, 3])
def test_it_costs_the_same_for_few_incidents_and_for_many(office, reported):
    for number in range(reported):
        office.report(number=number)
    office.app.extensions["forget_everything"]()
    with counted_queries(office.app) as sent:
        assert lists(office).status_code == 200
    assert len(sent) == 8
