"""Feeds at their doors: who may read, what is sent with it, and when nothing is sent because nothing changed."""

import gzip
from datetime import timedelta

import pytest
from werkzeug.http import parse_date

from confsys import changes, clock
from confsys.calendars import queries, serving
from confsys.conferences import actions
from confsys.extensions import db
from confsys.ids import new_id
from confsys.people import actions as people
from confsys.people.models import RoleHeld
from confsys.settings import Setting
from tests.build import a_person, bearer
from tests.calendars.program import DAY, PUBLIC, Office, a_feed, events, titles


@pytest.fixture
def office(app):
    return Office()


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


# -- when nothing changed --------------------------------------------------------------------------


def forms_of(etag: str) -> dict[str, str]:
    return {
        "as sent": etag,
        "weak": f"W/{etag}",
        "in a list": f'"other", W/"another" , {etag}',
        "without quotes": etag.strip('"'),
        "anything": "*",
    }


@pytest.mark.parametrize("form", forms_of(""))
@pytest.mark.parametrize("accepted", ["gzip", "identity"])
def test_each_way_of_if_none_match(client, office, form, accepted):
    office.conference()
    encoding = {"Accept-Encoding": accepted}
    first = client.get(office.feed, headers=encoding)

    answer = client.get(office.feed, headers=encoding | {"If-None-Match": forms_of(first.headers["ETag"])[form]})

    assert (answer.status_code, answer.data) == (304, b"")
    for name in ("ETag", "Cache-Control", "Vary"):
        assert answer.headers[name] == first.headers[name], name


@pytest.mark.parametrize("sent", ['"other"', 'W/"other", "more"', "", '"'])
def test_another_etag_gets_it_whole_whatever_the_date(client, office, sent):
    office.conference()
    date = client.get(office.feed).headers["Last-Modified"]

    assert client.get(office.feed, headers={"If-None-Match": sent, "If-Modified-Since": date}).status_code == 200


@pytest.mark.parametrize("sent", ["yesterday", "", "Thu, 99 Foo 2026 00:00:00 GMT", "0"])
def test_a_date_nobody_can_read_gets_it_whole(client, office, sent):
    assert client.get(office.feed, headers={"If-Modified-Since": sent}).status_code == 200


def polled(client, path: str, known) -> tuple[int, int]:
    """What two programs get that know an earlier answer: one by its ETag, one by its date."""
    by_date = client.get(path, headers={"If-Modified-Since": known.headers["Last-Modified"]})
    by_etag = client.get(path, headers={"If-None-Match": known.headers["ETag"]})
    return by_etag.status_code, by_date.status_code


def drop_site(office, conference):
    actions.edit(office.secretariat, conference, sites=[])


def end_role(office, conference):
    held = db.session.query(RoleHeld).filter_by(person_id=office.officer.id).one()
    people.end_role(None, office.officer, held=held, last_day=clock.today() - DAY)


def rename_main_site(office, conference):
    office.rename_site(office.province, "Tỉnh Đồng Tháp mới")


def restore_backup(office, conference):
    with changes.transaction():
        db.session.get_one(Setting, "epoch").value = {"value": new_id()}


CHANGES = {
    "another title": lambda office, conference: office.rename(conference, "Tên mới"),
    "called off": lambda office, conference: office.step(conference, "cancel"),
    "put off": lambda office, conference: office.step(conference, "postpone"),
    "one more": lambda office, conference: office.conference(public=True),
    "another time": lambda office, conference: actions.edit(
        office.secretariat, conference, ends_at=conference.ends_at + timedelta(hours=1)
    ),
    "its place has another name": rename_main_site,
    "a restored backup": restore_backup,
}
LEAVES = {"the site takes no part": drop_site, "the role has ended": end_role}


@pytest.mark.parametrize("change", [*CHANGES, *LEAVES])
def test_a_feed_is_304_until_something_changes(client, office, change):
    conference = office.conference(public=True)
    office.conference(title="Còn đó")
    first = client.get(office.feed)
    assert polled(client, office.feed, first) == (304, 304)

    (CHANGES | LEAVES)[change](office, conference)

    assert polled(client, office.feed, first) == (200, 200)
    again = client.get(office.feed)
    assert again.data != first.data or change == "a restored backup"
    assert polled(client, office.feed, again) == (304, 304)


