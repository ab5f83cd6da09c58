"""What an entry of a weekly calendar occupies while it stands: its room, and the leaders named in it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from confsys import clock
from confsys.changes import Event
from confsys.scheduling import booking
from confsys.scheduling.booking import Want
from confsys.scheduling.models import HELD, ROOM
from confsys.weeks.drafting import leader_ids
from confsys.weeks.models import WeekEntry

HOLDER = "week-entry"
USUAL = timedelta(hours=2)  # where no end is given


def holder_of(entry: WeekEntry) -> str:
    return f"{HOLDER}:{entry.id}"


def span_of(entry: WeekEntry) -> tuple[datetime, datetime] | None:
    """From when to when; None for what has no hour: then nobody knows, and it occupies nothing."""
    if entry.at is None:
        return None
    starts_at = clock.instant(entry.day, entry.at)
    return starts_at, clock.instant(entry.day, entry.until) if entry.until else starts_at + USUAL


def wants_of(room_id: str | None, people: Sequence[str]) -> list[Want]:
    room = [Want(f"{ROOM}:{room_id}", room_id)] if room_id else []
    return room + [Want(f"person:{person}") for person in people]


def occupy(event: Event) -> None:
    """Follow what became of an entry. Raises Taken: what cannot be held does not come to be."""
    entry: WeekEntry = event.about["entry"]
    span = span_of(entry)
    if entry.cancelled or span is None:
        release(event)
        return
    people = leader_ids(entry)
    booking.keep(holder_of(entry), wants_of(entry.room_id, people), *span, HELD)


def release(event: Event) -> None:
    """It is called off, or gone: it occupies nothing."""
    entry = event.about["entry"]
    holder = f"{HOLDER}:{getattr(entry, 'id', entry)}"
    booking.keep(holder, [], event.at, event.at, None)
