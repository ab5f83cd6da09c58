"""The real server: gunicorn in a process of its own, real sockets, and what may befall them."""

import json
import socket
import threading
import time
import urllib.request

import pytest
import websocket

from confsys.conferences import actions, queries
from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.live.frames import LARGEST_MESSAGE
from confsys.live.wire import LONGEST_QUEUE
from confsys.people import sessions
from confsys.people.models import SignIn
from confsys.settings import Setting
from tests.live.house import cuts, fetched, wait_until
from tests.live.screen import Screen

ESTABLISHED = 1  # of the states of a connection in Linux
NONSENSE = (
    '459999999-/live,1["join",{"_placeholder":true,"num":0}]',
    *(
        "45/live,",
        "461-/live,1[]",
        "42/live,{}",
        "42/live,[]",
        "42/live,1[",
        "42/live,[0]",
        "44/live,x",
        "4",
        "49",
        "4²",
    ),
    "42/live,1" + "[" * 15_000,
    "42/live," + "9" * 200 + "[]",
)


@pytest.mark.same_on_both
@pytest.mark.parametrize("packet", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_is_neither_kept_nor_written_down(house, packet):
    screen, written = house.screen(), house.server.log.stat().st_size

    screen.line.send(packet)
    for _each in range(100):
        screen.line.send_binary(b"x" * 1000)

    assert screen.join(house.id)["ok"]
    assert house.server.log.read_bytes()[written:].count(b"Traceback") == 0


def test_what_another_process_changes_is_shown_within_a_second(house):
    screen = house.showing()

    version = house.step("recess")
    screen.follow(version, timeout=1)

    assert "(recess)" in screen.parts["title"]
    assert screen.parts == fetched(house)["parts"]


def test_after_kill_and_restart_a_screen_gets_what_it_lacks(house):
    screen = house.showing()
    house.server.kill()
    version = house.step("recess", "resume")
    house.server.start()

    back = house.screen()
    answer = back.join(house.id, since=screen.version, epoch=screen.epoch)
    news = back.wait_for("news")

    assert (answer["version"], news["since"], news["version"]) == (version, screen.version, version)
    assert screen.show(news)
    assert screen.parts == fetched(house)["parts"]


def test_a_burst_is_heard_whole_and_in_order(house):
    screens = [house.showing(number) for number in (0, 1, 2)]

    version = house.step(*["recess", "resume"] * 20)
    for screen in screens:
        messages = []
        while screen.version < version:
            messages.append(screen.wait_for("news"))
            assert screen.show(messages[-1])
        assert len(messages) < 40
        assert screen.parts == fetched(house)["parts"]


@pytest.mark.same_on_both
def test_a_reader_that_sleeps_gets_whole_frames(house):
    house.fill_agenda(100)
    asleep = house.screen(sockopt=[(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)])
    asleep.join(house.id)
    for _each in range(150):
        # Each asks for everything again: far more than the line can hold before somebody reads.
        asleep.line.send('42/live,["join",' + json.dumps({"conference": house.id, "view": "screen"}) + "]")
    version = house.step(*["recess", "resume"] * 3)
    time.sleep(1)

    whole = 0
    while whole < 151:
        news = asleep.wait_for("news")
        whole += news["since"] == 0
        asleep.show(news)
    asleep.follow(version)

    assert asleep.parts == fetched(house)["parts"]


def _is_connected(screen) -> bool:
    """As the system knows it: nothing is read for it."""
    return screen.line.sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] == ESTABLISHED


@pytest.mark.same_on_both
def test_a_reader_that_never_wakes_is_cut_and_holds_up_nobody(house):
    house.fill_agenda(100)
    asleep, screen = house.screen(sockopt=[(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)]), house.showing(2)
    before = cuts(house)
    for _each in range(LONGEST_QUEUE * 4):
        asleep.line.send('42/live,["join",' + json.dumps({"conference": house.id, "view": "screen"}) + "]")

    screen.follow(house.step("recess"), timeout=20)
    wait_until(lambda: not _is_connected(asleep), seconds=30)  # it answers no ping
    assert cuts(house) > before


