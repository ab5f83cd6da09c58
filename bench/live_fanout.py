"""One change, from the button's POST to the last of 200 screens; beside it a bare Flask-SocketIO broadcast.

Server and screens are processes of their own. The screens are plain sockets in one select loop, so that what is
measured is the server.
"""

import http.client
import json
import re
import selectors
import socket
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from flask_migrate import upgrade

from confsys.agenda import actions as agenda
from confsys.conferences import links, queries
from confsys.people import sessions
from tests.build import a_conference, a_person, a_province, a_site
from tests.server import ByCommand, Server

SCREENS = 200
UPDATES = 20
WARM_UP = 5
PING = b"\x81\x012"
HELLO = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
    "Upgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


def rows() -> Iterator[tuple[str, str, str, str, str]]:
    """(what, median, worst, compared with, ratio)."""
    taken, size = _product()
    bare = _bare(size)
    median, worst = statistics.median(taken) * 1000, max(taken) * 1000
    ratio = statistics.median(taken) / statistics.median(bare)
    anchor = f"a bare Flask-SocketIO broadcast: {statistics.median(bare) * 1000:.1f} ms"
    yield f"a change on {SCREENS} screens", f"{median:.1f} ms", f"{worst:.1f} ms", anchor, f"{ratio:.1f}×"


def _product() -> tuple[list[float], int]:
    """Seconds of each update, and the size of what a screen was sent."""
    folder = Path(tempfile.mkdtemp())
    server = ByCommand(folder, f"sqlite:///{folder / 'confsys.db'}", ACCESS_LOG="0")
    server.in_app(upgrade)
    server.start()
    try:
        conference_id, item_id, token, tokens = server.in_app(sites_and_links, SCREENS)
        join = {"conference": conference_id, "view": "screen", "lang": "vi"}
        screens = Screens(server, [{"link": each} for each in tokens], join)
        address = f"/api/v1/conferences/{conference_id}/agenda/{item_id}/adjust"
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        return _measure(server, screens, lambda number: (address, {"minutes": (-1) ** number}, headers))
    finally:
        server.kill()


def _bare(size: int) -> list[float]:
    server = ByCommand(Path(tempfile.mkdtemp()), "", wsgi="bench.bare_socketio:app", ACCESS_LOG="0")
    server.start()
    try:
        screens = Screens(server, [{}] * SCREENS, {})
        headers = {"Content-Type": "application/json"}
        return _measure(server, screens, lambda number: ("/emit", {"size": size, "version": number}, headers))[0]
    finally:
        server.kill()


def sites_and_links(number: int) -> tuple[str, str, str, list[str]]:
    """A conference in session with so many sites: its id, the item that runs, a token of its clerk, its links."""
    body = a_province()
    clerk = a_person(role="secretariat", site=body)
    conference = a_conference(state="live", organiser=body, by=clerk, sites=[a_site() for _each in range(number)])
    items = [
        agenda.add(clerk, conference, title=f"Báo cáo {each}", kind="bao-cao", minutes=20, presenter="Ông A")
        for each in range(20)
    ]
    agenda.start(clerk, items[0])
    tokens = [links.join_token(each) for each in queries.participations_of(conference)][:number]
    return conference.id, items[0].id, sessions.issue_token(clerk, clerk, label="bench")[1], tokens


def _measure(server: Server, screens: "Screens", request) -> tuple[list[float], int]:
    line = http.client.HTTPConnection("127.0.0.1", server.port)
    taken = []
    for number in range(WARM_UP + UPDATES):
        path, body, headers = request(number)
        screens.expect_news()
        begun = time.perf_counter()
        line.request("POST", path, json.dumps(body), headers)
        screens.wait_for_all()
        taken.append(time.perf_counter() - begun)
        answer = line.getresponse()
        assert answer.status < 300, answer.read()
        answer.read()
        time.sleep(0.15)
    return taken[WARM_UP:], screens.size


class Screens:
    """Many sockets that only count who has heard."""

    def __init__(self, server: Server, auths: list[dict], join: dict) -> None:
        self.sockets = selectors.DefaultSelector()
        self.size = 0
        for auth in auths:
            self.sockets.register(self._opened(server, auth, join), selectors.EVENT_READ)
        self.missing: set[socket.socket] = set()

    def _opened(self, server: Server, auth: dict, join: dict) -> socket.socket:
        line = socket.create_connection(("127.0.0.1", server.port))
        line.sendall(HELLO.format(host=f"127.0.0.1:{server.port}").encode())
        _read_until(line, b"pingTimeout")
        line.sendall(frame("40/live," + json.dumps(auth)))
        _read_until(line, b"40/live,")
        if join:
            line.sendall(frame('42/live,1["join",' + json.dumps(join) + "]"))
            _read_until(line, b'"news"')
        return line

    def expect_news(self) -> None:
        for key, _events in self.sockets.select(0):
            key.fileobj.recv(1 << 16)
        self.missing = {key.fileobj for key in self.sockets.get_map().values()}

    def wait_for_all(self) -> None:
        deadline = time.monotonic() + 10
        while self.missing:
            assert time.monotonic() < deadline, f"{len(self.missing)} screens heard nothing"
            for key, _events in self.sockets.select(1):
                heard = key.fileobj.recv(1 << 16)
                if re.search(rb'\["news"', heard):
                    self.size = max(self.size, len(heard))
                    self.missing.discard(key.fileobj)
                if PING in heard:
                    key.fileobj.sendall(frame("3"))


def _read_until(line: socket.socket, mark: bytes) -> None:
    heard = b""
    while mark not in heard:
        piece = line.recv(1 << 16)
        assert piece, heard
        heard += piece


def frame(text: str) -> bytes:
    """A masked text frame; the mask is zero."""
    body = text.encode()
    head = bytes((0x81, 0x80 | len(body))) if len(body) < 126 else b"\x81\xfe" + len(body).to_bytes(2, "big")
    return head + b"\0\0\0\0" + body


if __name__ == "__main__":
    for row in rows():
        print(*row, sep="  |  ")
