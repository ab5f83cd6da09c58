"""What the office has set, kept in each process: no page pays for it with a query of its own.

It is dropped after a commit of this process at once, and after one of another as soon as the tail sees it.
"""

from typing import Any

from flask import Flask, current_app
from sqlalchemy import select

from confsys import changes
from confsys.extensions import db, forget_too
from confsys.journal import Stream
from confsys.office.parts import STREAM, Office, defaults
from confsys.settings import Setting

PREFIX = "office:"


class Memory:
    """The settings as last read. `least`: the version they must have, or they are read again."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self._kept: Office | None = None
        self._least = 0

    def office(self) -> Office:
        if self._kept is not None:
            return self._kept
        found = read()
        if found.version >= self._least:  # else it was read from before a change that is known already
            self._kept = found
        return found

    def moved(self, version: int) -> None:
        """The settings stand at `version` now."""
        if self._kept is None or self._kept.version != version:
            self._kept, self._least = None, version

    def committed(self, change: changes.Change) -> None:
        if STREAM in change.versions():
            self.moved(change.versions()[STREAM][1])


def read() -> Office:
    """The settings as they stand in the database."""
    query = select(Setting.name, Setting.value, Stream.version).outerjoin(Stream, Stream.name == STREAM)
    rows = db.session.execute(query.where(Setting.name.startswith(PREFIX))).all()
    stored: dict[str, Any] = {name.removeprefix(PREFIX): value for name, value, _version in rows}
    return Office(
        parts={
            part: usual | stored.get(part, {}).get("values", {}) for part, usual in defaults(current_app.config).items()
        },
        version=max((version or 0 for _name, _value, version in rows), default=0),
        revisions={part: value["revision"] for part, value in stored.items()},
    )


def install(app: Flask) -> None:
    memory = app.extensions["office"] = Memory()
    changes.after_commit(app, memory.committed)
    forget_too(app, memory.forget)


def of(app: Flask) -> Memory:
    return app.extensions["office"]
