"""The pages and files of the record."""

import csv
import io
import json

import pytest

from confsys.agenda import actions as agenda
from confsys.attendance import actions as attendance
from confsys.conferences.queries import participations_of
from tests.build import a_conference, a_person, a_province, a_site, signed_in_client
from tests.queries import counted_queries


class Office:
    """A conference in session with so many sites that came, and its clerk's browser."""

    def __init__(self, app, *, sites: int = 3) -> None:
        self.app = app
        with app.app_context():
            body = a_province()
            clerk = a_person("Bà Văn thư", role="secretariat", site=body)
            places = [a_site(f"Xã {number}") for number in range(sites)]
            conference = a_conference(state="live", organiser=body, by=clerk, sites=places)
            agenda.add(clerk, conference, title="=Khai mạc", kind="khai-mac", minutes=10)
            agenda.go_on(clerk, conference, expect=None)
            for each in participations_of(conference)[:sites]:
                attendance.check_in(None, each, heads=2, way="link")
            self.path = f"/conferences/{conference.id}"
            self.browser = signed_in_client(app, clerk)

    def get(self, tail: str):
        answer = self.browser.get(self.path + tail)
        assert answer.status_code == 200
        return answer


def test_the_course_says_what_happened_and_when(app):
    office = Office(app)
    page = office.get("/course").text
    assert "Bắt đầu mục" in page and "=Khai mạc" in page and "Bà Văn thư" in page
    assert "Điểm danh: Xã 0" not in page
    assert ": Xã 0" in office.get("/course?sort=attendance").text.replace("\u00a0", " ")


def test_a_spreadsheet_gets_text_and_no_formula(app):
    lines = list(csv.reader(io.StringIO(Office(app).get("/course.csv").data.decode("utf-8-sig"))))
    assert lines[0] == ["TT", "Ngày", "Thời gian", "Đã diễn ra", "Về", "Giá trị", "Người thực hiện"]
    assert {line[4] for line in lines[1:]} >= {"'=Khai mạc", "Xã 0"}


def test_a_program_gets_every_entry_in_order(app):
    told = json.loads(Office(app).get("/course.json").data)
    versions = [each["version"] for each in told["events"]]
    assert versions == list(range(1, len(versions) + 1)) and told["conference"]["state"] == "live"


@pytest.mark.parametrize("asked", ["", "?s=0", "?s=999999999999", "?s=-5", "?s=abc"])
def test_the_slider_stands_somewhere_whatever_is_asked(app, asked):
    office = Office(app)
    page = office.get(f"/replay{asked}").text
    assert 'type="range"' in page
    assert ("đang dự" in page) and ("Điểm cầu" in page)


def test_a_moment_before_anybody_came(app):
    office = Office(app)
    assert "0 <small>/ 4" in office.get("/replay/moment?s=0").text
    assert "3 <small>/ 4" in office.get("/replay/moment").text


def test_a_long_course_is_turned_page_by_page_and_keeps_its_sort(app):
    office = Office(app, sites=120)
    first = office.get("/course?sort=attendance").text
    assert first.count('class="when num"') == 100
    assert 'rel="next" href="?sort=attendance&amp;page=2" data-key="N"' in first and 'rel="prev"' not in first
    second = office.get("/course?sort=attendance&page=2").text
    assert second.count('class="when num"') == 20
    assert 'rel="prev" href="?sort=attendance&amp;page=1" data-key="P"' in second and 'rel="next"' not in second
    beyond = office.get("/course?sort=attendance&page=99").text
    assert "trang 2 / 2" in beyond


def test_the_files_are_whole_however_long_it_is(app):
    office = Office(app, sites=120)
    versions = [each["version"] for each in json.loads(office.get("/course.json").data)["events"]]
    assert versions == list(range(1, len(versions) + 1)) and len(versions) > 120
    lines = list(csv.reader(io.StringIO(office.get("/course.csv").data.decode("utf-8-sig"))))
    assert sum(line[3] == "Điểm cầu điểm danh" for line in lines) == 120


@pytest.mark.parametrize("sites", [2, 60])
def test_it_costs_the_same_for_few_and_for_many(fresh_app, sites):
    office = Office(fresh_app, sites=sites)
    cost = {}
    for tail in ("/course", "/course?sort=all", "/replay", "/replay/moment"):
        with counted_queries(fresh_app) as sent:
            office.get(tail)
        cost[tail] = len(sent)
    assert cost == {"/course": 12, "/course?sort=all": 12, "/replay": 14, "/replay/moment": 9}
