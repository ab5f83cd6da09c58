"""Where what stands against a time is shown and passed: pages and programs."""

import re
from datetime import timedelta

import pytest

from confsys.scheduling import actions as scheduling
from confsys.shown import day, hm
from tests.build import a_conference, a_person, a_province, a_site, an_ordinary_morning, bearer, signed_in_client
from tests.queries import counted_queries


class Office:
    """A secretariat with a room that is held on an ordinary morning."""

    def __init__(self, app):
        with app.app_context():
            province = a_province()
            self.room = scheduling.add_resource(None, province, kind="room", name="Hội trường").id
            by, chair = (a_person(role=role, site=province) for role in ("secretariat", "chair"))
            place = a_site("Nơi khác", parent=province)
            self.begin, self.province, self.place, self.chair = an_ordinary_morning(), province.id, place.id, chair.id
            hours = (self.begin, self.begin + timedelta(hours=2))
            self.typed = {"day": day(self.begin), "start": hm(hours[0]), "end": hm(hours[1])}
            a_conference(state="approved", organiser=province, by=by, room=self.room, chairs=[chair], sites=[])
            usual = {"organiser": province, "by": by, "main_site": place, "sites": []}
            self.with_chair = a_conference(**usual, chairs=[chair]).id
            self.in_room = a_conference(**usual, room=self.room).id
            self.browser, self.headers = signed_in_client(app, by), bearer(app, by)
            self.stranger = bearer(app, a_person(role="secretariat", site=a_province()))
        self.browser.set_cookie("lang", "en", domain="localhost")
        self.program = app.test_client()

    def post(self, path, body, headers=None):
        return self.program.post(f"/api/v1{path}", json=body, headers=headers or self.headers)

    def plan(self, **changes) -> dict:
        end = self.begin + timedelta(hours=2)
        body = {"title": "Thử", "kind": "giao-ban", "starts_at": self.begin.isoformat(), "ends_at": end.isoformat()}
        return body | {"main_site": self.place, "sites": [], "chairs": [self.chair]} | changes


@pytest.fixture
def office(fresh_app):
    return Office(fresh_app)


def test_a_program_asks_what_stands_against_a_plan(office):
    answer = office.post("/clashes", office.plan())
    assert answer.status_code == 200
    assert [each["level"] for each in answer.json["clashes"]] == ["warns"]
    assert len(answer.json["alternatives"]) == 3
    assert office.post("/clashes", office.plan(chairs=[])).json == {"clashes": [], "alternatives": []}


def test_a_program_is_told_what_needs_a_word_and_passes_with_it(office):
    path = f"/conferences/{office.with_chair}/submit"
    refused = office.post(path, {})
    assert refused.status_code == 409
    [warning] = refused.json["warnings"]
    assert "đã có lịch" in warning["text"]

    passed = office.post(path, {"reasons": {warning["id"]: "Cử người dự thay"}})
    assert (passed.status_code, passed.json["state"]) == (200, "requested")


def test_a_program_is_told_what_blocks_and_three_times_at_which_nothing_does(office):
    refused = office.post(f"/conferences/{office.in_room}/submit", {"reasons": {}})
    assert refused.status_code == 409
    assert [each["text"].partition(" đã giữ")[0] for each in refused.json["blocks"]] == ["Hội trường"]
    for other in refused.json["alternatives"]:
        moved = office.plan(conference=office.in_room, starts_at=other["starts_at"], ends_at=other["ends_at"])
        assert office.post("/clashes", moved | {"chairs": []}).json["clashes"] == []
    assert len(refused.json["alternatives"]) == 3


def test_a_stranger_learns_nothing_of_a_conference(office):
    body = office.plan(conference=office.with_chair)
    assert office.post("/clashes", body, office.stranger).status_code == 404


def test_the_page_before_asking_shows_each_and_keeps_what_was_typed(office):
    path = f"/conferences/{office.with_chair}/submit"
    page = office.browser.get(path).text
    assert "What stands against it" in page and "is already in" in page
    name = page.partition('name="why-')[2].partition('"')[0]

    refused = office.browser.post(path, data={f"why-{name}": " "})
    assert refused.status_code == 409 and "1 warning needs a word of why." in refused.text
    passed = office.browser.post(path, data={f"why-{name}": "Cử người dự thay"})
    assert passed.status_code == 303


def test_the_form_shows_it_without_a_script_and_another_time_is_one_press(office):
    sent = office.typed | {
        "title": "Thử",
        "kind": "giao-ban",
        "mode": "truc-tuyen",
        "reach": "none",
        "chairs": office.chair,
    }
    sent |= {"main_site": office.place, "organiser": office.province, "last_day": ""}
    shown = office.browser.post("/conferences/new", data=sent | {"look": "1"}).text
    assert "is already in" in shown
    other = shown.partition('name="use" value="')[2].partition('"')[0].strip()

    used = office.browser.post("/conferences/new", data=sent | {"use": other}).text
    assert "Nothing against it" in used
    assert f'value="{other.split()[1]}"' in used

    for title in ("Thử", ""):
        part = office.browser.post("/conferences/clashes", data=sent | {"title": title})
        assert "is already in" in part.text and "<html" not in part.text


@pytest.mark.parametrize("sites", [1, 30])
def test_it_costs_the_same_for_few_and_for_many(office, fresh_app, sites):
    with fresh_app.app_context():
        ids = [a_site().id for _turn in range(sites)]
    with counted_queries(fresh_app) as statements:
        assert office.post("/clashes", office.plan(sites=ids)).status_code == 200
    assert len(statements) == 16


def test_another_time_that_is_offered_leads_to_the_page_that_moves_it_there(office):
    page = office.browser.get(f"/conferences/{office.in_room}/submit").text
    [address, *_others] = [each.partition('"')[0] for each in page.split('<a class="card" href="')[1:]]
    moving = office.browser.get(address.replace("&amp;", "&"))
    assert moving.status_code == 200
    start = re.search(r'id="start"[^>]* value="([^"]*)"', moving.text)[1]
    assert f"start={start.replace(':', '%3A')}" in address and start != office.typed["start"]


@pytest.mark.parametrize("unknown", [{"room": "0" * 16}, {"sites": ["0" * 16]}, {"chairs": ["0" * 16]}])
def test_what_is_not_there_is_refused_by_name(office, unknown):
    answer = office.post("/clashes", office.plan(**unknown))
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == list(unknown)
