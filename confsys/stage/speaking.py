"""Whose name the hall shows: whoever has the floor, else the item that runs, with the clock of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from confsys.agenda.models import AgendaItem
from confsys.agenda.names import titled, who
from confsys.agenda.queries import Scheduled
from confsys.conferences.models import Conference
from confsys.conferences.transitions import LIVE
from confsys.floor.models import KIND_NAMES, SPEAKING, Turn
from confsys.floor.queries import length_of, on_floor, waiting


@dataclass(frozen=True)
class Speaker:
    """A name, what it is about, and what the browser needs to draw its clock; as much as an item of an agenda has."""

    name: str
    topic: str
    is_paused: bool
    started_at: datetime
    length: timedelta
    paused_seconds: int
    paused_at: datetime | None
    due_at: datetime | None = None
    warnings: tuple[int | None, int | None] = (None, None)


def speaker_of(conference: Conference, current: Scheduled | None) -> Speaker | None:
    """Nobody speaks unless it is in session."""
    if conference.state != LIVE:
        return None
    if turn := on_floor(conference):
        return _by_turn(turn)
    return _by_item(current.item) if current else None


def called_in(conference: Conference) -> list[str]:
    """Who gets ready to speak: the sites whose turn was called."""
    found = waiting(conference) if conference.state == LIVE else []
    return [turn.participation.site.name for turn in found if turn.is_called]


def _by_turn(turn: Turn) -> Speaker:
    assert turn.started_at is not None
    said: list[Any] = [KIND_NAMES[turn.kind], turn.topic]
    return Speaker(
        name=turn.participation.site.name,
        topic=": ".join(str(each) for each in said if each),
        is_paused=turn.state != SPEAKING,
        started_at=turn.started_at,
        length=timedelta(seconds=length_of(turn)),
        paused_seconds=turn.paused_seconds,
        paused_at=turn.paused_at,
    )


def _by_item(item: AgendaItem) -> Speaker:
    assert item.started_at is not None
    name = who(item)
    return Speaker(
        name=name,
        topic=titled(item) if name != item.title else "",
        is_paused=item.paused_at is not None,
        started_at=item.started_at,
        length=item.length,
        paused_seconds=item.paused_seconds,
        paused_at=item.paused_at,
        due_at=item.due_at,
        warnings=item.warnings,
    )
