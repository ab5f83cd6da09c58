"""What is read of the journal for the record: the course in words, and what a moment was made of."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, not_, or_, select

from confsys import clock
from confsys.agenda.compared import Axis
from confsys.agenda.models import MOMENTS, AgendaItem
from confsys.agenda.queries import Scheduled, timing_rows
from confsys.agenda.timing import times_of
from confsys.aside import give_way
from confsys.conferences.models import Conference
from confsys.course.moment import Moment
from confsys.extensions import db
from confsys.history.telling import Told, tell
from confsys.journal import Entry
from confsys.listing import Page, page_of

SORTS = {
    "course": ("conference", "agenda"),
    "floor": ("floor",),
    "votes": ("vote",),
    "attendance": ("participation",),
    "incidents": ("incident",),
    "messages": ("message",),
}
EARLY, LATE = timedelta(minutes=30), timedelta(minutes=5)
BEGUN = ("conference.opened", "conference.started")
OVER = ("conference.closed", "conference.cancelled")
RESTS = ("conference.recessed", "conference.resumed")
MARKED = (*BEGUN, *OVER, *RESTS, "agenda.item_started", "vote.opened", "incident.opened")
SIZE = 100  # lines on a page, entries in a bite


def course_of(conference: Conference, sort: str = "course") -> Iterator[Told]:
    """What happened, in order and in words; one sort of it, or all for "all". How it was planned is not part of it."""
    for bite in in_bites(_happened(conference, sort)):
        yield from _told(bite)


def in_bites(query: Select[Any]) -> Iterator[list[Entry]]:
    """What a query of entries finds, in order, a few at a time: between two bites every open screen gets its turn."""
    last = 0
    while bite := list(db.session.scalars(query.where(Entry.version > last).limit(SIZE))):
        yield bite
        last = bite[-1].version
        give_way()


def page_of_course(conference: Conference, sort: str, number: int) -> Page:
    """One page of the same."""
    found = page_of(_happened(conference, sort), number=number, size=SIZE)
    return replace(found, items=_told(found.items))


def _happened(conference: Conference, sort: str) -> Select[Any]:
    kinds = SORTS.get(sort) or [kind for kinds in SORTS.values() for kind in kinds]
    of_the_sort = or_(*(Entry.kind.like(f"{kind}.%") for kind in kinds))
    planned = or_(*(Entry.kind.like(f"{kind}.%") for kind in SORTS["course"]))
    first = select(func.min(Entry.version)).where(Entry.stream == conference.stream, Entry.kind.in_(BEGUN))
    held = or_(not_(planned), Entry.version >= first.scalar_subquery())
    query = select(Entry).where(Entry.stream == conference.stream, of_the_sort, held)
    return query.order_by(Entry.version)


def _told(entries: list[Entry]) -> list[Told]:
    return tell(entries, {entry.version: {} for entry in entries})  # persons are named by their offices alone


def journal_of(conference: Conference) -> Iterator[Entry]:
    """Everything that is written down of it, in order."""
    for bite in in_bites(select(Entry).where(Entry.stream == conference.stream).order_by(Entry.version)):
        yield from bite


def span_of(conference: Conference) -> Axis:
    """From a little before the doors opened until a little after the close, or now."""
    query = select(Entry.kind, Entry.at).where(Entry.stream == conference.stream, Entry.kind.in_(BEGUN + OVER))
    found = db.session.execute(query.order_by(Entry.version)).all()
    begun = [row.at for row in found if row.kind in BEGUN]
    over = [row.at for row in found if row.kind in OVER]
    begins = min([*begun, conference.starts_at]) if begun else conference.starts_at
    ends = over[-1] + LATE if over and conference.is_over else max(clock.now(), begins + LATE)
    return Axis(begins - (LATE if begun else EARLY), ends)


def items_at(moment: Moment, at: datetime) -> list[Scheduled]:
    """Each item with its times as they were expected at that moment, by the same arithmetic as then."""
    items = [_item(item, values) for item, values in moment.items.items()]
    times = times_of(moment.starts_at or at, timing_rows(items), at, began=moment.started_at)
    return [Scheduled(*pair) for pair in zip(items, times, strict=True)]


def happenings(conference: Conference) -> list[tuple[datetime, str]]:
    """(instant, kind) of what gives the slider its marks: items begun, breaks, votes, incidents."""
    query = select(Entry.at, Entry.kind).where(Entry.stream == conference.stream, Entry.kind.in_(MARKED))
    return [(row.at, row.kind) for row in db.session.execute(query.order_by(Entry.version))]


def _item(item_id: str, values: dict[str, Any]) -> AgendaItem:
    """An item as it was then; it belongs to no session and is never written."""
    known = {name: values[name] for name in ITEM if name in values}
    instants = {name: datetime.fromisoformat(values[name]) for name in INSTANTS if values.get(name)}
    return AgendaItem(id=item_id, site_id=values.get("site"), **known, **instants)


ITEM = ("title", "kind", "minutes", "state", "extra_minutes", "paused_seconds", "counts_to_end")
INSTANTS = ("fixed_start", "due_at", *MOMENTS)
