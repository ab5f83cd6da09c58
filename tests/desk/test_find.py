"""Find anything by a few letters, and only what one may see."""

from datetime import timedelta

import pytest

from confsys import clock
from tests.build import a_conference, a_person, a_province, a_site, signed_in_client
from tests.queries import counted_queries


@pytest.fixture
def office(fresh_app):
    with fresh_app.app_context():
        body = a_province()
        clerk = a_person(role="secretariat", site=body)
        a_site("Xã Hội An")
        now = clock.now()
        for title, days in (("Hội nghị cũ", -40), ("Hội nghị mới đây", -3), ("Hội nghị gần", 3), ("Hội nghị xa", 40)):
            found = a_conference(organiser=body, by=clerk, title=title, starts_at=now + timedelta(days=days))
        clients = {
            "clerk": signed_in_client(fresh_app, clerk),
            "elsewhere": signed_in_client(fresh_app, a_person(role="secretariat", site=a_province())),
        }
        return clients, found.code


def hits(client, typed: str) -> list[str]:
    found = client.get("/find", query_string={"q": typed}).text.partition('id="found"')[2].partition("</section>")[0]
    return [part.partition("<")[0].replace("\xa0", " ") for part in found.split("</svg><span>")[1:]]


def test_what_comes_stands_before_what_was(office):
    clients, _code = office
    found = ["Hội nghị gần", "Hội nghị xa", "Hội nghị mới đây", "Hội nghị cũ"]
    assert hits(clients["clerk"], "hoi nghi") == ["Hội nghị", "Lên lịch hội nghị", *found]


def test_a_code_finds_its_conference(office):
    clients, code = office
    assert hits(clients["clerk"], code.lower()) == ["Hội nghị xa"]


@pytest.mark.parametrize(
    ("typed", "day"),
    {"3/3/2027": "Thứ Tư 03/03/2027", "3 tháng 3 năm 2027": "Thứ Tư 03/03/2027", "31/2/2027": None}.items(),
)
def test_a_day_is_found_as_people_spell_it(office, typed, day):
    clients, _code = office
    assert hits(clients["clerk"], typed) == ([day] if day else [])


def test_sites_and_pages_are_found_too(office):
    clients, _code = office
    assert hits(clients["clerk"], "hoi an") == ["Xã Hội An"]
    assert hits(clients["clerk"], "len lich") == ["Lên lịch hội nghị"]


def test_people_are_found_by_those_who_look_after_them(fresh_app, office):
    clients, _code = office
    with fresh_app.app_context():
        body = a_province()
        officer = a_person("Nguyễn Văn Thử", role="officer", site=a_site(parent=body))
        keeper = signed_in_client(fresh_app, a_person(role="secretariat", site=body))
        himself = signed_in_client(fresh_app, officer)
    assert hits(keeper, "van thu") == ["Nguyễn Văn Thử"]
    assert hits(himself, "van thu") == hits(clients["elsewhere"], "van thu") == []


def test_others_find_nothing_of_it(office):
    clients, code = office
    assert hits(clients["elsewhere"], code) == []
    assert hits(clients["elsewhere"], "hoi nghi") == ["Hội nghị", "Lên lịch hội nghị"]


@pytest.mark.parametrize("typed", ["", "%", "_", "'\"<script>", "x" * 5000, "\u200b"])
def test_anything_may_be_typed(office, typed):
    clients, _code = office
    assert clients["clerk"].get("/find", query_string={"q": typed}).status_code == 200


def test_finding_costs_the_same_for_few_and_for_many(fresh_app, office):
    clients, _code = office
    with counted_queries(fresh_app) as sent:
        clients["clerk"].get("/find?q=hoi")
    assert len(sent) == 6
