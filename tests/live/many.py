"""Several server processes on one database, what rings between them, and screens that are told everything once."""

import re
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import redis

from confsys.conferences import links
from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.live.doorbell import CHANNEL, ByNotify
from confsys.people import sessions
from tests.e2e.line import Line
from tests.live.house import House, fetched
from tests.live.screen import Screen
from tests.server import Server, free_port

BURST = 12
CATCH_UP = 2.0  # seconds after which a screen whose line is back has all it lacks


class Redis:
    """A Redis of the test's own."""

    def __init__(self, folder: Path) -> None:
        if shutil.which("redis-server") is None:
            pytest.skip("install redis-server")
        port = free_port()
        self.settings = {"REDIS_URL": f"redis://127.0.0.1:{port}/0"}
        self._command = ["redis-server", "--port", str(port), "--save", "", "--dir", str(folder)]
        self._client = redis.Redis.from_url(self.settings["REDIS_URL"])
        self.start()

    def start(self) -> None:
        self.server = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        assert wait(self._answers)

    def _answers(self) -> bool:
        try:
            return self._client.ping()
        except redis.ConnectionError:
            return False

    def listeners(self) -> int:
        return dict(self._client.pubsub_numsub(CHANNEL))[CHANNEL.encode()]

    def stop(self) -> None:
        self.server.kill()
        self.server.wait()


class Notify:
    """PostgreSQL itself; to stop it is to end the connections that listen, for as long as it is stopped."""

    settings: dict[str, str] = {}

    def __init__(self, database: str) -> None:
        self.wire = ByNotify(database)

    def start(self) -> None:
        """Whoever listened comes back by itself."""

    def listeners(self) -> int:
        return len(self._execute(f"SELECT pid {LISTENING}"))

    def stop(self) -> None:
        self._execute(f"SELECT pg_terminate_backend(pid) {LISTENING}")

    def _execute(self, statement: str) -> list:
        with closing(self.wire._opened()) as connection:
            return connection.execute(statement).fetchall()


LISTENING = f"""FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN "{CHANNEL}"'"""


class Behind(Server):
    """A process whose screens come over a line that can be cut."""

    def __init__(self, folder: Path, database: str, **settings: str) -> None:
        self.line = Line()
        super().__init__(
            folder, database, wsgi="tests.live.stub:application()", **{"BASE_URL": self.line.url, **settings}
        )
        self.line.server = self.port

    def metric(self, name: str) -> float:
        with urllib.request.urlopen(f"{self.url}/metrics", timeout=5) as answer:
            found = re.search(rf"^confsys_{re.escape(name)} (\S+)$", answer.read().decode(), re.MULTILINE)
        return float(found[1]) if found else 0.0


class Many:
    """The processes, a conference as each of them shows it, and screens at each."""

    def __init__(self, servers: list[Behind], bell: Redis | Notify) -> None:
        self.servers, self.bell = servers, bell
        self.house = House(servers[0])
        self._lines: list[Screen] = []
        self.token = servers[0].in_app(self._token)

    def _token(self) -> str:
        clerk = self.house.clerk()
        return sessions.issue_token(clerk, clerk, label="test")[1]

    def screens(self) -> list[Screen]:
        return [self.at(server) for server in self.servers]

    def at(self, server: Behind) -> Screen:
        """A screen of this process that shows everything."""
        screen = self.line_to(server)
        screen.follow(screen.join(self.house.id)["version"])
        return screen

    def line_to(self, server: Behind, url: str = "", **options) -> Screen:
        """A socket that has said nothing yet: a site's link, unless something else is shown at the door."""
        self._lines.append(Screen(url or server.line.url, **({"auth": {"link": self.house.links[1]}} | options)))
        return self._lines[-1]

    def leave(self) -> None:
        """Every screen goes; the processes know it before anybody counts again."""
        for line in self._lines:
            line.line.shutdown()
        time.sleep(0.2)

    def back(self, lost: Screen, server: Behind) -> Screen:
        """The same screen on a new line: what it lacks comes in one message, and in time."""
        begun, screen = time.monotonic(), self.line_to(server)
        screen.version, screen.epoch, screen.parts = lost.version, lost.epoch, lost.parts
        answer = screen.join(self.house.id, since=lost.version, epoch=lost.epoch)
        if (answer["version"], answer["epoch"]) != (lost.version, lost.epoch):
            assert screen.show(screen.wait_for("news"))
        assert screen.version >= answer["version"]
        assert time.monotonic() - begun < CATCH_UP
        return screen

    def burst(self, steps: int = BURST) -> int:
        """Steps taken by all processes in turn; returns the version after them."""
        for number in range(steps):
            self.take(("recess", "resume")[number % 2], self.servers[number % len(self.servers)])
        return fetched(self.house)["version"]

    def take(self, step: str, server: Server) -> None:
        address = f"{server.url}/api/v1/conferences/{self.house.id}/{step}"
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        with urllib.request.urlopen(urllib.request.Request(address, b"{}", headers), timeout=10) as answer:
            assert answer.status == 200

    def wall(self, server: Behind) -> str:
        """The address of a page that shows the conference, over this process's line."""
        token = server.in_app(lambda: links.stage_token(db.session.get_one(Conference, self.house.id)))
        return f"{server.line.url}/stage/{token}/stub"


@contextmanager
def three(folder: Path, database: str) -> Iterator[tuple[list[Behind], Redis | Notify]]:
    """Three processes; on SQLite they ring by Redis, on PostgreSQL by NOTIFY."""
    bell = Notify(database) if database.startswith("postgresql") else Redis(folder)
    servers = [Behind(folder, database, **bell.settings) for _each in range(3)]
    try:
        for server in servers:
            server.start()
        yield servers, bell
    finally:
        for server in servers:
            server.kill()
            server.line.close()
        bell.stop()


def follow(screens: list[Screen], version: int) -> None:
    """Every message fits to what is shown: none is missing, none comes twice, none before its time."""
    for screen in screens:
        while screen.version < version:
            news = screen.wait_for("news")
            assert screen.show(news) or (news["since"], news["version"]) == (0, screen.version)  # the whole, once more


def are_fresh(many: Many, screens: list[Screen]) -> None:
    whole = fetched(many.house)["parts"]
    assert all(screen.parts == whole for screen in screens)


def wait(condition, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False
