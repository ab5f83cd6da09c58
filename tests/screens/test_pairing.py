"""Pairing a screen, and what may go wrong with it: by the code on it, by the office and by its own cookie."""

import re
from datetime import timedelta

import pytest
import time_machine

from confsys import clock, jobs
from confsys.conferences import actions as conferences
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from confsys.screens import actions, floods, queries
from confsys.screens.models import PairedScreen, Pairing
from confsys.sites.models import Site
from tests.build import (
    a_conference,
    a_person,
    a_province,
    a_screen,
    a_site,
    an_ordinary_morning,
    signed_in_client,
)

MINUTE = timedelta(minutes=1)


@pytest.fixture
def room(fresh_app):
    """A computer that was never here: a browser without an account."""
    return a_room(fresh_app)


def a_room(app):
    client = app.test_client()
    client.environ_base["HTTP_ORIGIN"] = "http://localhost"
    return client


def code_on(room):
    return re.search(r'<p class="room-code">([^<]+)</p>', room.get("/screen").text)[1]


@pytest.fixture
def office(fresh_app):
    """A body with a site below it and its clerk, another site with its officer."""
    with fresh_app.app_context():
        body = a_province()
        site, other = a_site(parent=body), a_site()
        clerk, officer = a_person(role="secretariat", site=body), a_person(role="officer", site=other)
        technician = a_person(role="technician", site=body)
        ids = {"body": body.id, "site": site.id, "other": other.id}
        people = {"clerk": clerk, "officer": officer, "technician": technician}
        return {name: signed_in_client(fresh_app, each) for name, each in people.items()} | ids


def paired(client, code, site, name="Phòng họp lầu 2"):
    return client.post("/screens/pair", data={"code": code, "site": site, "name": name})


def count(app, model):
    with app.app_context():
        return db.session.query(model).count()


def test_a_code_typed_at_first_pairs_the_screen_that_shows_it(fresh_app, office, room):
    code, waiting = code_on(room), room.get("/screen/state").json["mark"]

    answer = paired(office["clerk"], code.lower(), office["site"])

    assert answer.status_code == 303
    assert room.get("/screen/state").json["mark"] != waiting
    assert "Phòng họp lầu 2" in room.get("/screen").text
    assert "Phòng họp lầu 2" in office["clerk"].get(answer.location).text
    cookie = room.get_cookie("screen")
    assert (cookie.http_only, cookie.same_site, cookie.path) == (True, "Lax", "/")
    with fresh_app.app_context():
        secrets = [each.secret_hash for each in db.session.query(PairedScreen)]
        secrets += [each.code_hash for each in db.session.query(Pairing)]
    assert not {cookie.value, code, code.replace("-", "")} & set(secrets)


def test_two_sites_that_claim_one_screen_get_one_clear_sentence(fresh_app, office, room):
    code = code_on(room)
    assert paired(office["clerk"], code, office["site"]).status_code == 303

    answer = paired(office["officer"], code, office["other"], "Hội trường")

    assert answer.status_code == 422
    assert "vừa được người khác ghép" in answer.text
    assert 'value="Hội trường"' in answer.text
    assert count(fresh_app, PairedScreen) == 1


def test_a_code_is_good_for_ten_minutes_and_then_another_one_stands_there(office, room):
    with time_machine.travel(clock.now(), tick=False) as now:
        old, waiting = code_on(room), room.get("/screen/state").json["mark"]
        now.shift(9 * MINUTE)
        assert code_on(room) == old
        now.shift(MINUTE)
        assert room.get("/screen/state").json["mark"] != waiting  # so the page asks for another one
        new = code_on(room)

        assert new != old
        assert paired(office["clerk"], old, office["site"]).status_code == 422
        assert paired(office["clerk"], new, office["site"]).status_code == 303


@pytest.mark.parametrize("code", ["", "x", "AAAA-AAAA", "😀" * 8, "A" * 5000])
def test_a_wrong_code_is_said_at_its_field_and_what_was_typed_stays(office, room, code):
    answer = paired(office["clerk"], code, office["site"])

    assert answer.status_code == 422
    assert 'id="error-code"' in answer.text
    assert "Phòng họp lầu 2" in answer.text


def test_nobody_guesses_codes(office, room):
    for _time in range(floods.MOST_GUESSES):
        paired(office["clerk"], "AAAA-AAAA", office["site"])

    answer = paired(office["clerk"], code_on(room), office["site"])

    assert answer.status_code == 422
    assert "Quá nhiều mã sai" in answer.text


def test_each_pairs_only_for_the_sites_he_looks_after(office, room):
    code = code_on(room)

    assert paired(office["officer"], code, office["site"]).status_code == 422
    assert paired(office["clerk"], code, office["other"]).status_code == 422
    assert paired(office["technician"], code, office["site"]).status_code == 403
    assert office["site"] not in office["officer"].get("/screens/pair").text
    assert paired(office["officer"], code, office["other"]).status_code == 303


def test_a_thousand_pages_opened_from_one_network_end_in_a_sentence(fresh_app):
    answers = [a_room(fresh_app).get("/screen").status_code for _each in range(floods.MOST_WAITING + 5)]

    assert answers == [200] * floods.MOST_WAITING + [429] * 5
    assert count(fresh_app, Pairing) == floods.MOST_WAITING
    with fresh_app.app_context(), time_machine.travel(clock.now() + timedelta(hours=2)):
        jobs.screens.forget_old_pairings()
    assert count(fresh_app, Pairing) == 0


