"""A thousand screens: one change from the button to the last of them, all back after a drop, and what each costs.

Beside it, in the same run, a bare broadcast of as many octets: by Socket.IO on Node where it can be found (NODE_PATH),
else by Flask-SocketIO as its documentation shows it. Server and screens have a core each. The screens offer
compression, as browsers do.
"""

import http.client
import json
import os
import select
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from flask_migrate import upgrade

from bench.live_fanout import HELLO, PING, frame, sites_and_links
from tests.server import ByCommand, free_port

SITES = 1000
UPDATES, WARM_UP, BREATH = 30, 5, 0.2
AT_ONCE = 200  # handshakes on their way
READ = 16 * 1024
NEWS = b'["news"'
ARRIVAL = 8.0  # seconds until all that came have been written down
HEAD = HELLO.replace("\r\n\r\n", "\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n")
HERE = Path(__file__).resolve().parent


class Measured(NamedTuple):
    updates: list[float]  # seconds from the button to the last screen
    back: float  # seconds until all were back, each with its state
    memory: float  # octets for each screen
    size: int  # octets of one message
    whole: int  # octets of the state


def rows() -> Iterator[tuple[str, str, str, str, str]]:
    """(what, median, worst, compared with, ratio)."""
    ours, theirs = _product("1"), _product("0")
    name, bare = _anchor(ours)
    yield _change(f"a change on {SITES:,} screens, from the button", ours, name, bare)
    yield _change("the same, carried by the libraries", theirs, name, bare)
    for what, found in (("", ours), (", carried by the libraries", theirs)):
        ratio = f"{found.back / bare.back:.2f}×"
        yield (
            f"{SITES:,} screens back after a drop{what}",
            f"{found.back:.2f} s",
            "-",
            f"{name}: {bare.back:.2f} s",
            ratio,
        )
        kilobytes = f"{found.memory / 1000:.0f} kB"
        ratio = f"{found.memory / bare.memory:.2f}×"
        yield f"memory of one of them{what}", kilobytes, "-", f"{name}: {bare.memory / 1000:.0f} kB", ratio


def _change(what: str, found: Measured, name: str, bare: Measured) -> tuple[str, str, str, str, str]:
    median, anchor = statistics.median(found.updates), statistics.median(bare.updates)
    told = f"{name}: {anchor * 1000:.1f} ms"
    return what, f"{median * 1000:.1f} ms", f"{max(found.updates) * 1000:.1f} ms", told, f"{median / anchor:.2f}×"


def _product(own_lines: str) -> Measured:
    folder = Path(tempfile.mkdtemp())
    server = ByCommand(folder, f"sqlite:///{folder / 'confsys.db'}", ACCESS_LOG="0", OWN_LINES=own_lines)
    server.in_app(upgrade)
    conference_id, item_id, token, tokens = server.in_app(sites_and_links, SITES)
    address = f"/api/v1/conferences/{conference_id}/agenda/{item_id}/adjust"
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    join = {"conference": conference_id, "view": "screen", "lang": "vi"}
    server.start()
    try:
        _pin(server.process.pid, 0)
        crowd = Crowd(server.port, [{"link": each} for each in tokens], join)
        return _measure(server.process.pid, crowd, lambda number: (address, {"minutes": (-1) ** number}, headers))
    finally:
        server.kill()


def _anchor(ours: Measured) -> tuple[str, Measured]:
    """Its name, and what a bare broadcast of as many octets takes."""
    node = shutil.which("node")
    can = node and subprocess.run([node, "-e", "require('socket.io')"], capture_output=True).returncode == 0
    with _node(node, ours.whole) if can else _flask() as (pid, port):
        _pin(pid, 0)
        crowd = Crowd(port, [{}] * SITES, {} if can else None)
        headers = {"Content-Type": "application/json"}
        found = _measure(pid, crowd, lambda number: ("/emit", {"size": ours.size, "version": number}, headers))
    return "bare Socket.IO on Node" if can else "bare Flask-SocketIO", found


@contextmanager
def _node(node: str, whole: int) -> Iterator[tuple[int, int]]:
    port = free_port()
    env = os.environ | {"PORT": str(port), "WHOLE": str(whole)}
    process = subprocess.Popen([node, str(HERE / "node_socketio.js")], env=env, start_new_session=True)
    time.sleep(1.5)
    yield process.pid, port
    process.kill()
    process.wait()


@contextmanager
def _flask() -> Iterator[tuple[int, int]]:
    server = ByCommand(Path(tempfile.mkdtemp()), "", wsgi="bench.bare_socketio:app", ACCESS_LOG="0")
    server.start()
    yield server.process.pid, server.port
    server.kill()


def _measure(pid: int, crowd: "Crowd", request: Callable[[int], tuple[str, dict, dict]]) -> Measured:
    _pin(0, 1)
    empty = _memory(pid)
    crowd.come()
    crowd.idle(ARRIVAL)
    memory = (_memory(pid) - empty) / SITES
    button = http.client.HTTPConnection("127.0.0.1", crowd.port)
    updates = [_update(button, crowd, *request(number)) for number in range(WARM_UP + UPDATES)]
    crowd.go()
    return Measured(updates[WARM_UP:], crowd.come(), memory, crowd.size, crowd.whole)


