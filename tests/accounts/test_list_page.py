"""The list of people: who is found, by what, in which order, and for whom."""

import re

import pytest

from confsys.extensions import db
from confsys.people import actions as people
from confsys.people.models import Person
from confsys.sites.models import Site
from tests.accounts.office import MARKUP, in_english
from tests.build import a_person, a_site, signed_in_client
from tests.queries import counted_queries

NAME = re.compile(r'<td><a href="/people/\w+">([^<]*)</a>')


def names(browser, **asked) -> list[str]:
    answer = browser.get("/people", query_string=asked)
    assert answer.status_code == 200
    return [name.replace("\u00a0", " ") for name in NAME.findall(answer.text)]


def test_an_administrator_sees_everybody_by_the_vietnamese_alphabet(office):
    assert names(office.chief) == ["Chánh Văn phòng", "Đỗ Văn Ba", "Nguyễn Thị Ánh", "Quản trị", "Văn phòng"]


def test_a_secretariat_sees_those_of_its_bodies_and_below(office):
    assert names(office.browser) == ["Chánh Văn phòng", "Nguyễn Thị Ánh", "Quản trị", "Văn phòng"]


@pytest.mark.parametrize("role", ["approver", "chair", "technician", "officer", "delegate", None])
def test_nobody_else_sees_the_list(fresh_app, role):
    with fresh_app.app_context():
        browser = signed_in_client(fresh_app, a_person(role=role))
    assert browser.get("/people").status_code == 403
    assert 'href="/people"' not in browser.get("/").text


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        *[(typed, ["Nguyễn Thị Ánh"]) for typed in ("THỊ ÁNH", "nguyen  thi", "0900 000 7", "anh@example.vn")],
        *[(typed, []) for typed in ("khong co", "%", "_", "\u200b 'x", MARKUP, "x" * 5000)],
    ],
)
def test_a_person_is_found_without_tone_marks_and_by_what_reaches_him(office, typed, found):
    with office.app.app_context():
        officer = db.session.get_one(Person, office.officer)
        people.edit(None, officer, email="anh@example.vn", telephone="0900000777")
    assert names(office.browser, q=typed) == found


def test_filters_stand_in_the_address(office):
    assert names(office.chief, role="officer") == ["Đỗ Văn Ba", "Nguyễn Thị Ánh"]
    assert names(office.chief, body=office.province, role="officer") == ["Nguyễn Thị Ánh"]
    assert names(office.chief, body=office.commune) == ["Nguyễn Thị Ánh"]
    assert names(office.browser, body=office.other) == names(office.browser), "a unit of others narrows nothing"


def test_closed_accounts_are_shown_when_asked_for(office):
    with office.app.app_context():
        people.disable(None, db.session.get_one(Person, office.officer))

    assert "Nguyễn Thị Ánh" not in names(office.browser)
    assert names(office.browser, state="closed") == ["Nguyễn Thị Ánh"]
    assert "Nguyễn Thị Ánh" in names(office.browser, state="all")


def test_whoever_holds_no_role_today_can_be_looked_for(office):
    with office.app.app_context():
        a_person("Lê Chưa Có")
    assert names(office.chief, role="none") == ["Lê Chưa Có"]
    assert names(office.browser, role="none") == []


@pytest.mark.parametrize("asked", [{"role": "king"}, {"state": "x"}, {"page": "-1"}, {"page": "٣"}, {"page": "9" * 50}])
def test_what_cannot_be_read_in_the_address_is_left_out(office, asked):
    assert names(office.chief, **asked) == names(office.chief)


def test_nothing_found_says_so_and_offers_everybody(office):
    shown = office.browser.get("/people?q=khongcoai").text
    assert "Nobody was found" in shown and 'href="/people"' in shown


@pytest.mark.parametrize("number", [1, 3, 65, pytest.param(175, marks=pytest.mark.long)])
def test_the_list_costs_the_same_for_few_and_for_many(fresh_app, number):
    with fresh_app.app_context():
        clerk = a_person("Âu An", role="administrator")
        site = a_site()
        for turn in range(number - 1):
            a_person(f"Bùi Văn {turn:03d}", role="officer", site=site)
        browser = in_english(signed_in_client(fresh_app, clerk))
        assert db.session.query(Site).count() == 2

    with counted_queries(fresh_app) as sent:
        shown = browser.get("/people").text

    assert len(sent) == 8
    assert f"{number} {'person' if number == 1 else 'people'}<" in shown
    assert len(NAME.findall(shown)) == min(number, 50)


def test_pages_follow_one_another_without_a_gap(fresh_app):
    with fresh_app.app_context():
        clerk = a_person("Âu An", role="administrator")
        for turn in range(119):
            a_person(f"Bùi Văn {turn:03d}")
        browser = signed_in_client(fresh_app, clerk)

    pages = [names(browser, page=page) for page in (1, 2, 3)]

    assert [len(page) for page in pages] == [50, 50, 20]
    assert sum(pages, []) == ["Âu An", *(f"Bùi Văn {turn:03d}" for turn in range(119))]
    assert names(browser, page=99) == pages[2]