@pytest.mark.parametrize("cookie", ["forged", "0" * 32, "x" * 4000, "ế"])
def test_a_forged_cookie_is_a_screen_that_waits(fresh_app, room, cookie):
    with fresh_app.app_context():
        a_screen(a_site())
    room.set_cookie("screen", cookie)

    page = room.get("/screen")

    assert page.status_code == 200
    assert "room-code" in page.text
    assert room.get_cookie("screen").value != cookie


def test_a_screen_that_lost_its_cookie_is_paired_again(fresh_app, office, room):
    paired(office["clerk"], code_on(room), office["site"])
    room.delete_cookie("screen", path="/")

    assert paired(office["clerk"], code_on(room), office["site"]).status_code == 303
    assert count(fresh_app, PairedScreen) == 2


def test_a_screen_that_was_taken_off_says_so_and_gets_a_new_code(fresh_app, office, room):
    where = paired(office["clerk"], code_on(room), office["site"]).location
    on = room.get("/screen/state").json["mark"]

    assert office["clerk"].post(f"{where}/revoke").status_code == 303

    assert room.get("/screen/state").json["mark"] != on
    assert "đã gỡ màn hình này" in room.get("/screen").text
    assert room.post("/screen/choose").status_code == 410
    assert office["clerk"].get(where).status_code == 404
    assert room.post("/screen/again").status_code == 303
    assert paired(office["clerk"], code_on(room), office["site"]).status_code == 303


def test_a_screen_of_a_unit_that_ended_says_so(fresh_app, office, room):
    paired(office["clerk"], code_on(room), office["site"])
    with fresh_app.app_context(), db.engine.begin() as connection:
        ended = Site.__table__.update().where(Site.id == office["site"])
        connection.execute(ended.values(valid_to=clock.today() - timedelta(days=1)))

    assert "không còn nữa" in room.get("/screen").text
    assert room.post("/screen/again").status_code == 303
    assert paired(office["clerk"], code_on(room), office["site"]).status_code == 422


def test_from_elsewhere_nobody_presses_the_buttons_of_a_room(office, room):
    paired(office["clerk"], code_on(room), office["site"])
    del room.environ_base["HTTP_ORIGIN"]

    assert room.post("/screen/choose").status_code == 403
    assert room.post("/screen/choose", headers={"Origin": "http://evil.example"}).status_code == 403


def test_of_several_conferences_of_a_day_somebody_in_the_room_chooses(fresh_app, room):
    with fresh_app.app_context():
        site = a_site()
        _screen, secret = a_screen(site)
        soon = {"starts_at": clock.now() + MINUTE, "minutes": 30}
        a_conference(state="live", sites=[site], title="Đang họp", **soon)
        other = a_conference(state="issued", sites=[site], title="Kế tiếp", **soon).id
        foreign = a_conference(state="issued", title="Của nơi khác", **soon).id
    room.set_cookie("screen", secret)
    page = room.get("/screen").text
    assert "<title>Đang họp</title>" in page
    assert "Của nơi khác" not in page

    assert room.post("/screen/choose", data={"conference": foreign}).status_code == 404
    assert room.post("/screen/choose", data={"conference": other}).status_code == 303
    assert "<title>Kế tiếp</title>" in room.get("/screen").text
    room.post("/screen/choose", data={"conference": ""})
    assert "<title>Đang họp</title>" in room.get("/screen").text


def test_a_room_left_open_over_night_is_told_to_show_the_next_morning(fresh_app, room):
    with fresh_app.app_context():
        site, morning = a_site(), an_ordinary_morning()
        _screen, secret = a_screen(site)
        evening = morning - timedelta(hours=11)
        late = a_conference(state="live", sites=[site], title="Tối nay", starts_at=evening, minutes=60)
        a_conference(state="issued", sites=[site], title="Sáng mai", starts_at=morning)
        room.set_cookie("screen", secret)

        with time_machine.travel(evening + MINUTE):
            before, page = room.get("/screen/state").json["mark"], room.get("/screen").text
            conferences.take(None, late, TRANSITIONS["close"])
        assert "<title>Tối nay</title>" in page
        with time_machine.travel(morning - 30 * MINUTE):
            after, page = room.get("/screen/state").json["mark"], room.get("/screen").text

        assert after != before  # so it loads itself anew
        assert "<title>Sáng mai</title>" in page


def test_a_screen_of_which_nothing_is_on_names_what_comes(fresh_app, room):
    with fresh_app.app_context():
        site = a_site()
        _screen, secret = a_screen(site)
        a_conference(state="issued", sites=[site], title="Giao ban tuần sau")
    room.set_cookie("screen", secret)

    page = room.get("/screen").text

    assert "Hôm nay không có hội nghị" in page
    assert "Giao ban tuần sau" in page


def test_what_a_screen_is_told_waits_for_it(fresh_app, room):
    with fresh_app.app_context():
        screen, secret = a_screen(a_site(), "Hội trường")
        with time_machine.travel(clock.now(), tick=False) as now:
            actions.tell(None, screen, text="Họp lúc 14:00", minutes=15)
            actions.identify(None, screen)
            room.set_cookie("screen", secret)
            told = room.get("/screen/state").json
            assert {name: told[name] for name in told if name != "mark"} == {
                "name": "Hội trường",
                "name_ms": 15_000,
                "message": "Họp lúc 14:00",
                "message_ms": 900_000,
            }
            now.shift(16 * MINUTE)
            assert [room.get("/screen/state").json[name] for name in ("name", "message")] == ["", ""]
            actions.tell(None, queries.screen_of(secret), text="Đến khi bỏ")
            now.shift(600 * MINUTE)
            assert room.get("/screen/state").json["message"] == "Đến khi bỏ"
            mark = room.get("/screen/state").json["mark"]
            actions.reload(None, queries.screen_of(secret))
            assert room.get("/screen/state").json["mark"] != mark
