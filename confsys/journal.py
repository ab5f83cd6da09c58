"""The journal: what happened, in order. Written by changes.py alone, read by everybody."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, select, text
from sqlalchemy.orm import Mapped, mapped_column

from confsys.extensions import Base, db

MOST_VERSION = 2**31 - 1  # what the column holds
UNDO_FOR = timedelta(seconds=10)  # what one has just done may be taken back with one press


UNDOES = text("takes_back IS NOT NULL")


class Stream(Base):
    """One line of history with its own version: `conference:ID`, `site:ID`, `person:ID`, `settings`."""

    __tablename__ = "streams"
    name: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=0)


class Entry(Base):
    """A row of the journal: what happened. Audit trail, news and history in one; never changed.

    `since`: the version of the stream before the transaction it belongs to; the same for all that happened in it.
    `takes_back`: the version of the entry that this one undoes.
    Personal values are in PersonalValues and can be erased; `personal_hash` still proves them.
    """

    __tablename__ = "journal"
    __table_args__ = (
        Index("ix_journal_takes_back", "stream", "takes_back", sqlite_where=UNDOES, postgresql_where=UNDOES),
    )
    stream: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)
    by: Mapped[str | None] = mapped_column(index=True)
    about: Mapped[dict[str, Any]]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    personal_hash: Mapped[str | None]
    since: Mapped[int | None]
    takes_back: Mapped[int | None]


class PersonalValues(Base):
    """What a journal row says about persons; erased without touching the journal."""

    __tablename__ = "journal_personal"
    __table_args__ = (ForeignKeyConstraint(["stream", "version"], ["journal.stream", "journal.version"]),)
    stream: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    salt: Mapped[str]
    values: Mapped[dict[str, Any]]


def version_of(stream: str) -> int:
    """The version a stream stands at; 0 if nothing ever happened in it."""
    return db.session.scalar(select(Stream.version).where(Stream.name == stream)) or 0


def entries_since(stream: str, version: int, most: int = 1000) -> list[Entry]:
    """What happened in a stream after `version`, in order."""
    query = select(Entry).where(Entry.stream == stream, Entry.version > version).order_by(Entry.version).limit(most)
    return list(db.session.scalars(query))


def taken_back_in(stream: str) -> dict[int, int]:
    """Version of each entry that is undone now -> the version that undid it. What was undone itself undoes nothing."""
    query = select(Entry.version, Entry.takes_back).where(Entry.stream == stream, Entry.takes_back.is_not(None))
    gone: dict[int, int] = {}
    for version, undone in db.session.execute(query.order_by(Entry.version.desc())):
        if undone is not None and version not in gone:
            gone[undone] = version
    return gone


def personal_of(entry: Entry) -> dict[str, Any] | None:
    """What the entry says about persons; None if it says nothing, or if that was erased."""
    kept = db.session.get(PersonalValues, (entry.stream, entry.version)) if entry.personal_hash else None
    return kept.values if kept else None


def plain(entry: Entry) -> dict[str, Any]:
    """An entry as the API and the data view give it; it holds no personal values."""
    return {
        "version": entry.version,
        "kind": entry.kind,
        "at": entry.at.isoformat(),
        "by": entry.by,
        "about": entry.about,
        "before": entry.before,
        "after": entry.after,
        "takes_back": entry.takes_back,
    }
