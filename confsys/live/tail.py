"""Follows the journal for everybody connected to this process, and tells what moved.

Commits of this process are heard at once, those of others by doorbell or within POLL seconds.
"""

import threading
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from confsys import settings
from confsys.changes import Change
from confsys.extensions import db
from confsys.journal import Stream
from confsys.live.guard import Guard, may_change_who_sees
from confsys.live.hub import Client, Hub
from confsys.live.news import Heard, News, Newsroom
from confsys.live.wire import Wire

POLL = 0.25
WINDOW = 0.1  # at most one message per audience in this time, while changes follow each other


class Tail:
    """What this process knows of every stream somebody here depends on."""

    def __init__(self, hub: Hub, newsroom: Newsroom, wire: Wire, guard: Guard) -> None:
        self.hub, self.newsroom, self.wire, self.guard = hub, newsroom, wire, guard
        self.also: dict[str, Callable[[int], None]] = {}  # streams this process itself depends on -> who is told
        self.then: Callable[[str], None] = lambda epoch: None  # whoever else wants to read what others committed
        self._watch: Any = None
        self._rung, self._asked = threading.Event(), threading.Event()
        self._telling = threading.Lock()
        self.is_prompt = False  # whether the loops run, and try again what fails
        self.forget()

    def forget(self) -> None:
        if self._watch is not None:
            self._watch.invalidate()
        self._watch = self._sign = None
        self.known: dict[str, int] = {}  # stream -> version last seen
        self.told: dict[str, tuple[int, str]] = {}  # conference -> version and epoch last broadcast
        self.flushed: dict[str, float] = {}  # conference -> when
        self.dirty: dict[str, None] = {}
        self.heard: dict[str, list[Heard]] = {}  # conference -> what this process did there and nobody was told yet
        self.polled = time.monotonic()

    # -- what moved --------------------------------------------------------------------------------

    def committed(self, change: Change) -> None:
        """Called after each commit of this process. What is due is told before the committer has his answer."""
        for stream, (_before, version) in change.versions().items():
            self.moved(stream, version)
        for entry in change.entries:
            sort, _colon, row_id = entry.stream.partition(":")
            if sort == "conference" and row_id in self.dirty:
                self.heard.setdefault(row_id, []).append(Heard(entry.version, entry.kind, entry.about))
        if self.dirty and self.is_prompt and self._telling.acquire(blocking=False):
            try:
                self.flush()
            except Exception:
                self.newsroom.app.logger.exception("live: telling failed and is tried again")
            finally:
                self._telling.release()

    def moved(self, stream: str, version: int) -> None:
        """A stream stands at `version` now; whoever depends on it is served by the loops."""
        if self.known.get(stream) == version:
            return
        sort, _colon, row_id = stream.partition(":")
        if stream in self.also:
            self.known[stream] = version
            self.also[stream](version)
        elif clients := self.hub.of_owner(stream):
            self.known[stream] = version
            self.guard.suspect(clients)
            self.wire.send([client for client in clients if client.stands], "told", "{}")
        elif sort == "conference" and self.hub.audiences(row_id):
            self.known[stream] = version
            if self.told.get(row_id, (0,))[0] != version:
                self._soil([row_id])

    def judged(self, client: Client, stream: str, version: int) -> None:
        """A client was let in while its person's stream stood at `version`: what came later is not yet judged."""
        if self.known.setdefault(stream, version) != version:
            self.guard.suspect([client])

    def poll(self) -> None:
        """Find what other processes committed."""
        self.newsroom.in_house(self._poll)
        self.polled = time.monotonic()

    def look_again(self) -> None:
        """Poll at once, whatever the database's own sign says: news may have passed us by."""
        self._sign = None
        self._asked.set()

    def _poll(self) -> None:
        sign = self._sign_of_change()
        if sign is not None and sign == self._sign:
            return
        current = settings.epoch()
        if foreign := [each for each, (_version, told) in self.told.items() if told != current]:
            self._history_changed(foreign)
        names = [*self.hub.streams(), *self.also]
        rows = db.session.execute(select(Stream.name, Stream.version).where(Stream.name.in_(names)))
        for stream, version in rows:
            self.moved(stream, version)
        self.then(current)
        self._sign = sign

    def _sign_of_change(self) -> Any:
        """SQLite tells for almost nothing whether any other connection has committed since; None: unknown."""
        if db.engine.dialect.name != "sqlite":
            return None
        if self._watch is None:
            self._watch = db.engine.raw_connection()
        return self._watch.driver_connection.execute("PRAGMA data_version").fetchone()

    def _history_changed(self, conferences: list[str]) -> None:
        """A backup was restored: versions mean nothing any more, everybody gets everything."""
        self.known.clear()
        self.guard.suspect(list(self.hub.clients.values()))
        self._soil(conferences)

    def _soil(self, conferences: list[str]) -> None:
        self.dirty |= dict.fromkeys(conferences)
        self._rung.set()

    # -- telling it --------------------------------------------------------------------------------

    def flush(self) -> float | None:
        """Broadcast what is due; returns after how many seconds more will be."""
        now = time.monotonic()
        waits = {each: self.flushed.get(each, 0.0) + WINDOW - now for each in self.dirty}
        for conference_id in [each for each, wait in waits.items() if wait <= 0]:
            self.flushed[conference_id] = now
            version = self.known.get(f"conference:{conference_id}")
            self._tell(conference_id)
            if version == self.known.get(f"conference:{conference_id}"):
                self.dirty.pop(conference_id, None)  # only now: if telling failed it is tried again
        return min((wait for wait in waits.values() if wait > 0), default=None)

    def _tell(self, conference_id: str) -> None:
        audiences = self.hub.audiences(conference_id)
        since, epoch = self.told.get(conference_id, (0, ""))
        heard = self.heard.pop(conference_id, ())
        made = self.newsroom.make(conference_id, audiences, since, epoch, heard) if audiences else {}
        for audience, news in made.items():
            if news.since == news.version:
                continue  # whoever has joined meanwhile was told it by catching up
            self.told[conference_id] = (news.version, news.epoch)
            listeners = self.hub.listeners(conference_id, audience)
            self.wire.send([each for each in listeners if not _has(each, news)], "news", news.body)
        if any(not news.since or any(map(may_change_who_sees, news.kinds)) for news in made.values()):
            self.guard.suspect(self.hub.of_conference(conference_id))

    def let_in(self, client: Client, since: int, epoch: str, judged: int) -> None:
        """Catch up, or ask the client to come back in a moment: it must not wait for what nobody will send."""
        try:
            self.catch_up(client, since, epoch, judged)
        except Exception:
            self.newsroom.app.logger.exception("live: a screen could not be told what it lacks and is sent back")
            self.wire.say_bye([client])

    def catch_up(self, client: Client, since: int, epoch: str, judged: int) -> None:
        """Send a client that has just joined all it lacks; from then on it hears the broadcasts.

        `judged`: the version at which it was let in; what happened since may have shut it out.
        """
        conference_id, audience = client.conference_id, client.audience
        if conference_id is None or audience is None:
            return  # it has left already
        while client.audience == audience and client.conference_id == conference_id:
            news = self.newsroom.latest(conference_id, audience, since, epoch)
            if news.since != since or news.version != since:
                self.wire.send([client], "news", news.body)
            since, epoch = news.version, news.epoch
            if not self.hub.is_heard(conference_id):
                self.told.pop(conference_id, None)  # those it was told to have left
            version, its_epoch = self.told.setdefault(conference_id, (since, epoch))
            # What was broadcast meanwhile passed this client by: look again before letting it in.
            if version <= since or its_epoch != epoch:
                client.is_ready, client.caught_up = True, (since, epoch)
                break
        if since != judged:
            self.guard.suspect([client])

    def is_behind(self, conference_id: str) -> bool:
        """Whether something is known to have happened that nobody was told yet."""
        return conference_id in self.dirty

    def forget_left(self) -> None:
        """What nobody here listens to any more is not followed; it may move unseen."""
        streams, conferences = {*self.hub.streams(), *self.also}, set(self.hub.conferences())
        self.known = {name: version for name, version in self.known.items() if name in streams}
        self.told = {each: stand for each, stand in self.told.items() if each in conferences}
        self.flushed = {each: when for each, when in self.flushed.items() if each in conferences}

    # -- the loops ---------------------------------------------------------------------------------

    def follow_loop(self) -> None:
        self._asked.wait(POLL)
        self._asked.clear()
        self.poll()

    def flush_loop(self) -> None:
        self._rung.wait(1.0)  # what failed is tried again
        self._rung.clear()
        while (wait := self._flush_in_turn()) is not None:
            self.wire.server.sleep(wait)

    def _flush_in_turn(self) -> float | None:
        with self._telling:
            return self.flush()


def _has(client: Client, news: News) -> bool:
    """Whether it was told all of this by catching up."""
    version, epoch = client.caught_up
    return epoch == news.epoch and version >= news.version