def test_a_sign_out_cuts_the_line_within_two_seconds(house):
    cookie, session_id = house.cookie()
    screen = Screen(house.server.url, cookie=cookie)
    assert screen.join(house.id, "operator")["ok"]

    with house.server.app.app_context():
        sessions.sign_out(None, db.session.get(SignIn, session_id))

    assert screen.is_cut(2)
    assert ("gone", "signed-out") in [(name, body.get("reason")) for name, body in screen.heard]


def test_a_renewed_link_cuts_the_line_within_two_seconds(house):
    screen, other = house.showing(1), house.showing(2)

    with house.server.app.app_context():
        conference = db.session.get(Conference, house.id)
        actions.renew_link(None, queries.participations_of(conference)[1])

    assert screen.is_cut(2)
    assert other.wait_for("head", 4)


@pytest.mark.parametrize("origin", ["http://evil.example", None])
def test_a_cookie_from_elsewhere_opens_nothing(house, origin):
    cookie, _session = house.cookie()

    try:
        screen = Screen(house.server.url, cookie=cookie, origin=origin)
        assert not screen.is_welcome
    except websocket.WebSocketConnectionClosedException:
        pass  # hung up before a word was said


@pytest.mark.same_on_both
def test_who_says_nothing_is_cut(house):
    silent, stranger = house.screen(), Screen(house.server.url, auth={"link": house.links[1]}, name="/")
    begun = time.monotonic()

    assert silent.is_cut(8)
    assert stranger.is_cut(8)
    assert 4.5 < time.monotonic() - begun < 8


@pytest.mark.same_on_both
def test_a_message_that_is_too_large_costs_only_its_sender(house):
    screen, rude = house.showing(1), house.screen(2)

    rude.line.send("42/live,1" + json.dumps(["join", "x" * LARGEST_MESSAGE]))

    assert rude.is_cut(3)
    assert screen.wait_for("head", 4)


@pytest.mark.same_on_both
@pytest.mark.parametrize(
    "packet", ["42/live,{}", "42/live,[", "42/live,[[]]", "9", "4", "45/live,1", "42/live,7[null]"]
)
def test_nonsense_costs_at_most_its_sender(house, packet):
    screen, rude = house.showing(1), house.screen(2)

    rude.line.send(packet)

    assert screen.join(house.id)["ok"]


@pytest.mark.same_on_both
def test_polling_is_not_spoken(house):
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{house.server.url}/socket.io/?EIO=4&transport=polling", timeout=5)

    assert refused.value.code == 400


def test_news_over_http_is_the_same(house):
    whole = fetched(house)
    version = house.step("recess")

    news = fetched(house, since=whole["version"], epoch=whole["epoch"])

    assert (news["since"], news["version"], list(news["parts"])) == (whole["version"], version, ["title"])


@pytest.mark.same_on_both
def test_an_administrator_stops_the_server_and_every_screen_is_told_when_to_come_back(house):
    screens = [house.showing(number) for number in (0, 1, 2)]

    threading.Thread(target=house.server.stop).start()
    waits = [screen.wait_for("bye")["retry_ms"] for screen in screens]
    cut = [screen.is_cut(2) for screen in screens]
    wait_until(lambda: house.server.process is None)
    house.server.start()

    assert cut == [True] * 3
    assert all(500 <= wait <= 3000 for wait in waits)


def test_a_restored_backup_gives_everybody_everything(house):
    screen = house.showing()

    with house.server.app.app_context(), db.engine.begin() as connection:
        row = Setting.__table__.update().where(Setting.name == "epoch")
        connection.execute(row.values(value={"value": f"restored {time.time()}"}))

    news = screen.wait_for("news", 2)
    assert (news["since"], news["epoch"] != screen.epoch, set(news["parts"])) == (0, True, set(screen.parts))


@pytest.mark.same_on_both
def test_no_secret_reaches_the_log(house):
    for path in ("join", "stage", "calendars"):
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(f"{house.server.url}/{path}/secret-{path}/x?token=secret-token", timeout=5)
    wait_until(lambda: "/calendars/" in house.server.log.read_text())

    assert "secret-" not in house.server.log.read_text()
