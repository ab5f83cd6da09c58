"""Tells other processes at once which stream moved, through Redis. It carries no news: that is in the journal.

Losing Redis costs a moment: then others find out when they next look.
"""

import queue
import time

import redis

from confsys.changes import Change
from confsys.live.tail import Tail

CHANNEL = "confsys:moved"
PATIENCE = 0.2
ROOM = 1000


class Doorbell:
    """Rings for others, and listens for them."""

    def __init__(self, url: str, tail: Tail) -> None:
        self.tail = tail
        self._out: queue.Queue[str] = queue.Queue(ROOM)
        options = {"socket_connect_timeout": PATIENCE, "retry": None}
        self._mouth = redis.Redis.from_url(url, socket_timeout=PATIENCE, **options)
        self._ears = redis.Redis.from_url(url, socket_timeout=5, **options)

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
            self._mouth.publish(CHANNEL, message)
        except redis.RedisError:
            time.sleep(PATIENCE)

    def listen(self) -> None:
        """Hear others until Redis is lost; what was rung meanwhile is looked up when it is back."""
        try:
            with self._ears.pubsub(ignore_subscribe_messages=True) as ears:
                ears.subscribe(CHANNEL)
                self.tail.look_again()
                while True:
                    if message := ears.get_message(timeout=1.0):
                        self.heard(message["data"])
        except redis.RedisError:
            time.sleep(1.0)

    def heard(self, message: bytes) -> None:
        stream, _space, version = message.decode(errors="replace").rpartition(" ")
        if version.isdecimal() and self.tail.known.get(stream, 0) < int(version):
            self.tail.moved(stream, int(version))
