"""The doors of the socket: one who may, one stranger, one refusal each; and whatever else may be sent."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from confsys import clock, doors
from confsys.agenda import actions as agenda_actions
from confsys.conferences import links
from confsys.conferences.models import Conference
from confsys.errors import NotFound
from confsys.extensions import db
from confsys.live import sockets
from confsys.people import actions as people
from confsys.people.models import Person, RoleHeld
from tests.build import a_conference, a_person, a_province, bearer, signed_in_client
from tests.live.conftest import OWN, link_of


@pytest.fixture
def house(kept):
    return kept(a_house)


def a_house(app) -> dict:
    """A conference in session, with its clerk, its chair, its technician and somebody from elsewhere."""
    with app.app_context():
        body = a_province()
        clerk = a_person(role="secretariat", site=body)
        people = {
            "clerk": clerk,
            "chair": a_person(role="chair", site=body),
            "technician": a_person(role="technician", site=body),
            "stranger": a_person(),
        }
        conference = a_conference(state="live", organiser=body, by=clerk)
        ids = {name: SimpleNamespace(id=person.id) for name, person in people.items()}
        return ids | {
            "conference": conference.id,
            "link": link_of(conference),
            "stage": {"link": links.stage_token(conference)},
        }


MAY = {
    "screen": {"clerk", "chair", "technician", "link", "stage"},
    "stage": {"clerk", "chair", "technician", "stage"},
    "lower-third": {"clerk", "chair", "technician", "stage"},
    "operator": {"clerk", "chair", "technician"},
    "chair": {"clerk", "chair"},
    "data": {"clerk", "chair", "technician"},
}


@pytest.mark.parametrize("view", MAY)
@pytest.mark.parametrize("who", ["clerk", "chair", "technician", "stranger", "link", "stage"])
def test_each_view_has_its_audience(house, socket, view, who):
    shown = house[who]
    ear = socket(person=shown) if isinstance(shown, SimpleNamespace) else socket(auth=shown, headers=OWN)

    answer = ear.join(house["conference"], view)

    assert answer["ok"] is (who in MAY[view])
    assert bool(ear.heard()) is answer["ok"]


def test_a_stranger_learns_nothing_of_what_there_is(house, socket):
    ear = socket(person=house["stranger"])

    assert ear.join(house["conference"]) == ear.join("0000000000000000")
    assert ear.join(house["conference"])["error"] == str(NotFound())


def test_the_answer_names_version_epoch_and_time_and_everything_follows(house, socket):
    ear = socket(person=house["clerk"])

    answer = ear.join(house["conference"])

    assert set(answer) == {"ok", "version", "epoch", "now", "build"}
    news = ear.heard()
    assert [(each["since"], each["version"]) for each in news] == [(0, answer["version"])]


def test_who_is_up_to_date_gets_nothing(house, socket):
    first = socket(person=house["clerk"]).join(house["conference"])
    ear = socket(person=house["clerk"])

    ear.join(house["conference"], since=first["version"], epoch=first["epoch"])

    assert ear.heard() == []


def test_a_cookie_is_a_sign_in(fresh_app, house, socket):
    browser = signed_in_client(fresh_app, house["clerk"])

    assert socket(browser=browser, headers=OWN).join(house["conference"], "operator")["ok"]


@pytest.mark.parametrize("origin", [{}, {"Origin": "http://evil.example"}, {"Origin": "null"}])
def test_cookie_and_link_need_our_own_origin(fresh_app, house, socket, origin):
    browser = signed_in_client(fresh_app, house["clerk"])
    del browser.environ_base["HTTP_ORIGIN"]

    assert not socket(browser=browser, headers=origin).is_open
    assert not socket(auth=house["link"], headers=origin).is_open


def test_a_token_may_come_without_an_origin_but_not_from_elsewhere(house, socket, fresh_app):
    token = {"token": bearer(fresh_app, house["clerk"])["Authorization"].removeprefix("Bearer ")}

    assert socket(auth=token).is_open
    assert not socket(auth=token, headers={"Origin": "http://evil.example"}).is_open


@pytest.mark.parametrize(
    "auth", [None, {}, [], "x", {"token": 5}, {"token": ""}, {"link": ["a"]}, {"token": "x" * 300}, {"token": "\ud800"}]
)
def test_without_a_credential_the_door_stays_shut(fresh_app, live, socket, auth):
    assert not socket(auth=auth, headers=OWN).is_open


@pytest.mark.parametrize("auth", [{"token": "unknown"}, {"link": "j0000000000000000-1-000000000000000000000000"}])
def test_an_unknown_credential_is_refused_at_join(house, socket, auth):
    ear = socket(auth=auth, headers=OWN)

    assert ear.join(house["conference"])["ok"] is False
    assert ear.heard() == []


@pytest.mark.parametrize(
    "sent",
    [
        (),
        (None,),
        ([],),
        ("join",),
        (7,),
        ({},),
        ({"conference": None, "view": None},),
        ({"conference": {"$ne": 1}, "view": "screen"},),
        ({"conference": "x" * 5000, "view": "screen"},),
        ({"conference": "0" * 16, "view": "nothing"},),
        ({"conference": "0" * 16, "view": "screen", "lang": "xx"},),
        ({"conference": "0" * 16, "view": "screen", "since": "1"},),
        ({"conference": "0" * 16, "view": "screen", "since": -1},),
        ({"conference": "0" * 16, "view": "screen", "since": True},),
        ({"conference": "0" * 16, "view": "screen", "since": 2**70},),
        ({"conference": "0" * 16, "view": "screen", "epoch": 5},),
        ({"conference": "0" * 16, "view": "screen"}, "more", None),
    ],
)
@pytest.mark.parametrize("event", sockets.EVENTS)
def test_nothing_that_is_sent_breaks_a_line(house, socket, event, sent):
    ear = socket(person=house["clerk"])

    answer = ear.call(event, *sent)

    assert (answer["ok"], bool(answer["error"])) == (False, True)
    assert ear.join(house["conference"])["ok"]


def test_words_are_in_the_language_asked_for(house, socket):
    ear = socket(person=house["stranger"])

    assert ear.join(house["conference"], lang="vi")["error"] == "Không tìm thấy"


def test_an_event_without_a_rule_stops_the_start(fresh_app, monkeypatch):
    monkeypatch.setitem(sockets.EVENTS, "undeclared", lambda *args: {})

    with pytest.raises(RuntimeError, match="undeclared"):
        doors.refuse_undeclared(fresh_app)


def test_a_client_cannot_play_its_own_connection(house, socket, live):
    ear = socket(person=house["clerk"])
    ear.call("connect", {"HTTP_ORIGIN": "http://localhost"}, {"link": "x"})

    assert ear.join(house["conference"], "operator")["ok"]
    assert len(live.hub.clients) == 1


# -- gestures --------------------------------------------------------------------------------------


@pytest.fixture
def agenda(fresh_app, house):
    with fresh_app.app_context():
        conference = db.session.get(Conference, house["conference"])
        return [
            agenda_actions.add(None, conference, title=each, kind="bao-cao", minutes=10).id for each in ("Một", "Hai")
        ]


def press(ear, house, expect, command):
    return ear.call("agenda.next", {"conference": house["conference"], "expect": expect, "command": command})


def test_the_chair_goes_on_and_every_screen_hears_it(house, agenda, socket, live):
    screen, chair = socket(auth=house["link"], headers=OWN), socket(person=house["chair"])
    screen.join(house["conference"])
    screen.heard()

    assert press(chair, house, None, "k1") == {"ok": True, "item": agenda[0]}
    live.tail.flush()

    assert "Một: running" in screen.heard()[0]["parts"]["agenda"]


def test_two_presses_give_one_step(house, agenda, socket):
    first, second = socket(person=house["chair"]), socket(person=house["clerk"])

    assert press(first, house, None, "a")["ok"] is True
    assert press(second, house, None, "b")["ok"] is False
    assert press(first, house, None, "a") == {"ok": True, "item": agenda[0]}


@pytest.mark.parametrize("who", ["technician", "stranger", "link"])
def test_others_cannot_go_on(house, agenda, socket, who):
    shown = house[who]
    ear = socket(person=shown) if isinstance(shown, SimpleNamespace) else socket(auth=shown, headers=OWN)

    assert press(ear, house, None, "k")["ok"] is False


def test_a_reading_token_cannot_go_on(fresh_app, house, agenda, socket):
    token = bearer(fresh_app, house["chair"], scope="read")["Authorization"].removeprefix("Bearer ")

    assert press(socket(auth={"token": token}), house, None, "k")["status"] == 403


# -- losing the right ------------------------------------------------------------------------------


def test_a_sign_out_cuts_the_line(fresh_app, house, socket, live):
    browser = signed_in_client(fresh_app, house["clerk"])
    ear = socket(browser=browser, headers=OWN)
    ear.join(house["conference"], "operator")
    other = socket(person=house["clerk"])
    other.join(house["conference"], "operator")

    browser.post("/sign-out")
    live.guard.judge_all()

    assert [each["reason"] for each in ear.heard("gone")] == ["signed-out"]
    assert (ear.is_open, other.is_open, len(live.hub.clients)) == (False, True, 1)


def test_a_lost_role_cuts_the_line(fresh_app, house, socket, live):
    ear = socket(person=house["technician"])
    ear.join(house["conference"], "operator")
    with fresh_app.app_context():
        person = db.session.get(Person, house["technician"].id)
        held = db.session.scalars(select(RoleHeld).where(RoleHeld.person_id == person.id)).one()
        people.end_role(None, person, held=held, last_day=clock.today() - timedelta(days=1))
    live.guard.judge_all()

    assert [each["reason"] for each in ear.heard("gone")] == ["not-allowed"]


def test_a_closed_account_is_cut_on_every_line(fresh_app, house, socket, live):
    by_cookie = socket(browser=signed_in_client(fresh_app, house["technician"]), headers=OWN)
    by_token = socket(person=house["technician"])
    other = socket(person=house["clerk"])
    for ear in (by_cookie, by_token, other):
        ear.join(house["conference"], "operator")

    with fresh_app.app_context():
        people.disable(None, db.session.get(Person, house["technician"].id))
    live.guard.judge_all()

    assert [ear.is_open for ear in (by_cookie, by_token, other)] == [False, False, True]