def _update(button: http.client.HTTPConnection, crowd: "Crowd", path: str, body: dict, headers: dict) -> float:
    crowd.idle(BREATH)
    begun = time.perf_counter()
    button.request("POST", path, json.dumps(body), headers)
    crowd.hear()
    taken = time.perf_counter() - begun
    answer = button.getresponse()
    assert answer.status < 300, answer.read()
    answer.read()
    return taken


def _pin(pid: int, core: int) -> None:
    """The process and those it leads to one core, where there are two."""
    if len(os.sched_getaffinity(0) | {0, 1}) < 2 or (os.cpu_count() or 1) < 2:
        return
    for each in [pid] if pid == 0 else _group(pid):
        os.sched_setaffinity(each, {core})


def _group(pid: int) -> list[int]:
    found = [int(each) for each in os.listdir("/proc") if each.isdigit()]
    return [each for each in found if os.path.exists(f"/proc/{each}") and os.getpgid(each) == os.getpgid(pid)]


def _memory(pid: int) -> int:
    """Octets in use by it and its group."""
    pages = (int(Path(f"/proc/{each}/statm").read_text().split()[1]) for each in _group(pid))
    return sum(pages) * os.sysconf("SC_PAGE_SIZE")


class Crowd:
    """Many sockets in one loop that do what a screen does, and count who has heard."""

    def __init__(self, port: int, auths: list[dict], join: dict | None) -> None:
        self.port, self.size, self.whole = port, 0, 0
        self._steps = [(b"maxPayload", frame("40/live," + json.dumps(each))) for each in auths]
        self._ready = b'"news"' if join is not None else b"40/live,"
        self._join = b"" if join is None else frame('42/live,1["join",' + json.dumps(join) + "]")
        self._lines: dict[int, socket.socket] = {}
        self._loop = select.epoll()

    def come(self) -> float:
        """Connect and join all; seconds until the last shows its state."""
        begun, waiting, self._ready_ones = time.perf_counter(), list(range(len(self._steps))), 0
        heard: dict[int, bytearray] = {}
        stage: dict[int, int] = {}
        places: dict[int, int] = {}
        while self._ready_ones < len(self._steps):
            while waiting and len(heard) < AT_ONCE:
                place = waiting.pop()
                line = socket.create_connection(("127.0.0.1", self.port))
                line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                line.sendall(HEAD.format(host=f"127.0.0.1:{self.port}").encode())
                line.setblocking(False)
                number = line.fileno()
                self._lines[number], heard[number], stage[number], places[number] = line, bytearray(), 0, place
                self._loop.register(number, select.EPOLLIN)
            assert time.perf_counter() - begun < 60, f"{self._ready_ones} came"
            for number, _event in self._loop.poll(1):
                self._step(number, heard, stage, places)
        return time.perf_counter() - begun

    def _step(self, number: int, heard: dict, stage: dict, places: dict) -> None:
        line = self._lines[number]
        piece = line.recv(READ)
        assert piece, "the server hung up"
        if number not in heard:
            self._answer(line, piece)
            return
        heard[number] += piece
        if stage[number] == 0 and b"maxPayload" in heard[number]:
            line.send(self._steps[places[number]][1])
            stage[number] = 1
        elif stage[number] == 1 and b"40/live," in heard[number]:
            stage[number] = 2
            if self._join:
                line.send(self._join)
        if stage[number] == 2 and self._ready in heard[number]:
            self.whole = max(self.whole, len(heard[number]))
            del heard[number]
            self._ready_ones += 1

    def idle(self, seconds: float) -> None:
        """Read, and answer pings, for so long."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            for number, _event in self._loop.poll(left):
                line = self._lines[number]
                self._answer(line, line.recv(READ))

    def hear(self) -> None:
        """Until each has heard news."""
        missing, deadline = set(self._lines), time.perf_counter() + 20
        while missing:
            assert time.perf_counter() < deadline, f"{len(missing)} heard nothing"
            for number, _event in self._loop.poll(1):
                piece = self._lines[number].recv(READ)
                if NEWS in piece[:40]:
                    missing.discard(number)
                    self.size = max(self.size, len(piece))
                elif NEWS in piece:  # behind a sign that the line is alive
                    missing.discard(number)
                if piece.startswith(PING):
                    self._answer(self._lines[number], piece)

    def go(self) -> None:
        """All at once, as when a line of the province is cut."""
        for number, line in self._lines.items():
            self._loop.unregister(number)
            line.close()
        self._lines.clear()

    @staticmethod
    def _answer(line: socket.socket, piece: bytes) -> None:
        if PING in piece:
            line.send(frame("3"))


if __name__ == "__main__":
    for row in rows():
        print(*row, sep="  |  ")
