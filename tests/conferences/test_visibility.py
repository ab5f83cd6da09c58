"""Who may know of a conference, in every state: for the look-up, every list, and the feeds alike."""

from datetime import timedelta

import pytest

from confsys import clock
from confsys.conferences import access, queries
from confsys.conferences.transitions import STATES
from confsys.errors import NotFound
from confsys.extensions import db
from confsys.people import actions as people
from confsys.people.models import RoleHeld
from tests.build import a_conference, a_person, a_province, a_site

OFFICE = {"secretariat", "approver", "administrator"}
BODY = OFFICE | {"chair", "technician"}
EVERYBODY_TOLD = BODY | {"officer", "delegate", "named"}
SEEN = {
    "draft": OFFICE,
    "requested": OFFICE,
    "approved": EVERYBODY_TOLD,
    "issued": EVERYBODY_TOLD,
    "open": EVERYBODY_TOLD,
    "live": EVERYBODY_TOLD,
    "recess": EVERYBODY_TOLD,
    "closed": EVERYBODY_TOLD,
    "archived": EVERYBODY_TOLD,
    "postponed": EVERYBODY_TOLD,
    "cancelled": EVERYBODY_TOLD,
}


def everybody(province, site, chair):
    people = {role: a_person(role=role, site=province) for role in BODY}
    people |= {role: a_person(role=role, site=site) for role in ("officer", "delegate")}
    people["officer elsewhere"] = a_person(role="officer", site=a_site())
    people["secretariat elsewhere"] = a_person(role="secretariat", site=a_province())
    people["nobody"] = a_person()
    return people | {"named": chair}


@pytest.mark.parametrize("state", STATES)
def test_who_sees_a_conference_in_this_state(app, state):
    province, site, chair = a_province(), a_site(), a_person()
    conference = a_conference(state=state, organiser=province, sites=[site], chairs=[chair])
    seen = set()
    for name, person in everybody(province, site, chair).items():
        listed = [each.id for each in queries.all_of(queries.listed(person))]
        try:
            access.seen(person, conference.id)
            found = True
        except NotFound:
            found = False
        assert found == (conference.id in listed), name
        if found:
            seen.add(name)
    assert seen == SEEN[state]


@pytest.mark.parametrize(
    ("state", "is_seen"),
    [("draft", False), ("requested", False), ("approved", False), ("issued", True), ("closed", True)],
)
def test_a_public_one_is_seen_by_everybody_from_issue_on(app, state, is_seen):
    conference = a_conference(state=state, public=True)
    listed = [each.id for each in queries.all_of(queries.listed(a_person()))]
    assert (conference.id in listed) == is_seen


def test_a_role_for_the_province_reaches_a_commune_but_not_the_other_way(app):
    province = a_province()
    commune = a_site(parent=province)
    own = a_conference(organiser=commune)
    above = a_conference(organiser=province)

    assert access.seen(a_person(role="secretariat", site=province), own.id).id == own.id
    with pytest.raises(NotFound):
        access.seen(a_person(role="secretariat", site=commune), above.id)


def test_a_role_that_has_ended_shows_nothing(app):
    conference = a_conference(state="issued")
    person = a_person(role="secretariat", site=conference.organiser)
    held = db.session.query(RoleHeld).filter_by(person_id=person.id).one()
    people.end_role(None, person, held=held, last_day=clock.today() - timedelta(days=1))

    with pytest.raises(NotFound):
        access.seen(person, conference.id)