@pytest.mark.parametrize("change", CHANGES)
def test_the_public_feed_is_304_until_something_changes(client, office, change):
    conference = office.conference(public=True)
    first = client.get(PUBLIC)
    assert polled(client, PUBLIC, first) == (304, 304)

    CHANGES[change](office, conference)

    assert polled(client, PUBLIC, first) == (200, 200)
    assert polled(client, PUBLIC, client.get(PUBLIC)) == (304, 304)


def test_what_is_no_longer_public_leaves_the_public_feed(client, office):
    conference = office.conference(public=True)
    first = client.get(PUBLIC)

    actions.edit(office.secretariat, conference, public=False)

    assert polled(client, PUBLIC, first) == (200, 200)
    assert titles(client.get(PUBLIC)) == []


@pytest.mark.parametrize("change", ["another title", "called off", "its place has another name"])
def test_a_single_file_is_304_until_something_changes(client, office, change):
    conference = office.conference(public=True)
    path = f"/conferences/{conference.id}.ics"
    first = client.get(path)
    known = {"If-None-Match": first.headers["ETag"]}
    assert client.get(path, headers=known).status_code == 304

    CHANGES[change](office, conference)

    assert client.get(path, headers=known).status_code == 200


def test_what_is_told_of_a_single_file_depends_on_who_asks(client, signed_in, office):
    conference = office.conference(public=True)
    path = f"/conferences/{conference.id}.ics"
    for_all = client.get(path)

    for_him = signed_in(office.officer).get(path, headers={"If-None-Match": for_all.headers["ETag"]})

    assert for_him.status_code == 200 and "DESCRIPTION" in for_him.text and "DESCRIPTION" not in for_all.text
    assert "Last-Modified" not in for_all.headers
    assert "Cookie" in for_all.headers["Vary"] and "Authorization" in for_all.headers["Vary"]


@pytest.mark.parametrize("state", ["cancelled", "postponed"])
def test_what_was_called_off_is_gone_after_thirty_days_for_whoever_polls(client, office, at, state):
    office.conference(state=state, starts_at=clock.now() + 60 * DAY)
    office.conference(title="Còn đó", starts_at=clock.now() + 60 * DAY)
    first = client.get(office.feed)
    assert len(events(first)) == 2

    at(29 * DAY)
    assert polled(client, office.feed, first) == (304, 304)
    at(31 * DAY)
    assert polled(client, office.feed, first) == (200, 200)
    assert titles(client.get(office.feed)) == ["Còn đó"]


def test_what_is_a_year_old_is_gone_for_whoever_polls(client, office, at):
    office.conference()
    first = client.get(office.feed)
    assert len(events(first)) == 1

    at(360 * DAY)
    assert polled(client, office.feed, first) == (304, 304)
    at(375 * DAY)
    assert polled(client, office.feed, first) == (200, 200)
    assert titles(client.get(office.feed)) == []


def test_two_changes_within_a_second_have_two_dates(client, office, at):
    conference = office.conference()
    at(timedelta(), tick=False)
    dates = []
    for title in ("Một", "Hai", "Ba"):
        office.rename(conference, title)
        dates.append(client.get(office.feed).headers["Last-Modified"])

    assert len(set(dates)) == 3
    assert sorted(dates, key=parse_date) == dates


def test_a_feed_is_read_while_nothing_can_be_written(client, office, busy):
    office.conference()
    busy()

    answer = client.get(office.feed)

    assert titles(answer) == ["Giao ban trực tuyến"]
    assert "Last-Modified" not in answer.headers
    assert client.get(office.feed, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_what_an_office_calls_its_own(client, office):
    office.conference(title="Của văn phòng", sites=[])
    office.conference(title="Nháp", state="draft", sites=[])

    assert titles(client.get(a_feed(office.secretariat))) == ["Của văn phòng"]
    assert titles(client.get(a_feed(a_person(role="chair", site=office.province)))) == ["Của văn phòng"]
    assert titles(client.get(a_feed(a_person(role="administrator", site=office.province)))) == []
