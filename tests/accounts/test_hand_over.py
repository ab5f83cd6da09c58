"""Handing over: roles from a day on, conferences to come by choice, looked at first, done in one step."""

import re
from datetime import date, timedelta

import pytest

from confsys import clock
from confsys.accounts import actions
from confsys.conferences import actions as conferences
from confsys.conferences.models import Conference
from confsys.conferences.queries import chairs_of
from confsys.errors import Refused
from confsys.extensions import db
from confsys.journal import entries_since
from confsys.people import actions as people
from confsys.people.models import Person, RoleHeld
from confsys.sites.models import Site
from tests.accounts.office import MARKUP
from tests.build import a_conference, a_person, a_province, local_time
from tests.shown_form import ShownForm, assert_sentence_at, nothing_changes

DAY = date(2026, 12, 1)
AHEAD = local_time(date(2026, 12, 15), 8)
BEFORE = local_time(date(2026, 11, 27), 8)


class Leaving:
    """A chair with roles and conferences, and who comes after."""

    def __init__(self, office) -> None:
        self.office, self.browser = office, office.browser
        with office.app.app_context():
            province, other = (db.session.get_one(Site, each) for each in (office.province, office.other))
            clerk = db.session.get_one(Person, office.clerk_id)
            leaver = a_person("Bà Cũ", role="chair", site=province)
            self.to_come = people.give_role(
                None, leaver, role="technician", site_id=province.id, valid_from=date(2027, 1, 1)
            ).id
            people.give_role(None, leaver, role="delegate", site_id=province.id, valid_to=date(2026, 11, 1))
            self.chair = db.session.query(RoleHeld).filter_by(person_id=leaver.id, role="chair").one().id
            self.id, self.successor = leaver.id, a_person("Ông Mới", role="officer", site=province).id
            made = {"organiser": province, "by": clerk, "chairs": [leaver]}
            self.ahead = a_conference(**made, title="Sau này", starts_at=AHEAD, state="issued").id
            self.before = a_conference(**made, title="Trước đó", starts_at=BEFORE, state="issued").id
            self.elsewhere = a_conference(title="Nơi khác", organiser=other, starts_at=AHEAD, chairs=[leaver]).id
        self.path = f"/people/{self.id}/hand-over"

    def look(self, browser=None, **changes):
        return (browser or self.browser).get(
            self.path, query_string={"to": self.successor, "day": "1/12/2026"} | changes
        )

    def do(self, **changes):
        whole = {"to": self.successor, "day": "1/12/2026", "roles": [self.chair], "conferences": [self.ahead]}
        return self.browser.post(self.path, data=whole | changes)


@pytest.fixture
def leaving(office):
    return Leaving(office)


def days_of(person_id: str) -> set[tuple]:
    return {
        (each.role, each.valid_from, each.valid_to)
        for each in db.session.query(RoleHeld).filter_by(person_id=person_id)
    }


def ticked(answer) -> set[str]:
    values = ShownForm(answer.text).values
    return {*values["roles"], *values["conferences"]}


def test_what_goes_along_is_shown_before_anything_is_done(office, leaving):
    with nothing_changes(office.app):
        shown = leaving.look()

    assert shown.status_code == 200
    assert ticked(shown) == {leaving.chair, leaving.to_come, leaving.ahead}
    assert "Bà Cũ until the end of 30/11/2026, Ông Mới from 01/12/2026 on" in shown.text
    assert "Ông Mới holds it from 01/01/2027 on, Bà Cũ no longer will" in shown.text


def test_an_administrator_is_shown_the_conferences_of_every_body(office, leaving):
    assert leaving.elsewhere not in ticked(leaving.look())
    assert ticked(leaving.look(office.chief)) == {leaving.chair, leaving.to_come, leaving.ahead, leaving.elsewhere}


def test_roles_and_conferences_go_along_as_chosen(office, leaving):
    answer = leaving.do(roles=[leaving.chair, leaving.to_come])

    assert (answer.status_code, answer.location) == (303, f"/people/{leaving.successor}")
    with office.app.app_context():
        yesterday = date(2026, 11, 30)
        assert days_of(leaving.id) == {("chair", None, yesterday), ("delegate", None, date(2026, 11, 1))}
        new = {("chair", DAY, None), ("technician", date(2027, 1, 1), None), ("officer", None, None)}
        assert days_of(leaving.successor) == new
        names = {
            each: [chair.name for chair in chairs_of(db.session.get_one(Conference, each))]
            for each in (leaving.ahead, leaving.before, leaving.elsewhere)
        }
        assert names == {leaving.ahead: ["Ông Mới"], leaving.before: ["Bà Cũ"], leaving.elsewhere: ["Bà Cũ"]}
        last = entries_since(f"person:{leaving.id}", 0)[-1]
        assert (last.kind, last.after) == ("person.handed_over", {"day": "2026-12-01", "roles": 2, "conferences": 1})


