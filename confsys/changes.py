"""The one path of a change.

A function marked `@action` runs in one transaction. Before it does, the streams of the things it
is given are locked in sorted order and the things are read again. What happened is `record`ed: a
journal row with the next version of its stream, and whatever REACTIONS says follows from it. Only
here something is written (how: writing.py). After the commit, and only then, the listeners are told.
"""

import functools
import hashlib
import json
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import current_app, g
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from confsys import clock
from confsys.errors import NotFound
from confsys.extensions import db, insert_or_lock
from confsys.journal import Entry, PersonalValues, Stream
from confsys.writing import writing


@dataclass
class Event:
    """What reactions are given: an entry and the rows it is about."""

    kind: str
    thing: Any
    by: Any
    about: dict[str, Any]
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    at: datetime
    since: int  # the version of the stream before this transaction: the same for all that happens in it
    personal: dict[str, Any] | None = None  # only for reactions: it is kept beside the journal


@dataclass
class Change:
    """The transaction now open: which streams it holds and what it recorded."""

    held: dict[str, Stream] = field(default_factory=dict)
    since: dict[str, int] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    takes_back: Entry | None = None  # what is undone just now

    def keep(self, rows: dict[str, Stream]) -> None:
        self.held |= rows
        self.since |= {name: row.version for name, row in rows.items()}

    def versions(self) -> dict[str, tuple[int, int]]:
        """Stream -> (version before, version now), of the streams that moved."""
        return {
            name: (self.since[name], row.version) for name, row in self.held.items() if row.version > self.since[name]
        }


class WrittenOutsideAnAction(RuntimeError):
    """Rows were about to change without an action: a mistake in the code, never in the input."""


_open: ContextVar[Change | None] = ContextVar("open_change", default=None)


def install(app, reactions: dict[str, list[Callable[[Event], None]]]) -> None:
    """Bind the table of reactions, and who is told after a commit, to the app."""
    app.extensions["reactions"] = reactions
    app.extensions["after_commit"] = []


def after_commit(app, listener: Callable[[Change], None]) -> None:
    """`listener(change)` is called after each commit that recorded something, outside any transaction."""
    app.extensions["after_commit"].append(listener)


def action(function):
    """A change of the business: all or nothing, and recorded.

    The actor comes first, then what is acted upon: its streams are locked. Rows among the keywords
    are only spoken of; they are read again but not locked.
    """

    @functools.wraps(function)
    def run(actor, *things, **words):
        with transaction(_rows(things), _rows(words.values())):
            return function(actor, *things, **words)

    vars(run)["is_action"] = True
    return run


def bookkeeping(function):
    """A write that is no event of the business (last seen, use counts): one transaction, no journal row."""

    @functools.wraps(function)
    def run(*things, **words):
        with transaction():
            return function(*things, **words)

    vars(run)["is_action"] = True
    return run


@contextmanager
def transaction(things: Collection[Any] = (), spoken_of: Collection[Any] = ()) -> Iterator[Change]:
    """Open a write transaction, or join the one that is open, holding the streams of `things`."""
    names = {thing.stream for thing in things}
    ids = [(type(row), row.id) for row in [*things, *spoken_of] if not isinstance(row, Entry)]  # those never change
    outer = _open.get()
    if outer is not None:
        if names - outer.held.keys():
            db.session.flush()
            _hold(outer, names - outer.held.keys())
            _read_again(ids)
        yield outer
        return
    change = Change()
    with _writing(change):
        _hold(change, names)
        _read_again(ids)
        yield change
    if change.entries:
        g.latest_change = change
        for listener in current_app.extensions["after_commit"]:
            listener(change)


def record(
    kind: str,
    thing: Any,
    *,
    by: Any,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    personal: dict[str, Any] | None = None,
    **about: Any,
) -> None:
    """Write down that `kind` happened to `thing`, and let follow what REACTIONS says.

    `about`: further rows it is about, by name; their ids are kept. `before`, `after`: plain values
    without personal data; `personal`: what can identify somebody, kept where it can be erased.
    """
    change = _open.get()
    if change is None:
        raise WrittenOutsideAnAction(kind)
    reactions = current_app.extensions["reactions"][kind]
    happened = Event(kind, thing, by, about, before, after, clock.now(), change.since.get(thing.stream, 0), personal)
    db.session.flush()  # a new row must exist before the journal speaks of it
    _write_entry(change, happened, personal)
    for reaction in reactions:
        reaction(happened)


