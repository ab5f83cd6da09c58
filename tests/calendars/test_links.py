"""Links to calendars: made and shown once, labelled, counted, revoked."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from confsys.calendars import access, links
from confsys.calendars.models import CalendarLink
from confsys.errors import Gone, NotFound
from confsys.extensions import db
from confsys.ids import hashed
from confsys.journal import Entry
from tests.build import a_person
from tests.calendars.program import a_feed, events

SHOWN = re.compile(r"http://localhost(/calendars/([0-9a-hjkmnp-tv-z]{32})/confsys\.ics)")


def link_of(person) -> CalendarLink:
    return db.session.scalars(select(CalendarLink).where(CalendarLink.person_id == person.id)).one()


def the_link(person) -> CalendarLink:
    db.session.rollback()
    db.session.expire_all()
    return link_of(person)


def test_a_link_is_shown_once_and_kept_as_a_hash(client, signed_in):
    person = a_person()
    browser = signed_in(person)

    made = browser.post("/calendars", data={"label": "Điện thoại của tôi", "language": "vi"})
    path, secret = SHOWN.search(made.text).groups()

    assert made.headers["Cache-Control"] == "no-store"
    assert client.get(path).status_code == 200
    page = browser.get("/calendars").text
    assert "Điện thoại của tôi" in page and secret not in page
    assert the_link(person).secret_hash == hashed(secret)
    kept = " ".join(str(vars(entry)) for entry in db.session.scalars(select(Entry)))
    assert "person.calendar_link_made" in kept and secret not in kept


OPTIONS = [
    ({"alarms": "on"}, lambda event: len(event.walk("VALARM")) == 1),
    ({}, lambda event: event.walk("VALARM") == []),
    ({"busy_only": "on"}, lambda event: (event["SUMMARY"], event["CLASS"]) == ("Bận", "PRIVATE")),
    ({"busy_only": "on", "language": "en"}, lambda event: event["SUMMARY"] == "Busy"),
    ({"language": "en"}, lambda event: event["DESCRIPTION"].startswith("Code: HN-")),
    ({"language": "vi"}, lambda event: event["DESCRIPTION"].startswith("Mã: HN-")),
]


@pytest.mark.parametrize(("chosen", "holds"), OPTIONS)
def test_each_link_has_options_of_its_own(client, signed_in, office, chosen, holds):
    office.conference()
    made = signed_in(office.officer).post("/calendars", data={"label": "x", "language": "vi"} | chosen)

    [event] = events(client.get(SHOWN.search(made.text)[1]))

    assert holds(event)


def test_who_is_only_busy_says_not_where_nor_why(client, office):
    office.conference(title="Nhân sự chủ chốt")

    [event] = events(client.get(a_feed(office.officer, busy_only=True)))

    assert event["SUMMARY"] == "Bận"
    assert not event.keys() & {"LOCATION", "DESCRIPTION", "URL"}


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"label": ""}, "label"), ({"label": "x" * 101}, "label"), ({"label": "Máy", "language": "de"}, "language")],
)
def test_what_cannot_be_read_is_said_and_kept(signed_in, typed, field):
    person = a_person()

    answer = signed_in(person).post("/calendars", data={"language": "vi"} | typed)

    assert answer.status_code == 422 and f'id="error-{field}"' in answer.text
    assert db.session.scalars(select(CalendarLink)).all() == []
    assert typed["label"] in answer.text


def test_a_revoked_link_is_410_and_the_others_live_on(client, signed_in, office):
    other = a_feed(office.officer)
    link = db.session.scalars(select(CalendarLink).where(CalendarLink.label == "điện thoại")).first()
    feeds = {hashed(path.split("/")[2]): path for path in (office.feed, other)}
    revoked = feeds.pop(link.secret_hash)

    answer = signed_in(office.officer).post(f"/calendars/{link.id}/revoke")

    assert answer.status_code == 303
    gone = client.get(revoked, headers={"If-None-Match": "*"})
    assert (gone.status_code, gone.mimetype) == (410, "text/plain")
    assert [client.get(path).status_code for path in feeds.values()] == [200]


def test_a_link_is_revoked_once(app):
    person = a_person()
    link, _secret = links.make(person, person, label="máy")

    links.revoke(person, link)
    links.revoke(person, link)

    kinds = list(db.session.scalars(select(Entry.kind).where(Entry.stream == link.stream)))
    assert kinds.count("person.calendar_link_revoked") == 1


def test_a_stranger_cannot_revoke_it(client, signed_in, office):
    link = link_of(office.officer)

    assert signed_in(a_person()).post(f"/calendars/{link.id}/revoke").status_code == 404
    assert client.post(f"/calendars/{link.id}/revoke").status_code in (303, 401)
    assert client.get(office.feed).status_code == 200


def test_each_poll_counts_and_is_written_once_a_minute(client, office, at):
    at(timedelta())
    known = {"If-None-Match": client.get(office.feed).headers["ETag"]}
    for _turn in range(4):
        client.get(office.feed, headers=known)
    assert the_link(office.officer).use_count == 1

    at(timedelta(seconds=61))
    client.get(office.feed)

    link = the_link(office.officer)
    assert link.use_count == 6
    assert link.last_used_at is not None


def test_polls_that_could_not_be_written_count_later(client, office, busy, monkeypatch):
    with monkeypatch.context():
        busy()
        client.get(office.feed)
    monkeypatch.undo()
    assert the_link(office.officer).use_count == 0

    client.get(office.feed)

    assert the_link(office.officer).use_count == 2


def test_wrong_links_count_nothing(client, office):
    client.get(office.feed.replace(office.feed.split("/")[2], "0" * 32))

    assert the_link(office.officer).use_count == 0


def test_a_link_behind_a_secret(app, office):
    secret = office.feed.split("/")[2]
    assert access.link_behind(secret)[1].id == office.officer.id

    with pytest.raises(NotFound):
        access.link_behind(secret[:-1])
    links.revoke(office.officer, link_of(office.officer))
    with pytest.raises(Gone):
        access.link_behind(secret)
