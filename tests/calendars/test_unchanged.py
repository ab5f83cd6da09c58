"""When nothing changed nothing is sent, and every change is: by ETag and by date, for feeds and single files."""

from datetime import timedelta

import pytest
from werkzeug.http import parse_date

from confsys import changes, clock
from confsys.conferences import actions
from confsys.conferences.clashes import Because
from confsys.extensions import db
from confsys.ids import new_id
from confsys.people import actions as people
from confsys.people.models import RoleHeld
from confsys.settings import Setting
from tests.calendars.program import DAY, PUBLIC, events, titles


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
    actions.edit(office.secretariat, conference, sites=[], reasons=Because("thử"))


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
        office.secretariat, conference, ends_at=conference.ends_at + timedelta(hours=1), reasons=Because("thử")
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
    at(385 * DAY)
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