@contextmanager
def taking_back(entry: Entry) -> Iterator[None]:
    """What is recorded meanwhile in the stream of `entry` says that it takes that entry back."""
    change = _open.get()
    if change is None:
        raise WrittenOutsideAnAction(entry.kind)
    outer, change.takes_back = change.takes_back, entry
    try:
        yield
    finally:
        change.takes_back = outer


def just_made() -> Entry | None:
    """What this request has just done: the first entry of its latest change; the others followed from it."""
    change = g.get("latest_change")
    return change.entries[0] if change else None


def _write_entry(change: Change, happened: Event, personal: dict[str, Any] | None) -> None:
    name = happened.thing.stream
    if name not in change.held:
        change.keep(_begun_streams({name}))  # mostly of a thing that is new
    row = change.held[name]
    row.version += 1
    salt = secrets.token_hex(16) if personal else None
    undone = change.takes_back
    entry = Entry(
        stream=name,
        version=row.version,
        kind=happened.kind,
        at=happened.at,
        by=getattr(happened.by, "id", None),
        about={happened.thing.stream.partition(":")[0]: happened.thing.stream.partition(":")[2]}
        | {key: getattr(row, "id", row) for key, row in happened.about.items()},
        before=happened.before,
        after=happened.after,
        personal_hash=_personal_hash(salt, personal) if salt else None,
        since=change.since[name],
        takes_back=undone.version if undone and undone.stream == name else None,
    )
    db.session.add(entry)
    change.entries.append(entry)
    if salt:
        db.session.flush()
        db.session.add(PersonalValues(stream=name, version=row.version, salt=salt, values=personal))


def _personal_hash(salt: str, values: Any) -> str:
    return hashlib.sha256((salt + json.dumps(values, sort_keys=True, ensure_ascii=False)).encode()).hexdigest()


# -- below: which rows and streams a transaction is about -------------------------------------------


def _rows(values: Iterable[Any]) -> list[Any]:
    """The rows that have a stream among the arguments, also those in lists."""
    found = []
    for value in values:
        many = value if isinstance(value, (list, tuple, set)) else (value,)
        found += [thing for thing in many if hasattr(thing, "stream")]
    return found


@contextmanager
def _writing(change: Change) -> Iterator[None]:
    token = _open.set(change)
    try:
        with writing():
            yield
    finally:
        _open.reset(token)


def _hold(change: Change, names: set[str]) -> None:
    """Lock the rows of these streams in sorted order; a stream that is new begins at version 0."""
    if not names:
        return
    rows = _locked_streams(names)
    missing = names - rows.keys()
    change.keep(rows | (_begun_streams(missing) if missing else {}))


def _locked_streams(names: set[str]) -> dict[str, Stream]:
    query = select(Stream).where(Stream.name.in_(sorted(names))).order_by(Stream.name).with_for_update()
    return {row.name: row for row in db.session.scalars(query.execution_options(populate_existing=True))}


def _begun_streams(names: set[str]) -> dict[str, Stream]:
    values = [{"name": name, "version": 0} for name in sorted(names)]
    return {row.name: row for row in insert_or_lock(Stream, values)}


def _read_again(ids: list[tuple[Any, str]]) -> None:
    """What was found before the lock may have moved on, or be gone. One query per kind of row."""
    for model in dict.fromkeys(model for model, _id in ids):
        wanted = {row_id for kind, row_id in ids if kind is model}
        query = select(model).where(model.id.in_(wanted)).execution_options(populate_existing=True)
        if {row.id for row in db.session.scalars(query)} != wanted:
            raise NotFound()


@event.listens_for(Session, "before_flush")
def _guard_flush(session, _context, _instances):
    if _open.get() is not None:
        return
    if touched := [*session.new, *session.deleted, *(row for row in session.dirty if session.is_modified(row))]:
        raise WrittenOutsideAnAction(str(touched))


@event.listens_for(Session, "do_orm_execute")
def _guard_statement(state):
    if _open.get() is None and (state.is_insert or state.is_update or state.is_delete):
        raise WrittenOutsideAnAction(str(state.statement))
