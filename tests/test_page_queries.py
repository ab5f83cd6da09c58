"""What each page asks of the database, as literal numbers: a page does not cost more because there is more to show."""

from datetime import timedelta

import pytest

from confsys import clock
from confsys.agenda import actions as agenda
from confsys.extensions import db
from confsys.sites.models import Site
from tests.build import a_conference, a_person, a_province, a_site, an_agenda, an_ordinary_morning, signed_in_client
from tests.queries import counted_queries


class Office:
    """A secretariat in its browser, and a conference in session: all communes, twenty items."""

    def __init__(self, app, *, conferences: int = 0, sites: int = 2, items: int = 0) -> None:
        self.app = app
        with app.app_context():
            province = a_province()
            person = a_person(role="secretariat", site=province)
            places = [a_site(parent=province) for _turn in range(sites)]
            for turn in range(conferences):
                a_conference(organiser=province, by=person, sites=places, main_site=places[turn % sites])
            self.path, self.site = "", places[0].id
            if items:
                conference = a_conference(organiser=province, by=person, sites=places, state="live")
                for turn in range(items):
                    place = places[turn % sites].id
                    agenda.add(None, conference, title="Mục", kind="bao-cao", minutes=5, presenter="x", site=place)
                self.path = f"/conferences/{conference.id}"
            self.browser = signed_in_client(app, person)
            assert db.session.query(Site).count() == sites + 1

    def queries_of(self, path: str) -> int:
        self.app.extensions["forget_everything"]()  # nothing kept from an earlier look
        with counted_queries(self.app) as sent:
            assert self.browser.get(path).status_code == 200
        return len(sent)


LISTS = {"/conferences": 6, "/planner/week": 5, "/planner/month": 5, "/planner/timeline": 7}


@pytest.mark.parametrize("conferences", [1, 3, 65, pytest.param(175, marks=pytest.mark.long)])
def test_the_list_costs_the_same_for_few_and_for_many(fresh_app, conferences):
    office = Office(fresh_app, conferences=conferences)
    with fresh_app.app_context():
        on = clock.local(an_ordinary_morning()).date()  # when they all are
    asked = {path: office.queries_of(path if path == "/conferences" else f"{path}?on={on}") for path in LISTS}
    assert asked == LISTS


@pytest.mark.parametrize("sites", [2, 103])
def test_the_plan_page_costs_the_same_for_few_and_for_many_sites(fresh_app, sites):
    assert Office(fresh_app, sites=sites).queries_of("/conferences/new") == 11


PAGES = {"": 16, "/agenda": 6, "/operate": 35, "/screen": 10, "/stage": 14, "/edit": 14, "/links": 5}


CHANGES = {"/close": 10, "/reschedule": 7, "/sites": 9}


@pytest.mark.parametrize(("sites", "items"), [(2, 2), (103, 20)])
def test_what_a_change_touches_costs_the_same_for_few_and_for_many(fresh_app, sites, items):
    office = Office(fresh_app, sites=sites, items=items)
    assert {tail: office.queries_of(office.path + tail) for tail in CHANGES} == CHANGES


@pytest.mark.parametrize(("sites", "links"), [(2, 1), (2, 3), (103, 30)])
def test_the_page_of_calendar_links_costs_the_same_for_few_and_for_many(fresh_app, sites, links):
    office = Office(fresh_app, sites=sites)
    for _turn in range(links):
        place = office.browser.post("/calendars", data={"of": f"site {office.site}", "label": "x", "language": "vi"})
        assert place.status_code == 200
    assert office.queries_of("/calendars") == 6


@pytest.mark.parametrize(("sites", "items"), [(2, 2), (103, 20)])
def test_the_pages_of_a_conference_cost_the_same_for_few_and_for_many(fresh_app, sites, items):
    office = Office(fresh_app, sites=sites, items=items)
    assert {tail: office.queries_of(office.path + tail) for tail in PAGES} == PAGES


HOMES = {
    **{"administrator": 12, "secretariat": 21, "approver": 19, "technician": 13},
    **{"chair": 7, "officer": 10, "delegate": 7},
}
STATES = ("draft", "requested", "approved", "issued", "live")


class Province:
    """An office with so many conferences in each state, all today, on the same site and with the same chair."""

    def __init__(self, app, rows: int) -> None:
        self.app = app
        with app.app_context():
            body, site = a_province(), a_site()
            clerk = a_person(role="secretariat", site=body)
            at = {role: site if role in ("officer", "delegate") else body for role in HOMES}
            people = {role: a_person(role=role, site=place) for role, place in at.items()}
            values = {"organiser": body, "by": clerk, "sites": [site], "chairs": [people["chair"]]}
            for state in STATES * rows:
                an_agenda(a_conference(state=state, starts_at=clock.now() + timedelta(minutes=30), **values), 1)
            self.browsers = {role: signed_in_client(app, person) for role, person in people.items()}

    def queries_of(self, role: str) -> int:
        self.app.extensions["forget_everything"]()
        with counted_queries(self.app) as sent:
            assert self.browsers[role].get("/").status_code == 200
        return len(sent)


@pytest.mark.parametrize("rows", [1, 3, 12])  # in each of five states: 60 at most
def test_the_first_page_of_each_role_costs_the_same_for_few_and_for_many(fresh_app, rows):
    province = Province(fresh_app, rows)
    assert {role: province.queries_of(role) for role in HOMES} == HOMES
