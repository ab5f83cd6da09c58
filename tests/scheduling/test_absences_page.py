"""Days on which leaders are away: entered by name as people type it, listed, taken off."""

import html
from datetime import date

import pytest
from sqlalchemy import select

from confsys.extensions import db
from confsys.people.models import Person
from confsys.scheduling import actions
from confsys.scheduling.models import Absence
from confsys.sites.models import Site
from tests.build import a_person, signed_in_client
from tests.queries import counted_queries
from tests.scheduling.test_rooms_page import shown


def absences() -> list[tuple]:
    rows = db.session.scalars(select(Absence).order_by(Absence.first_day))
    return [(row.person_id, f"{row.first_day:%d/%m}", f"{row.last_day:%d/%m}", row.why) for row in rows]


@pytest.mark.parametrize("typed", ["Ông Đỗ Văn Ân", "do van an", "ĐỖ VĂN"])
def test_days_are_entered_for_a_name_without_tone_marks(office, typed):
    assert office.away(who=typed).status_code == 303
    with office.app.app_context():
        assert absences() == [(office.leader, "30/11", "02/12", "Họp Trung ương")]
    page = shown(office.browser.get("/absences"))
    assert "Ông Đỗ Văn Ân" in page and "02/12/2030" in page and "Họp Trung ương" in page


def test_one_day_needs_no_last_day(office):
    office.away(last_day="")
    with office.app.app_context():
        assert absences() == [(office.leader, "30/11", "30/11", "Họp Trung ương")]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"who": ""}, "This must not be empty."),
        ({"who": "khong co ai"}, "Nobody you look after is called “khong co ai”."),
        ({"who": "Bà Lê Thị Bình"}, "Nobody you look after is called"),  # of another office
        ({"first_day": "someday"}, "Could not read the day “someday”."),
        ({"first_day": ...}, "A day is needed"),
        ({"last_day": "29/11/2030"}, "The last day must not come before the first."),
        ({"why": "x" * 201}, "At most 200 characters"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_entered(office, changes, sentence):
    answer = office.away(**changes)
    assert answer.status_code == 422
    assert sentence in shown(answer)
    with office.app.app_context():
        assert absences() == []


def test_of_several_with_such_a_name_one_is_chosen(office):
    with office.app.app_context():
        other_id = a_person("Ông Đỗ Văn Ấn", role="officer", site=_commune(office)).id
    answer = office.away()
    assert answer.status_code == 422
    assert "Several are called so." in shown(answer) and f'value="{other_id}"' in answer.text

    assert office.away(person=office.stranger).status_code == 422
    assert office.away(person=other_id).status_code == 303
    with office.app.app_context():
        assert [row[0] for row in absences()] == [other_id]


def _commune(office):
    return db.session.get_one(Site, office.commune)


def test_days_are_taken_off_and_come_back(office):
    office.away()
    with office.app.app_context():
        absence = db.session.scalars(select(Absence)).one().id
    assert office.browser.post(f"/absences/{absence}/drop").status_code == 303
    with office.app.app_context():
        assert absences() == []
    assert office.browser.post(f"/absences/{absence}/drop").status_code == 409

    assert office.browser.post(f"/undo/absence:{absence}/2").status_code == 303
    with office.app.app_context():
        assert absences() == [(office.leader, "30/11", "02/12", "Họp Trung ương")]


def test_what_was_entered_is_taken_back_with_one_press(office):
    office.away()
    with office.app.app_context():
        absence = db.session.scalars(select(Absence)).one().id
    assert office.browser.post(f"/undo/absence:{absence}/1").status_code == 303
    with office.app.app_context():
        assert absences() == []


def test_days_that_are_over_and_those_of_other_offices_are_not_listed(office):
    with office.app.app_context():
        for person, year, why in ((office.leader, 2020, "đã qua"), (office.stranger, 2030, "của họ")):
            first = date(year, 1, 5)
            actions.enter_absence(None, db.session.get_one(Person, person), first_day=first, last_day=first, why=why)
    page = office.browser.get("/absences").text
    assert "đã qua" not in page and "của họ" not in page
    assert "Nobody is away" in page
    assert "của họ" in office.elsewhere.get("/absences").text


def test_a_technician_does_not_learn_of_them(office):
    answer = office.technicians.get("/absences")
    assert (answer.status_code, "kept by secretariats" in html.unescape(answer.text)) == (403, True)
    assert "/absences" not in office.technicians.get("/rooms").text


def test_an_administrator_keeps_them_for_everybody(office):
    with office.app.app_context():
        browser = signed_in_client(office.app, a_person(role="administrator", site=_commune(office)))
    sent = {"who": "le thi binh", "first_day": "1/12/2030"}
    assert browser.post("/absences", data=sent).status_code == 303


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_costs_the_same_for_few_and_for_many(office, rows):
    with office.app.app_context():
        leader = db.session.get_one(Person, office.leader)
        for number in range(rows):
            first = date(2030, 1, number + 1)
            actions.enter_absence(None, leader, first_day=first, last_day=first)
    office.app.extensions["forget_everything"]()
    with counted_queries(office.app) as sent:
        assert office.browser.get("/absences").status_code == 200
    assert len(sent) == 6
