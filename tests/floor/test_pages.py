"""The doors of the floor: a site by link and by account, the office, the chair, a program; and what open pages show."""

import pytest

from confsys.conferences import links
from confsys.console.recent import recently
from confsys.extensions import db
from confsys.floor import actions, queries
from confsys.floor.models import Turn
from confsys.history.actions import revert
from confsys.journal import Entry
from confsys.live import service
from confsys.live.hub import Audience
from tests.floor.office import Hall, at, kinds
from tests.live.applied import applied


@pytest.fixture
def hall(kept):
    hall = kept(Hall)
    with hall.app.app_context():
        yield hall


def guest(hall):
    client = hall.app.test_client()
    client.environ_base["HTTP_ORIGIN"] = "http://localhost"
    client.set_cookie("lang", "en", domain="localhost")
    return client


# -- a site ----------------------------------------------------------------------------------------


def test_a_site_raises_its_hand_by_its_link_and_takes_it_down(hall):
    client, address = guest(hall), f"{hall.links[0]}/floor"
    hall.asks(1), hall.asks(2)
    assert client.post(address, data={"kind": "request", "topic": "Đê biển"}).status_code == 303
    page = client.get(address)
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    assert "2 turns before yours" in page.text and "Đê biển" in page.text
    assert client.post(address, data={"kind": "request"}).status_code == 303
    turn = queries.turn_of_kind(hall.site(0), "request")
    assert (turn.way, turn.asked_by_id) == ("link", None)

    assert client.post(f"{address}/{turn.id}/withdraw").status_code == 303
    assert client.post(f"{hall.links[1]}/floor/{turn.id}/withdraw").status_code == 404
    assert kinds(hall)[2:] == ["floor.turn_asked", "floor.turn_withdrawn"]


def test_what_was_typed_wrongly_is_kept_with_a_sentence(hall):
    answer = guest(hall).post(f"{hall.links[0]}/floor", data={"kind": "question", "topic": "x" * 201})

    assert answer.status_code == 422
    assert "x" * 201 in answer.text and 'id="error-topic"' in answer.text and kinds(hall) == []


def test_a_closed_list_says_so_to_those_who_ask(hall):
    actions.close_list(hall.clerk, hall.conference)
    answer = guest(hall).post(f"{hall.links[0]}/floor", data={"kind": "request"})

    assert answer.status_code == 409
    assert "The list of speakers was closed at" in answer.text and "Only urgent words are still taken" in answer.text


def test_a_phone_shows_get_ready_then_please_speak(hall):
    turn = hall.asks(0)
    assert "Get ready to speak" in guest(hall).get(f"{hall.links[0]}/floor").text
    hall.speaks(turn)
    for tail in ("floor", "desk"):
        assert "Please speak now" in guest(hall).get(f"{hall.links[0]}/{tail}").text


def test_the_office_notes_a_hand_and_who_said_so(hall):
    said = {"site": hall.site(2).site_id, "kind": "reply", "told_by": "Bà Trực", "speaker": "Ông A"}
    assert hall.clients["office"].post(f"{hall.base}/floor", data=said).status_code == 303
    assert hall.clients["office"].post(f"{hall.base}/floor", data=said | {"site": "khong"}).status_code == 422
    assert hall.clients["chair"].post(f"{hall.base}/floor", data=said).status_code == 403
    turn = queries.turn_of_kind(hall.site(2), "reply")

    assert (turn.way, turn.told_by, turn.speaker) == ("office", "Bà Trực", "Ông A")
    assert turn.asked_by_id == hall.ids["office"]
    assert "by telephone, Bà Trực" in hall.clients["office"].get(f"{hall.base}/floor").text


# -- the office and the chair ----------------------------------------------------------------------


def test_the_console_and_the_chair_give_the_floor_with_one_press(hall):
    first, second = hall.asks(0, topic="Đê biển"), hall.asks(1)
    for page in ("operate", "chair"):
        text = hall.clients["chair"].get(f"{hall.base}/{page}").text
        assert f"/floor/{first.id}/speak" in text and "Đê biển" in text
    sent = {"expect": "", "back": "chair"}
    answer = hall.clients["chair"].post(f"{hall.base}/floor/{first.id}/speak", data=sent)
    assert (answer.status_code, answer.location) == (303, f"{hall.base}/chair")
    assert hall.clients["office"].post(f"{hall.base}/floor/{second.id}/speak", data=sent).status_code == 409
    refused = hall.clients["office"].post(f"{hall.base}/floor/{second.id}/refuse", data={"reason": "Hết giờ"})

    assert (refused.status_code, db.session.get(Turn, second.id, populate_existing=True).word) == (303, "Hết giờ")


def test_the_console_takes_back_the_last_press_and_all_that_came_with_it(hall):
    item, first, second = hall.item(number=0), hall.asks(1), hall.asks(2)
    hall.speaks(first)
    hall.speaks(second)
    pressed = []
    for _turn in range(2):
        [back] = [each.told.version for each in recently(hall.conference).done if each.is_next_back][:1]
        entry = db.session.get(Entry, (hall.conference.stream, back))
        pressed.append(entry.kind)
        revert(hall.clerk, entry)
        pressed.append([first.state, second.state, item.state])

    assert pressed == [
        *("floor.turn_started", ["speaking", "waiting", "paused"]),
        *("floor.turn_started", ["waiting", "waiting", "running"]),
    ]


