"""The journal as others read it: entries of a stream, as plain values."""

from typing import Any

from sqlalchemy import select

from confsys.changes import Entry
from confsys.extensions import db


def entries_since(stream: str, version: int, most: int = 1000) -> list[Entry]:
    """What happened in a stream after `version`, in order."""
    query = select(Entry).where(Entry.stream == stream, Entry.version > version).order_by(Entry.version).limit(most)
    return list(db.session.scalars(query))


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
    }
