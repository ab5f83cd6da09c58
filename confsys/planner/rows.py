"""Rooms, leaders or sites as rows of one day: what holds each and what is drafted, as far as the reader may know."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from confsys import clock, listing, shown
from confsys.conferences.access import may_manage
from confsys.conferences.models import Conference
from confsys.conferences.transitions import DRAFT
from confsys.office.queries import calendar
from confsys.people.models import Person
from confsys.planner import grid, labels
from confsys.planner.asked import PEOPLE, ROOMS, SITES, Asked
from confsys.planner.drawn import plan_address
from confsys.planner.grid import Hours, Span
from confsys.planner.lanes import clusters
from confsys.planner.queries import Shown, named_in, rows_of
from confsys.scheduling import taken
from confsys.scheduling.holders import Holder, told
from confsys.scheduling.models import ASKED
from confsys.scheduling.taken import Taken
from confsys.words import gettext

PER_PAGE = 40
AWAY, BUSY = "away", "busy"
PREFIX = {ROOMS: "room", PEOPLE: "person", SITES: "site"}


@dataclass(frozen=True)
class Held:
    """One time on a row. No `conference`: the reader may not know by what. `is_other`: it is not what he looks for."""

    conference: Conference | None
    span: Span
    lane: int
    look: str
    label: str
    says: str
    is_movable: bool = False
    is_other: bool = False

    @property
    def length(self) -> int:
        return self.span.last - self.span.first


@dataclass(frozen=True)
class Row:
    """A room, a person or a site, with what holds it; in so many lanes where it is asked for more than once."""

    key: str
    name: str
    note: str
    url: str
    plan: str
    held: list[Held] = field(default_factory=list)

    @property
    def lanes(self) -> int:
        return max((each.lane for each in self.held), default=1)


@dataclass(frozen=True)
class Timeline:
    """All rows of a page over the same hours of one day."""

    hours: Hours
    rows: list[Row]
    closed: list[tuple[int, int]]
    page: listing.Page
    now: datetime
    share: float | None


def timeline(person: Person, wanted: Asked, known: Sequence[Shown], left: Sequence[Shown]) -> Timeline:
    """One day. `known`: what the reader may see of it; `left`: what of that he looks for."""
    page = listing.page_of(rows_of(person, wanted), number=wanted.page, size=PER_PAGE)
    keys = {each.id: f"{PREFIX[wanted.of]}:{each.id}" for each in page.items}
    times = _times(wanted, keys, [each.conference for each in known if each.conference.state == DRAFT])
    hours = grid.hours([span for there in times.values() for _taken, span in there], calendar())
    holders = {each.holder for there in times.values() for each, _span in there if each.standing != AWAY}
    others = told({each for each in holders if not each.startswith("conference:")}, person)
    now, on_it = clock.now(), Reading(person, {each.conference.id: each for each in known}, _ids(left), others)
    rows = [_row(wanted, each, keys[each.id], on_it.held(times.get(keys[each.id], []), hours)) for each in page.items]
    local = clock.local(now)
    share = hours.share(local.time()) if local.date() == wanted.on else None
    return Timeline(hours, rows, grid.closed(wanted.on, hours, calendar()), page, now, share)


def _ids(found: Sequence[Shown]) -> frozenset[str]:
    return frozenset(each.conference.id for each in found)


def _times(wanted: Asked, keys: Mapping[str, str], drafts: list[Conference]) -> dict[str, list[tuple[Taken, Span]]]:
    """Row -> what holds it on the day or is drafted for it, and where that is drawn. Three statements at most."""
    begin, end = clock.day_span(wanted.on)
    found = taken.bookings(list(keys.values()), begin, end)
    if wanted.of == PEOPLE:
        away = taken.absences(list(keys), wanted.on, wanted.on)
        found += [Taken(keys[id], "", *time, 1, AWAY) for id, times in away.items() for time in times]
    found += _drafted(wanted, keys, {each.id: each for each in drafts})
    there: dict[str, list[tuple[Taken, Span]]] = {}
    for each in sorted(found, key=lambda each: (each.starts_at, each.holder)):
        if span := grid.span_on(wanted.on, each.starts_at, each.ends_at, clock.zone()):
            there.setdefault(each.subject, []).append((each, span))
    return there


def _drafted(wanted: Asked, keys: Mapping[str, str], drafts: Mapping[str, Conference]) -> Iterator[Taken]:
    """A draft holds nothing, so there are no bookings of it: it stands on the rows of what it would need."""
    for conference, id in named_in(drafts.values(), wanted.of):
        if id in keys:
            draft = drafts[conference]
            yield Taken(keys[id], draft.stream, draft.starts_at, draft.ends_at, 1, DRAFT)


def _row(wanted: Asked, thing: Any, key: str, held: list[Held]) -> Row:
    filled = {"chairs": thing.id} if wanted.of == PEOPLE else {"sites": thing.id}
    url, note = f"/sites/{thing.id}", ""
    if wanted.of == PEOPLE:
        url, note = "", thing.position or ""
    elif wanted.of == ROOMS:
        url, note = f"/rooms/{thing.id}", thing.site.name
        filled = {"main_site": thing.site_id, "room": thing.id}
    plan = plan_address(wanted.on, filled=filled) if wanted.on >= wanted.today else ""
    return Row(key, thing.name, note, url, plan, held)


@dataclass(frozen=True)
class Reading:
    """Who reads, what he may know of, and what of that he looks for."""

    person: Person
    known: Mapping[str, Shown]
    wanted: frozenset[str]
    others: Mapping[str, Holder]  # who holds what is no conference

    def held(self, times: list[tuple[Taken, Span]], hours: Hours) -> list[Held]:
        """What stands on a row; what overlaps, in lanes."""
        seen = [(each, span.within(hours)) for each, span in times]
        laid = clusters([(span.first, span.last) for _each, span in seen])
        return list(self._laid(seen, [member for cluster in laid for member in cluster.members]))

    def _laid(self, seen: list[tuple[Taken, Span]], members: list[tuple[int, int]]) -> Iterator[Held]:
        for number, lane in members:
            each, span = seen[number]
            there = self.known.get(each.holder.removeprefix("conference:"))
            yield self._known(there, span, lane + 1) if there else self._unknown(each, span, lane + 1)

    def _known(self, there: Shown, span: Span, lane: int) -> Held:
        conference = there.conference
        look, says = labels.look_of(conference, clock.now()), labels.says(conference, there.chaired_by)
        is_movable = conference.may_be_planned and may_manage(self.person, conference)
        is_other = conference.id not in self.wanted
        return Held(conference, span, lane, look, conference.title, says, is_movable, is_other)

    def _unknown(self, each: Taken, span: Span, lane: int) -> Held:
        """A time somebody is away, or is busy: with a line of a weekly calendar, or with what he may not know of."""
        if each.standing == AWAY:
            return Held(None, span, lane, AWAY, gettext("Away"), gettext("Away"))
        other = self.others.get(each.holder)
        busy = gettext("Asked for") if each.standing == ASKED else gettext("Busy")
        words = other.title if other and other.title else busy
        return Held(None, span, lane, BUSY, words, f"{words}, {shown.span(each.starts_at, each.ends_at)}")
