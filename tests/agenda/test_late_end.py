"""An agenda that runs late: what the operator is told, what one press mends, and what each screen makes of it."""

from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from confsys import clock
from confsys.agenda import actions, queries
from confsys.agenda.forecast import forecast
from confsys.conferences import actions as conferences
from confsys.conferences import links
from confsys.conferences.clashes import Because
from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from confsys.history.actions import revert
from confsys.people import sessions
from tests.build import a_conference, a_person, a_province, a_site, signed_in_client
from tests.e2e.hall import Chair
from tests.history.journal import last_entry

PLAN = (("bao-cao", 20), ("tham-luan", 20), ("thao-luan", 30), ("ket-luan", 25), ("be-mac", 5))


def late_by(late, passed, monkeypatch):
    """A conference of 100 minutes whose report began `late` minutes late, `passed` minutes ago."""
    begun = clock.now().replace(second=0, microsecond=0) - timedelta(minutes=passed)
    body = a_province()
    clerk = a_person(role="secretariat", site=body)
    starts_at = begun - timedelta(minutes=late)
    speaker = a_site("Xã Mỹ Hiệp")
    # planned for another day, so that nothing of today matters; then it is as if it had been this hour
    conference = a_conference(organiser=body, by=clerk, sites=[speaker, a_site()], minutes=100, state="issued")
    for kind, minutes in PLAN:
        site = speaker.id if kind == "tham-luan" else None
        actions.add(None, conference, title=kind, kind=kind, minutes=minutes, site=site)
    with at(begun, monkeypatch):
        moved = {"starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=100)}
        conferences.edit(None, conference, reasons=Because("thử"), **moved)
        conferences.take(None, conference, TRANSITIONS["start"])
        actions.go_on(None, conference, expect=None)
    return conference, clerk


@contextmanager
def at(instant, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(clock, "now", lambda: instant)
        yield


@pytest.fixture
def hall(fresh_app, monkeypatch):
    with fresh_app.app_context():
        conference, clerk = late_by(12, 5, monkeypatch)
        return conference.id, signed_in_client(fresh_app, clerk)


def part_of(client, conference):
    page = client.get(f"/conferences/{conference}/operate").text
    return page.partition('id="forecast"')[2].partition("</section>")[0]


def test_one_press_brings_the_end_back_and_can_be_taken_back(fresh_app, hall):
    conference, client = hall
    assert "Bế mạc trễ 12 phút." in part_of(client, conference)
    assert "Rút mục “thao-luan” còn 18\N{NO-BREAK SPACE}phút thì kết thúc lúc" in part_of(client, conference)
    with fresh_app.app_context():
        item = queries.items_of(db.session.get_one(Conference, conference))[2]
        address, form = f"/conferences/{conference}/agenda/{item.id}/adjust", {"minutes": "-12", "revision": "1"}

    assert client.post(address, data=form).status_code == 303
    assert client.post(address, data=form).status_code == 409
    assert "data-hidden-on-time hidden" in part_of(client, conference)
    with fresh_app.app_context():
        row = db.session.get_one(Conference, conference)
        revert(None, last_entry(row))
        assert queries.items_of(row)[2].extra_minutes == 0


def test_a_program_reads_what_would_help(fresh_app, hall):
    conference, client = hall
    address = f"/api/v1/conferences/{conference}/forecast"
    found = client.get(address).json
    with fresh_app.app_context():
        row = db.session.get_one(Conference, conference)
        item, ends_at = queries.items_of(row)[2].id, row.ends_at
    assert (found["late_minutes"], found["proposal"]["item"]) == (12, item)
    assert (found["proposal"]["minutes"], found["proposal"]["left"]) == (12, 18)
    assert datetime.fromisoformat(found["proposal"]["ends_at"]) == ends_at
    with fresh_app.app_context():
        conferences.take(None, db.session.get_one(Conference, conference), TRANSITIONS["close"])
    assert client.get(address).json == {"ends_at": None, "late_minutes": 0, "proposal": None}


def test_who_runs_over_time_is_in_the_forecast_of_now(app, monkeypatch):
    conference, _clerk = late_by(0, 27, monkeypatch)
    rows = queries.schedule_of(conference)
    assert forecast(conference, rows)["late"] == 0
    told = forecast(conference, rows, rows[0].times.planned_end + timedelta(minutes=7))
    assert (told["late"], told["proposal"].cut.left, told["proposal"].end.at) == (7, 23, conference.ends_at)


def test_a_conclusion_has_its_longest_beside_the_clock(fresh_app, hall):
    conference, client = hall
    assert "226-KL/TW" not in part_of(client, conference)
    with fresh_app.app_context():
        row = db.session.get_one(Conference, conference)
        report, *between, conclusion, _closing = queries.items_of(row)
        actions.finish(None, report)
        for each in between:
            actions.skip(None, each)
        actions.start(None, conclusion)
    assert 'data-length="3000"' in part_of(client, conference)


def test_nothing_is_ahead_once_it_is_over(fresh_app, hall):
    conference, client = hall
    with fresh_app.app_context():
        conferences.take(None, db.session.get_one(Conference, conference), TRANSITIONS["close"])
    page = client.get(f"/conferences/{conference}/operate").text
    assert '<template id="forecast" data-part></template>' in page


@pytest.mark.browser
def test_screens_push_what_follows_and_say_what_it_was_before(live_server, browser, monkeypatch):
    """The report is two minutes over: nothing was pressed since, and yet no screen shows an hour of the past."""
    with live_server.app.app_context():
        conference, clerk = late_by(0, 22, monkeypatch)
        report, paper = queries.items_of(conference)[:2]
        ids = conference.id, report.id
        planned = f"{clock.local(queries.schedule_of(conference)[1].times.planned_start):%H:%M}"
        link = links.join_token(next(each for each in participations_of(conference) if each.site_id == paper.site_id))
        secret = sessions.sign_in(clerk, clerk, device="test")
    desk = Chair(browser, live_server.url)
    desk.context.add_cookies([{"name": sessions.COOKIE, "value": secret, "url": live_server.url}])
    desk.visit(f"/conferences/{ids[0]}/operate")
    site = Chair(browser, live_server.url)
    site.visit(f"/join/{link}")

    expect(desk.page.locator("#now .when-over")).to_be_visible()
    expect(desk.page.locator("#forecast [data-late]")).to_be_visible()
    expect(desk.page.locator("#items li").nth(1).locator("b")).not_to_have_text(planned)
    told = site.page.locator("[data-turn-time]")
    expect(told).not_to_have_text(planned)
    before = told.inner_text()
    with live_server.app.app_context():
        row = db.session.get_one(Conference, ids[0])
        actions.adjust(None, queries.items_of(row)[0], minutes=9)

    expect(told).not_to_have_text(before)
    expect(site.page.locator("[data-turn-before]")).to_contain_text(f"trước là {before}")
    expect(desk.page.locator("#now .when-left")).to_be_visible()
    assert desk.complaints == site.complaints == []