def test_what_is_left_out_stays(office, leaving):
    assert leaving.do(conferences=[]).status_code == 303
    with office.app.app_context():
        assert [chair.name for chair in chairs_of(db.session.get_one(Conference, leaving.ahead))] == ["Bà Cũ"]


WRONG = [
    ({"to": ""}, "to", "Choose who comes after."),
    ({"to": "nobody"}, "to", "Choose who comes after."),
    ({"to": MARKUP}, "to", "Choose who comes after."),
    ({"to": "id"}, "to", "Choose who comes after."),
    ({"to": "neighbour"}, "to", "Choose who comes after."),
    ({"day": ""}, "day", "A day is needed, such as 26/11/2026."),
    ({"day": "31/2/2027"}, "day", "There is no such day: “31/2/2027”."),
]


@pytest.mark.parametrize(("changes", "field", "sentence"), WRONG)
def test_each_thing_wrong_gets_its_sentence_at_its_place(office, leaving, changes, field, sentence):
    sent = {name: getattr(leaving, value, getattr(office, value, value)) for name, value in changes.items() if value}
    for ask in (leaving.do, leaving.look):
        with nothing_changes(office.app):
            answer = ask(**changes | sent)
        assert answer.status_code == 422
        assert assert_sentence_at(answer.text, field) == sentence


def test_nothing_chosen_or_something_gone_is_told_and_nothing_done(office, leaving):
    with nothing_changes(office.app):
        nothing = leaving.do(roles=[], conferences=[])
        others = [leaving.do(roles=[leaving.chair, gone]) for gone in ("nowhere", leaving.before, leaving.elsewhere)]

    assert nothing.status_code == 422 and "Choose at least one role or conference." in nothing.text
    assert [answer.status_code for answer in others] == [409, 409, 409]
    assert "has changed meanwhile" in others[0].text
    assert leaving.chair in ticked(others[0]) and leaving.ahead in ticked(others[0]), "what was chosen stays chosen"


def test_a_second_press_is_told_that_it_is_done(office, leaving):
    assert leaving.do().status_code == 303
    with nothing_changes(office.app):
        assert leaving.do().status_code == 409


def test_it_is_all_done_or_nothing(app):
    leaver, successor = a_person(role="chair"), a_person()
    running = a_conference(state="live", chairs=[leaver])
    held = db.session.query(RoleHeld).filter_by(person_id=leaver.id).one()

    with pytest.raises(Refused, match="has begun or is over"):
        actions.hand_over(None, leaver, successor, [running], day=DAY, roles=[held])

    assert days_of(leaver.id) == {("chair", None, None)} and days_of(successor.id) == set()


def test_whoever_is_named_already_keeps_his_place_and_the_request_can_still_be_withdrawn(app):
    province = a_province()
    leaver, successor = (a_person(role="secretariat", site=province) for _turn in range(2))
    conference = a_conference(organiser=province, by=leaver, chairs=[leaver, successor], state="requested")

    conferences.hand_over(None, conference, leaver=leaver, successor=successor)

    assert [chair.id for chair in chairs_of(conference)] == [successor.id]
    assert (conference.planned_by_id, conference.asked_by_id) == (successor.id, successor.id)


def test_the_last_administrator_can_be_followed_by_another(app):
    leaver, successor = a_person(role="administrator"), a_person()
    held = db.session.query(RoleHeld).filter_by(person_id=leaver.id).one()
    tomorrow = clock.today() + timedelta(days=1)

    actions.hand_over(None, leaver, successor, [], day=tomorrow, roles=[held])

    assert days_of(leaver.id) == {("administrator", None, clock.today())}
    assert days_of(successor.id) == {("administrator", tomorrow, None)}


def test_nothing_to_hand_over_says_so(office):
    with office.app.app_context():
        province = db.session.get_one(Site, office.province)
        leaver = a_person("Bà Nghỉ")
        people.give_role(None, leaver, role="chair", site_id=province.id, valid_to=date(2026, 1, 1))
    shown = office.browser.get(f"/people/{leaver.id}/hand-over?to={office.officer}&day=1/12/2026").text
    assert "Nothing goes along on this day" in shown
    assert not re.search(r"<button[^>]*>Hand over to", shown)
