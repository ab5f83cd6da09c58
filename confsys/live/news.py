"""What changed in a conference since a version, made once for all who show the same.

A screen's first page and every later message come out of `make`, so they cannot differ.
"""

import contextvars
import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.test import create_environ

from confsys import words
from confsys.conferences.models import Conference
from confsys.errors import NotFound
from confsys.extensions import db
from confsys.journal import Entry, Stream
from confsys.live.access import DATA
from confsys.live.events import seen_since
from confsys.live.hub import Audience
from confsys.settings import Setting

KEPT = 256


@dataclass(frozen=True)
class News:
    """One message, ready to be sent. `since` 0: it holds everything."""

    conference_id: str
    epoch: str
    since: int
    version: int
    parts: dict[str, str | None]
    kinds: frozenset[str]  # what happened in between
    body: str = field(repr=False)


class Newsroom:
    """Makes news. `views`: name -> View, each with its parts."""

    def __init__(self, app: Flask, views: dict[str, Any]) -> None:
        self.app = app
        self.views = views
        self._environ = create_environ(base_url=app.config["BASE_URL"])
        self._kept: OrderedDict[tuple, Future[News]] = OrderedDict()
        self._lock = threading.Lock()

    def forget(self) -> None:
        self._kept.clear()

    def first(self, conference_id: str, view: str, language: str) -> News:
        """What a page shows when it is loaded."""
        return self.latest(conference_id, Audience(view, "", language))

    def latest(self, conference_id: str, audience: Audience, since: int = 0, epoch: str = "") -> News:
        """Everything a screen lacks that shows `since`. One caller makes it, others wait for him."""
        version, current = self.in_house(stand_of, conference_id)
        since = _known(since, epoch, version, current)
        key = (conference_id, audience, since, version, current)
        mine: Future[News] = Future()
        with self._lock:
            first = self._kept.setdefault(key, mine)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        if first is mine:
            self._fulfil(mine, key)
        return first.result()

    def _fulfil(self, promise: Future[News], key: tuple) -> None:
        conference_id, audience, since, _version, epoch = key
        try:
            promise.set_result(self.make(conference_id, [audience], since, epoch)[audience])
        except BaseException as error:
            self._kept.pop(key, None)
            promise.set_exception(error)

    def make(self, conference_id: str, audiences: Iterable[Audience], since: int, epoch: str) -> dict[Audience, News]:
        """One message for each audience, all of the same version."""
        return self.in_house(self._make, conference_id, list(audiences), since, epoch)

    def in_house(self, work: Callable, *args: Any) -> Any:
        """Run as nobody's request, in one read transaction of its own."""
        return self.apart(_in_snapshot, work, *args)

    def apart(self, work: Callable, *args: Any) -> Any:
        """Run as nobody's request, sharing neither session nor language with whoever calls."""
        return contextvars.Context().run(self._apart, work, args)

    def _apart(self, work: Callable, args: tuple) -> Any:
        with self.app.request_context(self._environ.copy()):
            return work(*args)

    def _make(self, conference_id: str, audiences: list[Audience], since: int, epoch: str) -> dict[Audience, News]:
        conference = db.session.get(Conference, conference_id)
        if conference is None:
            raise NotFound()
        version, current = stand_of(conference_id)
        since = _known(since, epoch, version, current)
        kinds = _kinds_since(conference.stream, since) if since else frozenset()
        return {each: self._one(conference, each, current, since, version, kinds) for each in audiences}

    def _one(self, conference, audience, epoch, since, version, kinds) -> News:
        words.speak(audience.language)
        body = {"conference": conference.id, "epoch": epoch, "since": since, "version": version}
        parts: dict[str, str | None] = {}
        if audience.view == DATA:
            body["events"] = seen_since(audience.role, conference.stream, since)
        else:
            body["parts"] = parts = self._parts(conference, audience.view, since, kinds)
        return News(conference.id, epoch, since, version, parts, kinds, compact(body))

    def _parts(self, conference, view: str, since: int, kinds: frozenset[str]) -> dict[str, str | None]:
        parts = self.views[view].parts
        touched = [part for part in parts if not since or any(part.kinds(kind) for kind in kinds)]
        return {part.id: self._rendered(part, conference) for part in touched}

    def _rendered(self, part, conference) -> str | None:
        """The part as everybody of its audience sees it: it is given no person, session or nonce."""
        values = part.context(conference)
        if values is None:
            return None
        template = self.app.jinja_env.get_template(part.template)
        return template.render({"lang": words.language(), **values}).strip()


def begin_snapshot() -> None:
    """All that is read from here on belongs to one moment; call it before anything is read."""
    if db.engine.dialect.name == "postgresql":
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def _in_snapshot(work: Callable, *args: Any) -> Any:
    begin_snapshot()
    return work(*args)


def stand_of(conference_id: str) -> tuple[int, str]:
    """The version of a conference, and the epoch."""
    version = select(Stream.version).where(Stream.name == f"conference:{conference_id}").scalar_subquery()
    row = db.session.execute(select(Setting.value, version).where(Setting.name == "epoch")).one()
    return row[1] or 0, row[0]["value"]


def compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _known(since: int, epoch: str, version: int, current: str) -> int:
    """Where the news begins: at 0 for whoever shows nothing, or another history."""
    return since if epoch == current and 0 < since <= version else 0


def _kinds_since(stream: str, since: int) -> frozenset[str]:
    query = select(Entry.kind).where(Entry.stream == stream, Entry.version > since).distinct()
    return frozenset(db.session.scalars(query))
