"""Our own way to carry lines against the libraries' own: whatever a browser does, both answer alike."""

import json
import re
import socket
import time
import urllib.request

import pytest

from confsys.app import create_app
from confsys.live import lines
from tests.live.house import House, wait_until
from tests.live.test_frames import sent
from tests.live.test_handshake import HEADERS
from tests.server import a_server, running

OWN, THEIRS = "1", "0"
TEXT, BINARY, CLOSING, PINGING = 1, 2, 8, 9


@pytest.fixture(scope="module", params=[OWN, THEIRS], ids=["own", "theirs"])
def carried(request, tmp_path_factory, worlds):
    """A house whose server carries lines in one of the two ways."""
    stub = {"wsgi": "tests.live.stub:application()", "OWN_LINES": request.param}
    for server in running(a_server(tmp_path_factory.mktemp("server"), worlds, **stub)):
        yield House(server)


class Raw:
    """A line on which anything can be said."""

    def __init__(self, house, end=b"", **changed):
        self.line = socket.create_connection(("127.0.0.1", house.server.port), timeout=5)
        headers = HEADERS | {"Host": house.server.url[7:], "Origin": house.server.url} | changed
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self.line.sendall(f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n{lines}\r\n".encode() + end)

    def say(self, opcode: int, payload: bytes | str) -> None:
        self.line.sendall(sent(opcode, payload))

    def hears(self, mark: bytes, seconds: float = 5) -> bytes:
        """All until this comes, or until the server hangs up."""
        heard, deadline = b"", time.monotonic() + seconds
        while mark not in heard and time.monotonic() < deadline:
            try:
                piece = self.line.recv(65536)
            except OSError:
                break
            if not piece:
                break
            heard += piece
        return heard

    def is_hung_up(self) -> bool:
        return b"never" not in self.hears(b"never", 8)


def test_the_server_takes_the_way_it_was_told(carried):
    assert carried.showing().parts["title"]
    assert _figure(carried, "own_lines") == int(carried.server.settings["OWN_LINES"])


def test_the_first_word_is_the_same(carried):
    hello = Raw(carried).hears(b"}")

    told = json.loads(re.search(rb"0(\{.*\})", hello)[1])
    assert set(told) == {"sid", "upgrades", "pingTimeout", "pingInterval", "maxPayload"}
    assert (told["upgrades"], told["pingTimeout"], told["pingInterval"], told["maxPayload"]) == (
        [],
        10000,
        10000,
        16384,
    )


@pytest.mark.parametrize("changed", [{"Origin": "http://evil.example"}, {"Upgrade": "h2c"}, {"Sec-WebSocket-Key": "x"}])
def test_no_other_page_and_nothing_half_is_let_in(carried, changed):
    assert b"maxPayload" not in Raw(carried, **changed).hears(b"maxPayload")


def test_a_ping_is_answered_and_a_good_bye_too(carried):
    raw = Raw(carried)
    raw.hears(b"maxPayload")

    raw.say(PINGING, b"are you there")
    assert b"\x8a\x0dare you there" in raw.hears(b"there")
    raw.say(CLOSING, b"\x03\xe8")
    assert raw.hears(b"\x88").startswith(b"\x88")
    assert raw.is_hung_up()


@pytest.mark.parametrize(
    "rude",
    [
        pytest.param(b"\x81\x05hello", id="not masked"),
        pytest.param(b"\x01" + sent(TEXT, b"40/live,")[1:], id="in pieces"),
        pytest.param(sent(TEXT, b"", length=2**40), id="too large"),
        pytest.param(sent(TEXT, b"\xff\xfe"), id="no text"),
        pytest.param(sent(TEXT, b"x"), id="no packet"),
        pytest.param(b"\xf1" + sent(TEXT, b"x")[1:], id="an extension"),
    ],
)
def test_who_speaks_no_websocket_is_hung_up_on_and_costs_nobody_else(carried, rude):
    screen, raw = carried.showing(), Raw(carried)
    raw.hears(b"maxPayload")

    raw.line.sendall(rude)

    assert raw.is_hung_up()
    assert screen.join(carried.id)["ok"]


@pytest.mark.parametrize(
    "packet", ["4{}", "4[]", "4", "2", "6", "7", "40/other,", "40/live,{", "41/live,", "42/live,[1]"]
)
def test_nonsense_is_heard_out(carried, packet):
    screen, written = carried.screen(), carried.server.log.stat().st_size

    screen.line.send(packet)

    if packet != "41/live,":  # it asked to leave
        assert screen.join(carried.id)["ok"]
    assert b"Traceback" not in carried.server.log.read_bytes()[written:]


def test_octets_one_by_one_make_the_same(carried):
    raw = Raw(carried)
    raw.hears(b"maxPayload")

    for octet in sent(TEXT, "40/live," + json.dumps({"link": carried.links[1]})):
        raw.line.sendall(bytes((octet,)))

    assert b'40/live,{"sid":' in raw.hears(b"}")


def test_many_messages_in_one_are_answered_in_order(carried):
    raw = Raw(carried)
    raw.hears(b"maxPayload")
    ask = json.dumps(["join", {"conference": carried.id, "view": "screen"}])
    burst = sent(TEXT, "40/live," + json.dumps({"link": carried.links[1]}))
    burst += b"".join(sent(TEXT, f"42/live,{number}{ask}") for number in range(20))

    raw.line.sendall(burst)

    heard = raw.hears(b"43/live,19[")
    assert re.findall(rb"43/live,(\d+)\[", heard) == [b"%d" % number for number in range(20)]


def test_the_answer_comes_before_the_first_news(carried):
    raw = Raw(carried)
    raw.hears(b"maxPayload")
    raw.say(TEXT, "40/live," + json.dumps({"link": carried.links[1]}))
    raw.hears(b"}")

    raw.say(TEXT, "42/live,1" + json.dumps(["join", {"conference": carried.id, "view": "screen"}]))

    heard = raw.hears(b'["news"')
    assert heard.index(b"43/live,1[") < heard.index(b'42/live,["news"')


def test_who_went_without_a_word_is_forgotten(carried):
    screens = [carried.showing(number) for number in (0, 1, 2)]
    there = _shown(carried)
    assert there >= 3

    for screen in screens:
        screen.line.sock.close()

    wait_until(lambda: _shown(carried) <= there - 3)


def _shown(house) -> int:
    """How many screens hear a conference."""
    return _figure(house, 'sockets{view="screen"}')


def _figure(house, name: str) -> int:
    with urllib.request.urlopen(f"{house.server.url}/metrics", timeout=5) as answer:
        found = re.search(rf"^confsys_{re.escape(name)} (\d+)$", answer.read().decode(), re.MULTILINE)
    return int(found[1]) if found else 0


def test_other_libraries_than_these_are_met_in_their_own_way(tmp_path, monkeypatch, caplog):
    given = {"INSTANCE": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/x.db", "BASE_URL": "http://localhost"}
    assert create_app(given).extensions["live"].wire.lines is not None

    monkeypatch.setattr(lines, "version", lambda name: "99.0")

    assert create_app(given).extensions["live"].wire.lines is None
    assert "gevent 99.0" in caplog.text and "own way" in caplog.text


def test_the_libraries_are_those_it_was_written_for():
    assert lines.misfits() == []
