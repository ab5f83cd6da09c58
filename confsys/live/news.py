"""What changed in a conference since a version, made once for all who show the same.

A screen's first page and every later message come out of `make`, so they cannot differ.
"""

import contextvars
import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from flask import Flask
from sqlalchemy import bindparam, select
from werkzeug.test import create_environ

from confsys import words
from confsys.conferences.models import Conference
from confsys.errors import NotFound
from confsys.extensions import db
from confsys.journal import Entry, Stream
from confsys.live.access import DATA
from confsys.live.events import seen_since
from confsys.live.hub import Audience
from confsys.live.together import Together
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


class Heard(NamedTuple):
    """What this process did a moment ago: it need not be read again."""

    version: int
    kind: str
    about: dict[str, Any]


class Newsroom:
    """Makes news. `views`: name -> View, each with its parts."""

    def __init__(self, app: Flask, views: dict[str, Any]) -> None:
        self.app = app
        self.views = views
        self._environ = create_environ(base_url=app.config["BASE_URL"])
        self._kept: OrderedDict[tuple, Future[News]] = OrderedDict()
        self._lock = threading.Lock()
        self._stands = Together(partial(self.looking_up, in_snapshot, _stands_of), is_direct=app.testing)

    def forget(self) -> None:
        self._kept.clear()

    def first(self, conference_id: str, view: str, language: str) -> News:
        """What a page shows when it is loaded."""
        return self.latest(conference_id, Audience(view, "", language))

    def latest(self, conference_id: str, audience: Audience, since: int = 0, epoch: str = "") -> News:
        """Everything a screen lacks that shows `since`. One caller makes it, others wait for him."""
        version, current = self._stands.ask(conference_id)
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

    def make(
        self,
        conference_id: str,
        audiences: Iterable[Audience],
        since: int,
        epoch: str,
        heard: Sequence[Heard] = (),
    ) -> dict[Audience, News]:
        """One message for each audience, all of the same version. `heard`: what is known to have happened lately."""
        return self.in_house(self._make, conference_id, list(audiences), since, epoch, heard)

    def in_house(self, work: Callable, *args: Any) -> Any:
        """Run as nobody's request, in one read transaction of its own."""
        return self.apart(in_snapshot, work, *args)

    def apart(self, work: Callable, *args: Any) -> Any:
        """Run as nobody's request, sharing neither session nor language with whoever calls."""
        return contextvars.Context().run(self._apart, work, args)

    def looking_up(self, work: Callable, *args: Any) -> Any:
        """The same for what only looks something up and writes no address: it costs a tenth."""
        return contextvars.Context().run(self._looking_up, work, args)

    def _looking_up(self, work: Callable, args: tuple) -> Any:
        with self.app.app_context():
            return work(*args)

    def _apart(self, work: Callable, args: tuple) -> Any:
        with self.app.request_context(self._environ.copy()):
            return work(*args)

    def _make(self, conference_id, audiences, since, epoch, heard) -> dict[Audience, News]:
        conference, version, current = _at_hand(conference_id)
        since = _known(since, epoch, version, current)
        between = Between.since(conference.stream, since, version, heard) if since else Between()
        return {each: self._one(conference, each, current, since, version, between) for each in audiences}

    def _one(self, conference, audience, epoch, since, version, between) -> News:
        words.speak(audience.language)
        body = {"conference": conference.id, "epoch": epoch, "since": since, "version": version}
        parts: dict[str, str | None] = {}
        if audience.view == DATA:
            body["events"] = seen_since(audience.role, conference.stream, since)
        else:
            body["parts"] = parts = self._parts(conference, audience.view, since, between)
            if since and self.views[audience.view].names_sites:
                body["sites"] = sorted(between.sites)
        return News(conference.id, epoch, since, version, parts, between.kinds, compact(body))

    def _parts(self, conference, view: str, since: int, between: "Between") -> dict[str, str | None]:
        parts = self.views[view].parts
        made: dict[str, str | None] = {}
        for part in parts:
            if not since or any(part.kinds(kind) for kind in between.kinds):
                made[part.id] = self._rendered(part.template, part.context(conference))
            elif part.pieces is not None:
                made |= self._pieces(part.pieces, conference, between.participations)
        return made

    def _pieces(self, pieces, conference, touched: set[str]) -> dict[str, str | None]:
        found = pieces.touched(conference, touched) if touched else {}
        return {piece_id: self._rendered(pieces.template, values) for piece_id, values in found.items()}

    def _rendered(self, name: str, values: dict[str, Any] | None) -> str | None:
        """The part as everybody of its audience sees it: it is given no person, session or nonce."""
        if values is None:
            return None
        template = self.app.jinja_env.get_template(name)
        return template.render({"lang": words.language(), **values}).strip()


def begin_snapshot() -> None:
    """All that is read from here on belongs to one moment; call it before anything is read."""
    if db.engine.dialect.name == "postgresql":
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def in_snapshot(work: Callable, *args: Any) -> Any:
    begin_snapshot()
    return work(*args)


def stand_of(conference_id: str) -> tuple[int, str]:
    """The version of a conference, and the epoch."""
    row = db.session.execute(STAND, {"name": f"conference:{conference_id}"}).one()
    return row[1] or 0, row[0]["value"]


def _at_hand(conference_id: str) -> tuple[Conference, int, str]:
    """A conference with its version and the epoch. Raises NotFound."""
    row = db.session.execute(AT_HAND, {"id": conference_id, "name": f"conference:{conference_id}"}).one_or_none()
    if row is None:
        raise NotFound()
    return row[0], row[1] or 0, row[2]["value"]


_version = select(Stream.version).where(Stream.name == bindparam("name")).scalar_subquery()
STAND = select(Setting.value, _version).where(Setting.name == "epoch")
AT_HAND = (
    select(Conference, _version, Setting.value)
    .join(Setting, Setting.name == "epoch")
    .where(Conference.id == bindparam("id"))
)


def _stands_of(conference_ids: Sequence[str]) -> list[tuple[int, str]]:
    found = {each: stand_of(each) for each in set(conference_ids)}
    return [found[each] for each in conference_ids]


def compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _known(since: int, epoch: str, version: int, current: str) -> int:
    """Where the news begins: at 0 for whoever shows nothing, or another history."""
    return since if epoch == current and 0 < since <= version else 0


BETWEEN = select(Entry.kind, Entry.about).where(Entry.stream == bindparam("name"), Entry.version > bindparam("since"))


@dataclass(frozen=True)
class Between:
    """What happened since a version, and to whom."""

    kinds: frozenset[str] = frozenset()
    about: tuple[Mapping[str, Any], ...] = ()

    @classmethod
    def since(cls, stream: str, since: int, version: int, heard: Sequence[Heard]) -> "Between":
        """From what was heard, if that is all of it: another process may have written too."""
        rows = [(kind, about) for at, kind, about in heard if since < at <= version]
        if len(rows) != version - since:
            rows = [tuple(row) for row in db.session.execute(BETWEEN, {"name": stream, "since": since})]
        return cls(frozenset(kind for kind, _about in rows), tuple(about for _kind, about in rows))

    @property
    def sites(self) -> set[str]:
        """One by one, or all that were told the same."""
        single = {about["site"] for about in self.about if about.get("site")}
        return single.union(*(about["sites"] for about in self.about if "sites" in about))

    @property
    def participations(self) -> set[str]:
        return {about["participation"] for about in self.about if "participation" in about}
