"""Tells the pages that show lists and calendars that something changed for them; they ask for it themselves.

What is told names nothing, so it needs no rendering and can be late: at most once a second for each page, and where
many are told at once, they are asked to come spread over a while.
"""

import threading
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from confsys import clock
from confsys.changes import Change
from confsys.extensions import db
from confsys.journal import Entry
from confsys.live import topics
from confsys.live.hub import Client, Hub
from confsys.live.news import Newsroom, compact
from confsys.live.topics import Happened
from confsys.live.wire import Wire

PAUSE = 1.0  # seconds between two messages to one page
EACH = 25  # milliseconds a page takes to be made: so far apart they are asked to come
LONGEST = 5_000
BEFORE = timedelta(seconds=30)  # an entry is written before it is committed: others see it later than it says
LATE = timedelta(seconds=1)  # what a page may have missed that was written just before it was made
TOO_OLD = timedelta(minutes=10)  # a page made so long ago is simply made anew


class Following:
    """What happened, and who follows it in this process."""

    def __init__(self, hub: Hub, newsroom: Newsroom, wire: Wire) -> None:
        self.hub, self.newsroom, self.wire = hub, newsroom, wire
        self._rung = threading.Event()
        self.forget()

    def forget(self) -> None:
        self.happened: list[Happened] = []
        self.due: dict[Client, None] = {}
        self._seen: dict[tuple[str, int], datetime] = {}
        self._read = clock.now()  # up to when the journal was last read
        self._epoch = ""

    def committed(self, change: Change) -> None:
        """Called after each commit of this process; never waits."""
        self._notice(change.entries)

    def read_new(self, epoch: str) -> None:
        """Find what other processes committed; called where the tail has seen that something was."""
        if not self.hub.is_followed:
            return
        now, since = clock.now(), self._read - BEFORE
        if self._epoch not in ("", epoch):  # a backup was restored: it counts the same versions again
            self._seen.clear()
            self.due |= dict.fromkeys(self.hub.all_followers())
        self._epoch = epoch
        self._seen = {key: at for key, at in self._seen.items() if at > since}
        self._notice(db.session.scalars(_since(since)))
        self._read = now

    def _notice(self, entries: Iterable[Entry]) -> None:
        if not self.hub.is_followed:
            return
        new = [each for each in entries if (each.stream, each.version) not in self._seen]
        self._seen |= {(each.stream, each.version): each.at for each in new}
        self.happened += map(_happened, new)
        if new:
            self._rung.set()

    def missed(self, client: Client, made: float) -> bool:
        """Whether anything happened that concerns a reader since his page was made, in seconds since 1970."""
        oldest = (clock.now() - TOO_OLD).timestamp()
        if made < oldest:
            return True
        since = datetime.fromtimestamp(made, UTC) - LATE
        return not client.topics.isdisjoint(topics.of_all(map(_happened, db.session.scalars(_since(since)))))

    def begin(self, epoch: str) -> None:
        """Called before each page that follows. While nobody did, nothing was read; what is there when the first one
        comes is no news to it, for its page is judged by `missed`."""
        if self.hub.is_followed:
            return
        self._read, self._epoch = clock.now(), epoch
        self._seen = {(each.stream, each.version): each.at for each in db.session.scalars(_since(self._read - BEFORE))}

    def flush(self) -> float | None:
        """Tell whom it is time to tell; returns after how many seconds more will be."""
        happened, self.happened = self.happened, []
        if happened:
            concerned = self.newsroom.in_house(topics.of_all, happened)
            self.due |= dict.fromkeys(self.hub.followers(concerned))
        now = time.monotonic()
        ready = [client for client in self.due if client.told + PAUSE <= now]
        for client in ready:
            client.told = now
            del self.due[client]
        self.wire.send(ready, "changed", compact({"within_ms": min(LONGEST, EACH * len(ready))}))
        return PAUSE / 4 if self.due else None

    def loop(self) -> None:
        self._rung.wait(1.0)
        self._rung.clear()
        while (wait := self.flush()) is not None:
            self.wire.server.sleep(wait)


def _since(since: datetime) -> Any:
    return select(Entry).where(Entry.at > since).order_by(Entry.at)


def _happened(entry: Entry) -> Happened:
    return Happened(entry.stream, entry.kind, entry.about, entry.before or {})
