"""What sites were told of their turns, and which of them must be told anew. What is due is pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from confsys.agenda.queries import Scheduled
from confsys.extensions import Base

Told = Mapping[str, Any]  # "site": its name then, "at": the start it was told, "told_at": when


class AnnouncedTurns(Base):
    """The turns of a conference that were announced, by item; calendars show them as they were told."""

    __tablename__ = "announced_turns"
    conference_id: Mapped[str] = mapped_column(ForeignKey("conferences.id", ondelete="CASCADE"), primary_key=True)
    turns: Mapped[dict[str, Any]]


def last_told(row: Scheduled, told: Mapping[str, Told]) -> datetime:
    """The start its site knows: as last announced, else as planned."""
    known = told.get(row.item.id)
    return datetime.fromisoformat(known["at"]) if known else row.times.planned_start


def to_tell(
    rows: Sequence[Scheduled], told: Mapping[str, Told], now: datetime, *, moves: timedelta, every: timedelta
) -> list[Scheduled]:
    """Turns to come that moved by `moves` since their sites were told, none of them told again within `every`."""
    return [
        row
        for row in rows
        if row.item.is_waiting
        and row.item.site_id is not None
        and abs(row.times.expected_start - last_told(row, told)) >= moves
        and not _was_told_since(told.get(row.item.id), now - every)
    ]


def _was_told_since(known: Told | None, since: datetime) -> bool:
    return known is not None and datetime.fromisoformat(known["told_at"]) > since
