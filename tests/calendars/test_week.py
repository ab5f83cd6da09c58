"""The weekly calendar in calendar programs: what was published, line by line, edition by edition."""

from datetime import datetime, time, timedelta

import pytest
import time_machine

from confsys import clock
from confsys.extensions import db
from confsys.office import actions as settings
from confsys.people import actions as people
from confsys.people.models import RoleHeld
from confsys.weeks import actions
from tests.build import a_conference
from tests.calendars.program import DAY, a_feed, events, titles
from tests.queries import counted_queries
from tests.weeks.office import Office

PUBLIC = "/calendars/week.ics"


@pytest.fixture
def office(kept):
    office = kept(Office)
    with office.app.app_context():
        yield office


@pytest.fixture
def feed(office):
    return a_feed(office.writer, kind="week", site=office.body, language="en")


def lines(client, path) -> dict[str, dict]:
    return {str(each["SUMMARY"]): each for each in events(client.get(path))}


def test_only_what_was_published_is_shown_and_each_change_counts(office, client, feed):
    entry = office.enter("Thẩm tra dự toán", place="Phòng số 2", leaders="các PCT", room_code="881 204")
    assert titles(client.get(feed)) == []
    office.publish()
    [first] = events(client.get(feed))
    assert (first["UID"], first["SEQUENCE"], first["STATUS"]) == (f"entry-{entry.id}@confsys.invalid", 0, "CONFIRMED")
    assert (first["DTSTART"].dt, first["DTEND"].dt) == tuple(
        clock.local(clock.instant(office.monday, time(hour))) for hour in (8, 10)
    )
    assert first["LOCATION"] == "Phòng số 2"
    assert "Leaders: các PCT" in first["DESCRIPTION"] and "881 204" in first["DESCRIPTION"]

    office.enter("Khác", day=1)
    actions.change(office.writer, entry, at=time(9))
    assert lines(client, feed).keys() == {"Thẩm tra dự toán"}
    office.publish(1)
    found = lines(client, feed)
    assert {title: each["SEQUENCE"] for title, each in found.items()} == {"Thẩm tra dự toán": 1, "Khác": 0}
    assert found["Thẩm tra dự toán"]["DTSTART"].dt.hour == 9


def test_what_has_no_hour_is_of_a_day_and_takes_nobodys_time(office, client, feed):
    office.enter("Làm việc tại phòng", at=None, half="afternoon", day=2)
    office.publish()
    [entry] = events(client.get(feed))
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (office.on(2), office.on(3))
    assert (entry["SUMMARY"], entry["TRANSP"]) == ("p.m.: Làm việc tại phòng", "TRANSPARENT")


def test_what_is_called_off_or_removed_says_so_for_thirty_days(office, client, feed):
    off, gone, stays = (office.enter(title, day=number) for number, title in enumerate(("Hoãn", "Bỏ", "Còn")))
    office.publish()
    actions.cancel_entry(office.writer, off, reason="Vì bão")
    actions.remove(office.writer, gone)
    office.publish(1)
    found = lines(client, feed)
    assert {title: str(each["STATUS"]) for title, each in found.items()} == {
        **{"[CANCELLED] Hoãn": "CANCELLED", "[CANCELLED] Bỏ": "CANCELLED", "Còn": "CONFIRMED"}
    }
    assert "Reason: Vì bão" in found["[CANCELLED] Hoãn"]["DESCRIPTION"]
    with time_machine.travel(clock.now() + 31 * DAY):
        assert titles(client.get(feed)) == ["Còn"]
    assert stays.id in found["Còn"]["UID"]


def test_a_line_that_was_removed_may_come_back(office, client, feed):
    entry = office.enter("Thẩm tra dự toán")
    values = {"title": entry.title, "day": entry.day, "at": entry.at, "half": entry.half}
    office.publish()
    actions.remove(office.writer, entry)
    office.publish(1)
    actions.enter(office.writer, body=office.body, entry_id=entry.id, **values)
    office.publish(2)
    [found] = events(client.get(feed))
    assert (found["SUMMARY"], found["STATUS"], found["SEQUENCE"]) == ("Thẩm tra dự toán", "CONFIRMED", 2)


