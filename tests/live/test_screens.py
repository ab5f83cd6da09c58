"""The computer of a meeting room on its line: what it may hear, that it is told at once, and that it is shut out."""

import pytest
from sqlalchemy import select

from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.extensions import db
from confsys.presence import queries as presence
from confsys.screens import actions
from confsys.screens.models import PairedScreen
from tests.build import a_conference, a_province, a_screen, a_site
from tests.live.conftest import OWN
from tests.live.house import wait_until
from tests.live.screen import Screen

AS = {"as": "paired"}


@pytest.fixture
def room(fresh_app):
    with fresh_app.app_context():
        site, body = a_site(), a_province()
        screen, secret = a_screen(site)
        conference = a_conference(state="live", organiser=body, sites=[site])
        other = a_conference(state="live")
        browser = fresh_app.test_client()
        browser.set_cookie("screen", secret)
        own = next(each.id for each in participations_of(conference) if each.site_id == site.id)
        return {"screen": screen.id, "browser": browser, "id": conference.id, "other": other.id, "own": own}


@pytest.fixture
def ear(room, socket):
    return lambda: socket(auth=AS, browser=room["browser"], headers=OWN)


def screen_of(room):
    return db.session.get_one(PairedScreen, room["screen"])


def test_a_screen_hears_the_conferences_of_its_site_and_no_other(room, ear):
    screen = ear()

    assert screen.join(room["id"])["ok"]
    assert screen.heard()
    assert screen.join(room["other"])["status"] == 404
    assert screen.join(room["id"], "operator")["status"] == 403
    assert screen.join(room["id"], "stage")["status"] == 403


def test_the_stage_is_for_a_screen_that_was_set_to_it(fresh_app, room, ear):
    with fresh_app.app_context():
        actions.show(None, screen_of(room), view="stage")

    assert ear().join(room["id"], "stage")["ok"]


@pytest.mark.parametrize("secret", ["forged", "0" * 32])
def test_a_forged_cookie_hears_nothing(fresh_app, room, socket, secret):
    browser = fresh_app.test_client()
    browser.set_cookie("screen", secret)
    screen = socket(auth=AS, browser=browser, headers=OWN)

    assert screen.join(room["id"])["status"] == 401
    assert screen.call("stand", {})["status"] == 401


def test_without_its_own_origin_or_word_the_cookie_opens_nothing(room, socket):
    assert not socket(auth=AS, browser=room["browser"], headers={"Origin": "http://evil.example"}).is_open
    assert not socket(auth=AS, browser=room["browser"], headers={}).is_open
    assert not socket(browser=room["browser"], headers=OWN).is_open


def test_who_is_signed_in_is_no_screen(room, socket):
    screen = socket(auth={"link": "j0000000000000000-1-000000000000000000000000"}, headers=OWN)

    assert screen.call("stand", {})["status"] == 401


def test_a_standing_screen_is_told_at_once_and_names_nothing(fresh_app, room, ear):
    screen = ear()
    assert screen.call("stand", {"lang": "vi"})["ok"]

    with fresh_app.app_context():
        actions.tell(None, screen_of(room), text="Họp lúc 14:00")

    assert screen.heard("told") == [{}]


def test_news_over_http_are_the_same(fresh_app, room):
    headers = {"X-Confsys-As": "paired"}
    address = "/api/v1/conferences/{}/news?view=screen".format

    assert room["browser"].get(address(room["id"]), headers=headers).status_code == 200
    assert room["browser"].get(address(room["other"]), headers=headers).status_code == 404
    assert room["browser"].get(address(room["id"])).status_code == 401
    assert fresh_app.test_client().get(address(room["id"]), headers=headers).status_code == 401


def test_a_screen_keeps_itself_and_its_site_present(fresh_app, room, ear, live):
    standing, showing = ear(), ear()
    standing.call("stand", {})
    showing.join(room["id"])

    live.leases.beat()

    with fresh_app.app_context():
        assert presence.by_screen([room["screen"]])[room["screen"]].is_here
        here = presence.by_participation(db.session.get_one(Conference, room["id"]))
    assert [(name, each.screens) for name, each in here.items()] == [(room["own"], 1)]


def test_a_screen_that_is_taken_off_is_cut_wherever_its_line_is(house):
    with house.server.app.app_context():
        conference = db.session.get(Conference, house.id)
        screen, secret = a_screen(participations_of(conference)[1].site)
        screen_id = screen.id
    lines = [Screen(house.server.url, auth=AS, cookie=f"screen={secret}") for _each in range(2)]
    assert lines[0].join(house.id)["ok"]
    assert lines[1].call("stand", {})["ok"]
    wait_until(lambda: is_here(house, screen_id))

    with house.server.app.app_context():
        actions.identify(None, db.session.scalars(select(PairedScreen)).one())
    assert lines[1].wait_for("told", 1) == {}
    with house.server.app.app_context():
        actions.revoke(None, db.session.scalars(select(PairedScreen)).one())

    assert [line.is_cut(2) for line in lines] == [True, True]
    assert [body["reason"] for line in lines for name, body in line.heard if name == "gone"] == ["link-ended"] * 2


def is_here(house, screen_id):
    with house.server.app.app_context():
        return screen_id in presence.by_screen([screen_id])
