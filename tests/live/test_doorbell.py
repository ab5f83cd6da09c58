"""Telling other processes at once, through Redis; and going on without it."""

import shutil
import subprocess
import time

import pytest
import redis

from confsys.conferences import actions
from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.live.doorbell import CHANNEL, ByRedis, Doorbell, wire_of
from tests.build import a_conference
from tests.live.conftest import OWN, link_of
from tests.server import free_port


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory):
    if shutil.which("redis-server") is None:
        pytest.skip("install redis-server")
    port = free_port()
    command = ["redis-server", "--port", str(port), "--save", "", "--dir", str(tmp_path_factory.mktemp("redis"))]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    url = f"redis://127.0.0.1:{port}/0"
    _wait_for(url)
    yield url
    server.terminate()
    server.wait()


def _wait_for(url):
    for _each in range(100):
        try:
            return redis.Redis.from_url(url).ping()
        except redis.ConnectionError:
            time.sleep(0.05)
    raise RuntimeError("redis did not start")


def test_a_change_rings_with_stream_and_version_and_nothing_else(app, live, redis_url, monkeypatch):
    ears = redis.Redis.from_url(redis_url).pubsub(ignore_subscribe_messages=True)
    ears.subscribe(CHANNEL)
    ears.get_message(timeout=1)
    bell = Doorbell(ByRedis(redis_url), live.tail)
    monkeypatch.setattr(live, "bell", bell)

    conference = a_conference()
    while bell.waiting:
        bell.publish()

    heard = []
    while message := ears.get_message(timeout=1):
        heard.append(message["data"].decode())
    assert f"{conference.stream} 1" in heard
    assert all(len(each.split(" ")) == 2 for each in heard)


def test_a_ring_makes_screens_hear(app, live, socket, redis_url, monkeypatch):
    conference = a_conference(state="issued")
    screen = socket(auth=link_of(conference), headers=OWN)
    screen.join(conference.id)
    screen.heard()
    with monkeypatch.context() as patch:
        patch.setitem(app.extensions, "after_commit", [])
        actions.edit(None, db.session.get(Conference, conference.id), title="Nơi khác")

    Doorbell(ByRedis(redis_url), live.tail).heard(f"{conference.stream} 5")
    live.tail.flush()

    assert [each["version"] for each in screen.heard()] == [5]


@pytest.mark.parametrize(
    "message", ["", "x", "conference:a -1", "\ufffd\ufffd 3", "conference:a 1e9", " 5", "conference:a ²"]
)
def test_nonsense_at_the_door_changes_nothing(app, live, redis_url, message):
    Doorbell(ByRedis(redis_url), live.tail).heard(message)

    assert live.tail.dirty == {}


def test_without_redis_nothing_waits_and_nothing_breaks(app, live):
    bell = Doorbell(ByRedis(f"redis://127.0.0.1:{free_port()}/0"), live.tail)

    begun = time.monotonic()
    for _each in range(2000):
        bell.put("conference:a 1")
    assert time.monotonic() - begun < 0.5

    bell.publish()
    assert time.monotonic() - begun < 1.5


def test_postgresql_rings_by_itself_and_hears_after_a_break(app, live):
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    if not url.startswith("postgresql"):
        assert wire_of("", url) is None
        return
    wire = wire_of("", url)
    heard = wire.heard()
    assert next(heard) is None
    wire.ring("conference:a 7")
    assert next(heard) == "conference:a 7"
    wire._mouth.close()
    wire.ring("conference:a 8")
    assert next(heard) == "conference:a 8"
    heard.close()