def test_its_conferences_are_the_entries_of_every_other_calendar(office, client, feed):
    office.enter()
    office.publish()
    begin = clock.instant(office.monday, time(14))
    a_conference(organiser=office.body, by=office.writer, state="issued", title="Giao ban tháng", starts_at=begin)
    own = a_feed(office.writer, language="en")
    found = {title: each.to_ical() for title, each in lines(client, feed).items()}
    assert found.keys() == {"Thẩm tra dự toán", "Giao ban tháng"}
    assert [each.to_ical() for each in events(client.get(own))] == [found["Giao ban tháng"]]


def test_a_program_that_knows_it_gets_nothing_and_an_edition_tells_it(office, client, feed):
    office.enter()
    office.publish()
    before = client.get(feed)
    known = {"If-None-Match": before.headers["ETag"]}
    with counted_queries(office.app) as sent:
        assert client.get(feed, headers=known).status_code == 304
    assert len(sent) == 5  # link with person, roles, conferences, weeks, epoch
    assert client.get(feed).data == before.data

    office.enter("Khác", day=1)
    assert client.get(feed, headers=known).status_code == 304
    office.publish(1)
    assert client.get(feed, headers=known).status_code == 200


def test_the_public_gets_neither_room_codes_nor_officers_nor_what_is_not_public(office, client):
    settings.change(None, "calendars", values={"week_public": True})
    office.enter(room_code="881 204", staff_officer="Chị Năm", leaders="CT")
    begin = clock.instant(office.monday, time(14))
    usual = {"organiser": office.body, "by": office.writer, "state": "issued", "starts_at": begin}
    a_conference(title="Kín", **usual)
    a_conference(title="Mở", public=True, **usual)
    office.publish()
    answer = client.get(PUBLIC)
    assert sorted(titles(answer)) == ["Mở", "Thẩm tra dự toán"]
    said = " ".join(str(each.get("DESCRIPTION", "")) for each in events(answer))
    assert "CT" in said and "881 204" not in said and "Chị Năm" not in said
    assert answer.headers["Cache-Control"].startswith("public")

    settings.change(None, "calendars", values={"week_public": False})
    assert client.get(PUBLIC).status_code == 404


def test_who_may_no_longer_read_it_is_refused_and_nothing_is_wiped(office, client, feed):
    office.enter()
    office.publish()
    sent = {"of": f"week {office.province}", "label": "x", "language": "vi"}
    assert office.elsewhere.post("/calendars", data=sent).status_code == 403
    assert client.get(feed).status_code == 200
    [held] = db.session.query(RoleHeld).filter_by(person_id=office.clerk)
    people.end_role(None, office.writer, held=held, last_day=clock.today() - DAY)
    answer = client.get(feed)
    assert (answer.status_code, answer.mimetype) == (404, "text/plain")


def test_busy_only_tells_no_titles(office, client):
    office.enter("Việc riêng của đoàn")
    office.publish()
    path = a_feed(office.writer, kind="week", site=office.body, busy_only=True)
    [entry] = events(client.get(path))
    assert entry["SUMMARY"] == "Bận" and "LOCATION" not in entry and entry["CLASS"] == "PRIVATE"


def test_weeks_of_more_than_a_year_ago_are_left_out(office, client, feed):
    with time_machine.travel(datetime.combine(office.monday - timedelta(days=400), time(3), tzinfo=clock.zone())):
        monday = clock.today() - timedelta(days=clock.today().weekday())
        old = {"half": "morning", "body": office.body, "title": "Năm ngoái", "at": time(8)}
        actions.enter(office.writer, day=monday, **old)
        actions.publish(office.writer, body=office.body, monday=monday, expect=0)
    office.enter()
    office.publish()
    assert titles(client.get(feed)) == ["Thẩm tra dự toán"]
