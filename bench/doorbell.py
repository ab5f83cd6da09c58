"""A change made at one of three processes: when the screens of the others show it, beside those of its own.

With the doorbell that tells them, over Redis and over PostgreSQL's NOTIFY; and without it, when they find out by
looking. Each process holds 30 screens.
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
from contextlib import contextmanager
from pathlib import Path

from flask_migrate import upgrade

from bench.live_fanout import PING, Screens, frame, sites_and_links
from tests import postgres
from tests.live.many import Redis
from tests.server import ByCommand, Server

SCREENS = 30
UPDATES = 40
WARM_UP = 5
BREATH = 0.31  # seconds between two changes: no multiple of how often a process looks


def rows() -> Iterator[tuple[str, str, str, str, str]]:
    """(what, median, worst, compared with, ratio)."""
    with _on_sqlite() as (servers, bell):
        meeting = Meeting(servers)
        yield from _told("Redis", meeting.measure())
        bell.stop()
        yield from _found("SQLite, Redis dead", meeting.measure())
    with _on_postgresql() as servers:
        yield from _told("NOTIFY", Meeting(servers).measure())
    with _on_postgresql(wsgi="bench.deaf:app") as servers:
        yield from _found("PostgreSQL, no NOTIFY", Meeting(servers).measure())


Times = list[tuple[float, float]]  # of each change: seconds to the last screen of its process, and of the others


def _told(by: str, times: Times) -> Iterator[tuple[str, str, str, str, str]]:
    later = [others - own for own, others in times]
    yield _row(f"a change on screens of other processes, later than on its own, by {by}", later, times)


def _found(where: str, times: Times) -> Iterator[tuple[str, str, str, str, str]]:
    yield _row(f"the same without the bell, from the button ({where})", [others for _own, others in times], times)


def _row(what: str, taken: list[float], times: Times) -> tuple[str, str, str, str, str]:
    own, others = (statistics.median(each) for each in zip(*times, strict=True))
    anchor = f"from the button on screens of its own process: {own * 1000:.1f} ms"
    return (
        what,
        f"{statistics.median(taken) * 1000:.1f} ms",
        f"{max(taken) * 1000:.1f} ms",
        anchor,
        f"{others / own:.1f}×",
    )


class Meeting:
    """A conference in session, changed at the first process, with screens at each."""

    def __init__(self, servers: list[Server]) -> None:
        first = servers[0]
        conference_id, item_id, token, links = first.in_app(sites_and_links, SCREENS)
        join = {"conference": conference_id, "view": "screen", "lang": "vi"}
        self.lines = selectors.DefaultSelector()
        for place, server in enumerate(servers):
            for key in Screens(server, [{"link": each} for each in links], join).sockets.get_map().values():
                self.lines.register(key.fileobj, selectors.EVENT_READ, data=place)
        self.button = http.client.HTTPConnection("127.0.0.1", first.port)
        self.address = f"/api/v1/conferences/{conference_id}/agenda/{item_id}/adjust"
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def measure(self) -> Times:
        return [self._change((-1) ** number) for number in range(WARM_UP + UPDATES)][WARM_UP:]

    def _change(self, minutes: int) -> tuple[float, float]:
        self._hear(BREATH, lambda _line, _place: None)
        missing = {key.fileobj: key.data for key in self.lines.get_map().values()}
        last: dict[int, float] = {}
        begun = time.perf_counter()

        def told(line: socket.socket, place: int) -> None:
            if missing.pop(line, None) is not None:
                last[place] = time.perf_counter() - begun

        self.button.request("POST", self.address, json.dumps({"minutes": minutes}), self.headers)
        while missing:
            assert time.perf_counter() - begun < 10, f"{len(missing)} screens heard nothing"
            self._hear(0.05, told, until=lambda: not missing)
        answer = self.button.getresponse()
        assert answer.status < 300, answer.read()
        answer.read()
        return last[0], max(last[place] for place in last if place)

    def _hear(self, seconds: float, told, until=lambda: False) -> None:
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0 and not until():
            for key, _events in self.lines.select(left):
                heard = key.fileobj.recv(1 << 16)
                assert heard, "a screen was cut"
                if re.search(rb'\["news"', heard):
                    told(key.fileobj, key.data)
                if PING in heard:
                    key.fileobj.sendall(frame("3"))


@contextmanager
def _on_sqlite():
    folder = Path(tempfile.mkdtemp())
    bell = Redis(folder)
    try:
        with _three(folder, f"sqlite:///{folder / 'confsys.db'}", **bell.settings) as servers:
            yield servers, bell
    finally:
        bell.stop()


@contextmanager
def _on_postgresql(**settings: str):
    with _three(Path(tempfile.mkdtemp()), postgres.database("bench_doorbell"), **settings) as servers:
        yield servers


@contextmanager
def _three(folder: Path, database: str, **settings: str) -> Iterator[list[Server]]:
    servers = [ByCommand(folder, database, ACCESS_LOG="0", **settings) for _each in range(3)]
    servers[0].in_app(upgrade)
    try:
        for server in servers:
            server.start()
        yield servers
    finally:
        for server in servers:
            server.kill()


if __name__ == "__main__":
    for row in rows():
        print(*row, sep="  |  ")
