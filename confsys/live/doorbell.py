"""Tells other processes at once which stream moved. It carries no news: that is in the journal.

Losing the bell costs a moment: then others find out when they next look.
"""

import queue
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Protocol

import psycopg
import redis

from confsys.changes import Change
from confsys.live.tail import Tail

CHANNEL = "confsys:moved"
PATIENCE = 0.2
ROOM = 1000


class Wire(Protocol):
    """What the bell hangs on. Both ways raise what `lost` names while it is torn."""

    @property
    def lost(self) -> tuple[type[Exception], ...]: ...

    def ring(self, message: str) -> None: ...

    def heard(self) -> Iterator[str | None]:
        """Once it listens None, then each message as it comes."""


class ByRedis:
    """Publish and subscribe."""

    lost = (redis.RedisError,)

    def __init__(self, url: str) -> None:
        options = {"socket_connect_timeout": PATIENCE, "retry": None}
        self._mouth = redis.Redis.from_url(url, socket_timeout=PATIENCE, **options)
        self._ears = redis.Redis.from_url(url, socket_timeout=5, **options)

    def ring(self, message: str) -> None:
        self._mouth.publish(CHANNEL, message)

    def heard(self) -> Iterator[str | None]:
        with self._ears.pubsub(ignore_subscribe_messages=True) as ears:
            ears.subscribe(CHANNEL)
            yield None
            while True:
                if message := ears.get_message(timeout=1.0):
                    yield message["data"].decode(errors="replace")


class ByNotify:
    """NOTIFY and LISTEN of PostgreSQL, on two connections of their own.

    It rings after the commit, not in it: a transaction that notifies makes all others wait at their end.
    """

    lost = (psycopg.Error,)

    def __init__(self, url: str) -> None:
        self._address = url.replace("postgresql+psycopg://", "postgresql://", 1)
        self._mouth: psycopg.Connection | None = None

    def ring(self, message: str) -> None:
        if self._mouth is None or self._mouth.closed:
            self._mouth = self._opened()
        self._mouth.execute("SELECT pg_notify(%s, %s)", (CHANNEL, message))

    def heard(self) -> Iterator[str | None]:
        with closing(self._opened()) as ears:
            ears.execute(f'LISTEN "{CHANNEL}"')
            yield None
            while True:
                for message in ears.notifies(timeout=1.0):
                    yield message.payload

    def _opened(self) -> psycopg.Connection:
        return psycopg.connect(self._address, autocommit=True, connect_timeout=2)


def wire_of(redis_url: str, database_url: str) -> Wire | None:
    """What this installation has to ring with; one process on SQLite needs nothing."""
    if redis_url:
        return ByRedis(redis_url)
    return ByNotify(database_url) if database_url.startswith("postgresql") else None


class Doorbell:
    """Rings for others, and listens for them."""

    def __init__(self, wire: Wire, tail: Tail) -> None:
        self.wire, self.tail = wire, tail
        self._out: queue.Queue[str] = queue.Queue(ROOM)

    @property
    def waiting(self) -> int:
        return self._out.qsize()

    def ring(self, change: Change) -> None:
        for stream, (_before, version) in change.versions().items():
            self.put(f"{stream} {version}")

    def put(self, message: str) -> None:
        """Never waits: what finds no room is found by looking."""
        if not self._out.full():
            self._out.put_nowait(message)

    def publish(self) -> None:
        """Ring once for what waits longest."""
        message = self._out.get()
        try:
            self.wire.ring(message)
        except self.wire.lost:
            time.sleep(PATIENCE)

    def listen(self) -> None:
        """Hear others until the wire is torn; what was rung meanwhile is looked up when it is whole again."""
        try:
            for message in self.wire.heard():
                if message is None:
                    self.tail.look_again()
                else:
                    self.heard(message)
        except self.wire.lost:
            time.sleep(1.0)

    def heard(self, message: str) -> None:
        stream, _space, version = message.rpartition(" ")
        if version.isascii() and version.isdecimal() and self.tail.known.get(stream, 0) < int(version):
            self.tail.moved(stream, int(version))
