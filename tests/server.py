"""A real server for tests that need one: gunicorn in a process of its own, with a database of its own.

`server.app` is an app of the test's own process on the same database: what it changes was changed by
another process, as the worker or the command line would.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from confsys import clock, demo
from confsys.app import create_app
from confsys.conferences.links import TOKEN
from confsys.delegates.links import TOKEN as OF_A_DELEGATE
from confsys.worker import mark_alive
from tests import daytime
from tests.forging import ROOT, Running, a_server_process
from tests.kept import Worlds, nothing

clock.now = daytime.now  # what this process writes, its servers show


class Server:
    """gunicorn on a free port; `kill` and `restart` keep port and database."""

    def __init__(self, folder: Path, database: str, wsgi: str = "wsgi:app", **settings: str) -> None:
        self.folder, self.wsgi, self.port = folder, wsgi, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        own = {"INSTANCE": str(folder), "DATABASE_URL": database, "BASE_URL": self.url, "DEMO": "1"}
        own |= {"CLOCK_AHEAD": str(daytime.AHEAD // timedelta(minutes=1))}
        self.settings = own | settings
        self.process: Running | None = None

    @cached_property
    def app(self):
        return create_app(self.settings | {"TESTING": True})

    def start(self) -> None:
        if self.settings["DATABASE_URL"]:
            self.in_app(mark_alive)  # no worker runs beside it
        env = {name: value for name, value in os.environ.items() if not name.startswith("CONFSYS_")}
        env |= {f"CONFSYS_{name}": value for name, value in self.settings.items()}
        env |= {"HOST": "127.0.0.1", "PORT": str(self.port)}
        self.process = self._begun(env)
        self._wait_until_ready()

    def _begun(self, env: dict[str, str]) -> Running:
        return a_server_process(self.wsgi, env, self.log)

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    def kill(self) -> None:
        """As if the power had gone."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """As an administrator stops it."""
        self._end(signal.SIGTERM)

    def restart(self) -> None:
        self.kill()
        self.start()

    def in_app(self, work, *args):
        """Run in an app context of the test's own process."""
        with self.app.app_context():
            return work(*args)

    def _end(self, sign: int) -> None:
        if self.process is None:
            return
        group = self.process.pid  # it leads a group of its own
        os.killpg(group, sign) if sign == signal.SIGKILL else os.kill(self.process.pid, sign)
        self.process.wait(20)
        self.process = None
        assert links_in(self.log.read_text(errors="replace")) == [], "a personal link stands in the log"

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.url}/readyz", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
            if self.process.has_ended():
                break
        raise RuntimeError(f"the server did not start:\n{self.log.read_text()[-3000:]}")


class ByCommand(Server):
    """Started as people start it; the servers of other tests are forks of a process that has loaded everything."""

    def _begun(self, env: dict[str, str]) -> Running:
        command = [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "deploy/gunicorn.py"), self.wsgi]
        with self.log.open("ab") as log:
            self.child = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log, start_new_session=True)
        return Running(self.child.pid)


def links_in(log: str) -> list[str]:
    """Every personal link that stands in a log; none may, whatever a test made the server do."""
    return [match[0] for pattern in (TOKEN, OF_A_DELEGATE) for match in pattern.finditer(log)]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def a_server(folder: Path, worlds: Worlds, build: Callable[..., Any] = nothing, **options) -> Server:
    """A server that is not started yet, on a database of its own in which this world stands."""
    return Server(folder, worlds.copied(build, folder), **options)


@pytest.fixture(scope="module")
def live_server(tmp_path_factory, worlds):
    """A running server with an empty database, for all tests of a module."""
    yield from running(a_server(tmp_path_factory.mktemp("server"), worlds))


def the_demo(app: Flask) -> None:
    with app.app_context():
        assert demo.load() is True


def running(server: Server) -> Iterator[Server]:
    server.start()
    yield server
    server.kill()
