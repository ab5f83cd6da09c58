"""What is read of the journal of one thing: a page of it, and by what it can be filtered."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import select

from confsys import clock
from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.history.models import Edition
from confsys.history.telling import Told, personal_in, tell
from confsys.history.words import WORDS
from confsys.journal import Entry
from confsys.people.models import Person

PAGE, LATEST = 50, 12
# What a hundred sites do: pages of their own say how they stand.
TOLD_ELSEWHERE = ("participation.%", "incident.%", "readiness.%")


@dataclass(frozen=True)
class Page:
    """Some entries, newest first; `older` is the version below which it goes on, None at the end."""

    rows: list[Told]
    older: int | None

    @property
    def days(self) -> list[tuple[date, list[Told]]]:
        """The rows by local day."""
        return [(day, list(rows)) for day, rows in groupby(self.rows, key=lambda row: clock.local(row.at).date())]


def latest(stream: str) -> list[Told]:
    """The last things that happened, newest first, for the page of the thing itself."""
    query = select(Entry).where(Entry.stream == stream, *(Entry.kind.not_like(each) for each in TOLD_ELSEWHERE))
    return tell(list(db.session.scalars(query.order_by(Entry.version.desc()).limit(LATEST))))


def page_of(stream: str, *, kind: str = "", by: str = "", below: int | None = None) -> Page:
    """A page of the history: of one kind, by one person, below a version."""
    query = select(Entry).where(Entry.stream == stream).order_by(Entry.version.desc()).limit(PAGE + 1)
    if kind:
        query = query.where(Entry.kind == kind)
    if by:
        query = query.where(Entry.by == by)
    if below:
        query = query.where(Entry.version < below)
    found = list(db.session.scalars(query))
    shown = found[:PAGE]
    rows = tell(shown, personal_in(stream, [entry.version for entry in shown]))
    return Page(rows, shown[-1].version if len(found) > PAGE else None)


def editions_of(conference: Conference) -> list[Edition]:
    """The editions that were kept, in order."""
    query = select(Edition).where(Edition.conference_id == conference.id).order_by(Edition.number)
    return list(db.session.scalars(query))


def names_of(ids: set[str]) -> dict[str, str]:
    """The persons with these ids by name."""
    query = select(Person.id, Person.name).where(Person.id.in_(ids))
    return {row.id: row.name for row in db.session.execute(query)}


def kinds_in(stream: str) -> list[tuple[str, Any]]:
    """The kinds of what happened to this thing, with their words, in the order of the words."""
    kinds = set(db.session.scalars(select(Entry.kind).where(Entry.stream == stream).distinct()))
    return [(kind, WORDS[kind]) for kind in WORDS if kind in kinds]


def people_in(stream: str) -> list[Person]:
    """Who changed this thing, by name."""
    who = select(Entry.by).where(Entry.stream == stream)
    return list(db.session.scalars(select(Person).where(Person.id.in_(who)).order_by(Person.sort_key, Person.id)))
