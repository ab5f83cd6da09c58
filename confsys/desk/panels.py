"""What stands beside the tasks on a home page: what runs, the week, what changed, the house itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, literal, select

from confsys import clock
from confsys.agenda.models import CURRENT, WAITING
from confsys.agenda.queries import Scheduled, schedules_of
from confsys.calendars.access import mine
from confsys.conferences import access, queries
from confsys.conferences.access import BODY, visible_to
from confsys.conferences.leading import Leading, leading_by_conference
from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.history.words import WORDS
from confsys.journal import Entry
from confsys.people.models import ADMINISTRATOR, CHAIR, SECRETARIAT, TECHNICIAN, Person
from confsys.sites.access import holds, holds_anywhere

AHEAD = timedelta(days=7)
MOST = 100
HANDED_OUT = ("issued", "open", "live", "recess")  # the states in which sites are being connected
WATCHERS = (SECRETARIAT, CHAIR, TECHNICIAN)
STREAM = "conference:"
LOOKED_AT, TOLD = 60, 6
LATELY = timedelta(days=7)


@dataclass(frozen=True)
class Row:
    """A conference with what lists show beside it."""

    conference: Conference
    chairs: str
    chair_ids: frozenset[str]
    sites: int
    may_hand_out_links: bool


@dataclass(frozen=True)
class Meeting:
    """A conference large: with its agenda as it stands and where this person can go from here."""

    row: Row
    schedule: list[Scheduled]
    may_watch: bool

    @property
    def conference(self) -> Conference:
        return self.row.conference

    @property
    def current(self) -> Scheduled | None:
        return next((row for row in self.schedule if row.item.state in CURRENT), None)

    @property
    def following(self) -> Scheduled | None:
        return next((row for row in self.schedule if row.item.state in WAITING), None)

    def left(self, now: datetime) -> timedelta:
        """What is left of the running item."""
        item = self.current.item if self.current else None
        return max(timedelta(), item.length - item.time_run(now)) if item else timedelta()

    def share(self, now: datetime) -> int:
        """How much of the running item has passed, of 1000."""
        item = self.current.item if self.current else None
        return min(1000, int(1000 * (item.time_run(now) / item.length))) if item else 0


@dataclass(frozen=True)
class Change:
    """One thing that happened to a conference this person may see."""

    at: datetime
    words: object
    conference: Conference
    by: str | None


def week_of(person: Person, now: datetime) -> list[Row]:
    """What concerns this person from this morning on, seven days ahead, earliest first."""
    begin, midnight = clock.day_span(clock.local(now).date())
    query = queries.listed(person, begin=begin, end=midnight + AHEAD).limit(MOST)
    if not holds_anywhere(person, *BODY, ADMINISTRATOR):
        query = query.where(mine(person))
    found = queries.all_of(query)
    ids = [each.id for each in found]
    counts, chairs = queries.site_counts(ids), leading_by_conference(ids)
    return [_row(person, each, chairs.get(each.id, []), counts.get(each.id, 0)) for each in found]


def _row(person: Person, conference: Conference, chairs: list[Leading], sites: int) -> Row:
    may_hand_out = conference.state in HANDED_OUT and access.may_hand_out_links(person, conference)
    names, ids = conference.names_of_chairs(chairs), frozenset(id for each in chairs for id in each.ids)
    return Row(conference, names, ids, sites, may_hand_out)


def meetings(person: Person, rows: list[Row], now: datetime) -> list[Meeting]:
    """These conferences with their agendas, read at once."""
    schedules = schedules_of([row.conference for row in rows], now) if rows else {}
    return [Meeting(row, schedules[row.conference.id], _may_watch(person, row)) for row in rows]


def _may_watch(person: Person, row: Row) -> bool:
    """As access.may_watch says, without asking again who chairs."""
    holds_a_role = any(holds(person, role, row.conference.organiser) for role in WATCHERS)
    return row.conference.state in HANDED_OUT and (holds_a_role or person.id in row.chair_ids)


def changes_for(person: Person, now: datetime) -> list[Change]:
    """What happened last to each conference this person may see, newest first."""
    told = [kind for kind in WORDS if kind.startswith("conference.")]
    query = (
        select(Entry, Conference, Person.name)
        .join(Conference, Conference.id == func.substr(Entry.stream, len(STREAM) + 1))
        .outerjoin(Person, Person.id == Entry.by)
        .where(Entry.stream.startswith(literal(STREAM)), Entry.at > now - LATELY, Entry.kind.in_(told))
        .where(visible_to(person))
        .order_by(Entry.at.desc(), Entry.stream, Entry.version.desc())
        .limit(LOOKED_AT)
    )
    latest: dict[str, Change] = {}
    for entry, conference, by in db.session.execute(query):
        latest.setdefault(conference.id, Change(entry.at, WORDS[entry.kind], conference, by))
    return list(latest.values())[:TOLD]
