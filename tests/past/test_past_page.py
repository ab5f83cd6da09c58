"""The page that enters a conference of the past: for the record, archived at once, and nobody is told."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from confsys import clock
from confsys.agenda.queries import items_of
from confsys.conferences import queries
from confsys.conferences.models import Conference
from confsys.extensions import db
from tests.build import a_person, signed_in_client
from tests.conferences.office import Office
from tests.shown_form import ShownForm, assert_sentence_at, nothing_changes

DAY = "03/03/2026"
NOW = datetime(2026, 11, 26, 1, tzinfo=UTC)
AGENDA = "7h30 Khai mạc (15 phút)\nBáo cáo kết quả (40 phút)\nGiải lao\n"


@pytest.fixture
def office(kept):
    made = kept(an_office)
    with time_machine.travel(NOW, tick=False):
        yield made


def an_office(app) -> Office:
    with time_machine.travel(NOW, tick=False):
        return Office(app)


def enter(office, **changes):
    return office.browser.post("/conferences/past/new", data=office.form(**{"day": DAY} | changes))


def the_only_conference():
    return db.session.query(Conference).one()


def test_it_is_archived_at_once_under_a_code_of_its_year_and_says_that_it_came_later(office):
    answer = enter(office)

    assert answer.status_code == 303
    with office.app.app_context():
        made = the_only_conference()
        assert (made.state, made.code, made.entered_afterwards) == ("archived", "HN-2026-0001", True)
        assert (made.started_at, made.closed_at) == (made.starts_at, made.ends_at)
        assert clock.local(made.starts_at).date() == date(2026, 3, 3)
        assert {each.site_id for each in queries.participations_of(made)} == {office.province, *office.sites}
        assert items_of(made) == []
    assert "Entered later" in office.browser.get(answer.location).text
    listed = office.browser.get(f"/conferences?from={DAY}&to={DAY}").text
    assert "Entered later" in listed and "Giao ban tháng\u00a012" in listed


def test_its_agenda_is_read_as_it_is_written(office):
    assert enter(office, agenda=AGENDA).status_code == 303

    with office.app.app_context():
        items = items_of(the_only_conference())
        said = [(item.title, item.minutes, item.state, f"{clock.local(item.started_at):%H:%M}") for item in items]
        assert said == [
            ("Khai mạc", 15, "done", "07:30"),
            ("Báo cáo kết quả", 40, "done", "07:45"),
            ("Giải lao", 15, "done", "08:25"),
        ]
        assert [item.ended_at for item in items[:-1]] == [item.started_at for item in items[1:]]


def test_a_line_that_cannot_be_read_keeps_everything_out(office):
    with nothing_changes(office.app):
        answer = enter(office, agenda="Khai mạc (15 phút)\n25h99 Báo cáo (10 phút)")

    assert answer.status_code == 422
    assert assert_sentence_at(answer.text, "agenda").startswith("Line 2: Could not read the hour")
    assert "25h99 Báo cáo" in ShownForm(answer.text).values["agenda"][0]


WRONG = [
    ("day", "27/11/2026", "This day is still to come. Plan the conference instead."),
    ("day", "someday", "Could not read the day “someday”"),
    ("end", "7h00", "The end must come after the start."),
    ("title", " ", "This must not be empty."),
    ("organiser", "nowhere", "You do not plan for this body."),
    ("sites", ["nowhere"], "There is no such site: nowhere."),
    ("agenda", "x" * 20_001, "At most 20000 characters; this has 20001."),
    ("agenda", "Mục\n" * 201, "At most 200 lines at once; there are 201."),
]


@pytest.mark.parametrize(("field", "value", "sentence"), WRONG, ids=lambda each: str(each)[:20])
def test_what_is_wrong_gets_its_sentence_and_nothing_is_kept(office, field, value, sentence):
    with nothing_changes(office.app):
        answer = enter(office, **{field: value})

    assert answer.status_code == 422
    assert assert_sentence_at(answer.text, field).startswith(sentence)
    assert ShownForm(answer.text).values["start"] == ["7h30"]


def test_one_that_still_goes_on_is_refused_where_its_end_stands(office):
    with nothing_changes(office.app):
        answer = enter(office, day="26/11/2026", start="7h00", end="9h00")

    assert answer.status_code == 422
    sentence = assert_sentence_at(answer.text, "end")
    assert sentence == "Only a conference that is over can be entered afterwards."


def test_the_sites_are_those_of_that_day(office):
    page = office.browser.post("/conferences/past/new", data=office.form(day="03/03/2015") | {"load": "1"}).text
    assert "Huyện Cũ" in page

    assert "Huyện Cũ" not in office.browser.get("/conferences/past/new").text


def test_only_a_secretariat_enters_them(office):
    with office.app.app_context():
        approver = signed_in_client(office.app, a_person(role="approver"))
    assert approver.get("/conferences/past/new").status_code == 403
    assert approver.post("/conferences/past/new", data=office.form(day=DAY)).status_code == 403
    assert "/conferences/past/new" in office.browser.get("/conferences").text
    assert "/conferences/past/new" not in approver.get("/conferences").text