def test_the_times_are_set_with_a_sentence_at_each_field(hall):
    minutes = {f"minutes-{kind}": "4" for kind in ("urgent", "question", "reply", "paper", "request")}
    wrong = hall.clients["office"].post(f"{hall.base}/floor/minutes", data=minutes | {"minutes-paper": "0"})
    assert wrong.status_code == 422 and 'id="error-minutes-paper"' in wrong.text
    assert hall.clients["office"].post(f"{hall.base}/floor/minutes", data=minutes).status_code == 303

    assert set(queries.minutes_of(hall.conference).values()) == {4}


def test_the_page_of_the_office_tells_who_has_spoken(hall):
    hall.speaks(hall.asks(0))
    page = hall.clients["office"].get(f"{hall.base}/floor").text

    assert "Not spoken yet: 3 / 4" in page and "Xã An" in page
    assert hall.clients["officer"].get(f"{hall.base}/floor").status_code == 403


# -- programs --------------------------------------------------------------------------------------


def test_a_program_asks_for_its_own_site_and_no_other(hall):
    program = hall.app.test_client()
    address, own = f"/api/v1/conferences/{hall.id}/floor", {"site": hall.site(0).site_id, "kind": "question"}
    made = program.post(address, json=own | {"topic": "Đê biển"}, headers=hall.programs["officer"])
    assert (made.status_code, made.json["state"], made.json["way"], made.json["seconds"]) == (
        201,
        "waiting",
        "account",
        180,
    )
    assert program.post(address, json=own, headers=hall.programs["other officer"]).status_code == 403
    assert program.post(address, json=own, headers=hall.programs["officer"]).status_code == 409
    listed = program.get(address, headers=hall.programs["chair"]).json["items"]
    live = program.get(f"/api/v1/conferences/{hall.id}/live", headers=hall.programs["other officer"]).json["floor"]

    assert [each["id"] for each in listed] == [each["id"] for each in live] == [made.json["id"]]
    assert "topic" in listed[0] and "topic" not in live[0]


def test_a_gesture_is_made_only_to_what_the_caller_saw(hall):
    turn, program = hall.asks(0), hall.app.test_client()
    stale = program.post(at(hall, turn, "call"), json={"expect": "called"}, headers=hall.programs["chair"])
    moved = program.post(at(hall, turn, "call"), headers=hall.programs["chair"] | {"If-Match": '"7"'})
    assert (stale.status_code, moved.status_code) == (409, 409)
    steps = ("call", "speak", "pause", "resume", "finish")
    states = [program.post(at(hall, turn, step), headers=hall.programs["chair"]).json["state"] for step in steps]

    assert states == ["called", "speaking", "paused", "speaking", "done"]


# -- open pages ------------------------------------------------------------------------------------


def story(hall):
    """(what happens, how), in an order that is possible."""
    asked: list[Turn] = []

    def ask(number, kind):
        return "ask", lambda: asked.append(hall.asks(number, kind, topic="Đê biển"))

    def run(name, number, **words):
        return name, lambda: getattr(actions, name)(hall.clerk, asked[number], **words)

    def whole(name, **words):
        return name, lambda: getattr(actions, name)(hall.clerk, hall.conference, **words)

    yield from (ask(0, "request"), ask(1, "request"), ask(2, "question"), ask(3, "paper"), ask(0, "urgent"))
    yield "move", lambda: actions.move(hall.clerk, asked[1], before=asked[0])
    yield from (run("call", 1), run("put_last", 3), run("speak", 1), run("speak", 2), run("pause", 2))
    yield from (run("resume", 2), run("finish", 2), run("refuse", 0, word="Hết giờ"), run("withdraw", 3))
    yield "set_back", lambda: actions.set_back(hall.clerk, asked[0], runs={asked[0].id: {"state": "waiting"}})
    yield from (whole("close_list"), whole("open_list"), whole("set_minutes", minutes={"urgent": 9}))
    yield whole("give_time", kind="request", minutes=2)
    yield "item", lambda: hall.item(number=2)
    yield from (run("speak", 4), run("finish", 4))
    yield from (("recess", lambda: hall.take("recess")), ("resume", lambda: hall.take("resume")))
    yield "close", lambda: hall.take("close")


def test_every_page_equals_its_fresh_self_after_every_turn(hall):
    newsroom = service.of(hall.app).newsroom
    everybody = [Audience(view, "", "vi") for view in ("screen", "site", "stage", "operator", "chair")]
    shown = {each: newsroom.latest(hall.id, each) for each in everybody}
    parts = {each: dict(news.parts) for each, news in shown.items()}
    for name, act in story(hall):
        act()
        for each in everybody:
            news = newsroom.latest(hall.id, each, shown[each].version, shown[each].epoch)
            parts[each] = applied(parts[each], news.parts)
            assert parts[each] == newsroom.latest(hall.id, each).parts, f"{each} after {name}"
            shown[each] = news

    made = {name for name, _act in story(hall)}
    assert {name for name, each in vars(actions).items() if getattr(each, "is_action", False)} - made == set()


def test_no_message_to_all_holds_what_a_site_wants_to_say(hall):
    hall.asks(0, topic="Đê biển", speaker="Ông A")
    news = service.of(hall.app).newsroom.first(hall.id, "site", "vi")

    assert 'data-turn="' in news.parts["queue"]
    assert not any("Đê biển" in (html or "") or "Ông A" in (html or "") for html in news.parts.values())
    assert links.join_token(hall.site(0)) not in str(news.parts)
