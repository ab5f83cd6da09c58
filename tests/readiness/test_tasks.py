"""What the first page asks of technicians and sites before a conference, and when both sessions are shown."""

from datetime import timedelta

import pytest

from confsys import clock
from confsys.conferences.rehearsing import afternoon_before
from confsys.extensions import db
from confsys.readiness import incidents, testing
from confsys.readiness.forms import read_measured
from confsys.readiness.tasks import tasks_of
from tests.readiness.office import ALL_WELL, Office


@pytest.fixture
def office(kept):
    office = kept(Office)
    with office.app.app_context():
        yield office


def asked(office, person, before=None):
    """The titles of what is asked at so long before the start, by default in the afternoon before."""
    now = office.starts_at - before if before is not None else afternoon_before(office.starts_at)[0]
    return [str(each.title) for each in tasks_of(person, now)]


def test_on_the_afternoon_before_technicians_are_told_who_has_not_tested(office):
    earlier = office.starts_at - afternoon_before(office.starts_at)[0] + timedelta(minutes=1)
    assert asked(office, office.technician, earlier) == []
    assert asked(office, office.technician) == ["4 sites have not been tested: Giao ban"]
    for number in range(3):
        testing.keep_test(None, office.site(number), way="link", device="", measured=read_measured(ALL_WELL))
    assert asked(office, office.technician, timedelta(minutes=5)) == ["1 site has not been tested: Giao ban"]
    assert asked(office, office.technician, timedelta()) == []  # it has begun


def test_a_site_is_asked_until_it_has_tested(office):
    officer = db.session.get_one(type(office.clerk), office.officer_id)
    assert asked(office, officer) == ["Test the machine for: Giao ban"]
    testing.keep_test(officer, office.site(), way="account", device="", measured=read_measured(ALL_WELL))
    assert asked(office, officer) == []


def test_an_incident_nobody_takes_care_of_comes_first(office):
    office.report("line")
    incident = office.report("sound")
    assert asked(office, office.technician)[0] == "2 incidents wait: Giao ban"
    for each in (incident, office.report("line")):
        incidents.take(office.technician, each)
    assert asked(office, office.technician) == ["4 sites have not been tested: Giao ban"]


def test_both_sessions_are_told_on_every_page(office):
    at = f"{clock.local(office.starts_at - timedelta(minutes=60)):%H:%M}"
    for browser, path in (
        (office.browser, f"/conferences/{office.id}"),
        (office.guest, office.join(tail="/answer")),
        (office.guest, office.join(tail="/desk")),
        (office.technicians, f"/conferences/{office.id}/readiness"),
    ):
        assert f"Technicians there from {at}" in browser.get(path).text, path
