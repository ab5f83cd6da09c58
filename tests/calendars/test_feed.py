"""Feeds at their doors: who may read, and what is sent with it."""

import gzip

import pytest
from werkzeug.http import parse_date

from confsys import clock
from confsys.calendars import queries, serving
from confsys.extensions import db
from confsys.people import actions as people
from confsys.people.models import RoleHeld
from tests.build import a_person, bearer
from tests.calendars.program import DAY, PUBLIC, a_feed, events, titles

# -- who may ---------------------------------------------------------------------------------------


def test_the_holder_of_the_link_reads_his_meetings(client, office):
    office.conference(title="Giao ban tháng 11")
    office.conference(title="Của người khác", sites=[])

    assert titles(client.get(office.feed)) == ["Giao ban tháng 11"]


def test_a_stranger_reads_an_empty_calendar_of_his_own(client, office):
    office.conference()

    assert titles(client.get(a_feed(a_person()))) == []


@pytest.mark.parametrize("secret", ["x", "0" * 32, "%00", "public"])
def test_an_unknown_link_is_404_in_a_word(client, office, secret):
    answer = client.get(f"/calendars/{secret}/confsys.ics")

    assert answer.status_code == 404
    if "%" not in secret:
        assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/plain", "no-store")


def test_a_person_who_left_is_410(client, office):
    people.disable(None, office.officer)

    assert client.get(office.feed).status_code == 410


@pytest.mark.parametrize("path", ["feed", "public"])
def test_trouble_is_503_and_never_an_empty_calendar(client, office, monkeypatch, path, caplog):
    def broken(_condition):
        raise RuntimeError("the database is gone")

    monkeypatch.setattr(queries, "stand_of", broken)
    answer = client.get(office.feed if path == "feed" else PUBLIC)

    assert (answer.status_code, answer.mimetype, answer.headers["Retry-After"]) == (503, "text/plain", "60")
    assert "the database is gone" in caplog.text and office.feed.split("/")[2] not in caplog.text


def test_a_lost_role_empties_the_feed(client, office):
    office.conference()
    assert len(events(client.get(office.feed))) == 1

    held = db.session.query(RoleHeld).filter_by(person_id=office.officer.id).one()
    people.end_role(None, office.officer, held=held, last_day=clock.today() - DAY)

    assert titles(client.get(office.feed)) == []


def test_everybody_reads_the_public_feed_without_links_and_persons(client, office):
    office.conference(title="Hội nghị công khai", public=True, main_site=office.site)
    office.conference(title="Nội bộ")

    only = events(client.get(PUBLIC))[0]

    assert titles(client.get(PUBLIC)) == ["Hội nghị công khai"]
    assert only["LOCATION"] == "Phường Cao Lãnh"
    assert not only.keys() & {"URL", "DESCRIPTION", "ORGANIZER", "ATTENDEE", "CONFERENCE", "CONTACT"}


def test_a_single_file_for_whoever_may_see_it(app, client, signed_in, office):
    conference = office.conference()
    path = f"/conferences/{conference.id}.ics"

    assert titles(signed_in(office.officer).get(path)) == ["Giao ban trực tuyến"]
    assert titles(client.get(path, headers=bearer(app, office.officer))) == ["Giao ban trực tuyến"]
    assert client.get(path).status_code == 404
    assert signed_in(a_person()).get(path).status_code == 404


def test_a_single_file_of_long_ago_can_still_be_opened(client, office):
    conference = office.conference(state="closed", public=True, starts_at=clock.now() - 500 * DAY)

    assert titles(client.get(f"/conferences/{conference.id}.ics")) == ["Giao ban trực tuyến"]
    assert titles(client.get(PUBLIC)) == []


def test_what_an_office_calls_its_own(client, office):
    office.conference(title="Của văn phòng", sites=[])
    office.conference(title="Nháp", state="draft", sites=[])

    assert titles(client.get(a_feed(office.secretariat))) == ["Của văn phòng"]
    assert titles(client.get(a_feed(a_person(role="chair", site=office.province)))) == ["Của văn phòng"]
    assert titles(client.get(a_feed(a_person(role="administrator", site=office.province)))) == []


# -- what is sent with it --------------------------------------------------------------------------


def test_the_headers_of_a_feed(client, office):
    office.conference()
    headers = client.get(office.feed).headers

    assert headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert headers["Content-Disposition"] == 'inline; filename="conferences.ics"'
    assert (headers["Cache-Control"], headers["Vary"]) == ("private, no-cache", "Accept-Encoding")
    assert headers["ETag"].startswith('"') and headers["ETag"].endswith('"')
    assert parse_date(headers["Last-Modified"]) is not None
    assert "Set-Cookie" not in headers
    assert client.get(PUBLIC).headers["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("accept", [None, "*/*", "text/calendar", "text/html", "image/png", "nonsense"])
def test_any_accept_header_or_none(client, office, accept):
    office.conference()

    assert len(events(client.get(office.feed, headers={"Accept": accept} if accept else {}))) == 1


def test_a_feed_carries_the_name_of_its_person(client, office):
    lines = client.get(office.feed).text.replace("\r\n ", "").split("\r\n")

    assert "X-WR-CALNAME:Hội nghị trực tuyến Nguyễn Văn Ấm" in lines
    assert [line for line in lines if line.startswith(("METHOD", "UID"))] == []


def test_head_is_the_same_without_the_body(client, office):
    office.conference()
    whole, head = client.get(office.feed), client.head(office.feed)

    assert (head.status_code, head.data) == (200, b"")
    for name in ("ETag", "Last-Modified", "Content-Type", "Content-Length", "Content-Disposition", "Vary"):
        assert head.headers[name] == whole.headers[name], name


PACKED = [("gzip", True), ("gzip, deflate, br", True), ("*", True), ("", False), ("gzip;q=0", False), ("br", False)]


@pytest.mark.parametrize(("accepted", "is_packed"), PACKED)
def test_packed_only_for_who_unpacks_it(client, office, accepted, is_packed):
    office.conference()
    whole = client.get(office.feed)
    answer = client.get(office.feed, headers={"Accept-Encoding": accepted})

    assert answer.headers.get("Content-Encoding") == ("gzip" if is_packed else None)
    assert (gzip.decompress(answer.data) if is_packed else answer.data) == whole.data
    assert (answer.headers["ETag"] != whole.headers["ETag"]) == is_packed


def test_the_same_calendar_is_packed_once(client, office, monkeypatch):
    office.conference()
    serving._packed.cache_clear()
    for _turn in range(3):
        client.get(office.feed, headers={"Accept-Encoding": "gzip"})

    assert serving._packed.cache_info().misses == 1


def test_robots_may_read_calendars(client, office):
    answer = client.get("/robots.txt")  # Google Calendar obeys it

    assert answer.status_code == 404 or "Disallow: /calendars" not in answer.text
