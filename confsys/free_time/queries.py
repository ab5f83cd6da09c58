"""When everybody who is asked for is busy, as far as the reader may know, and the best times for a meeting."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from confsys import clock
from confsys.aside import aside
from confsys.errors import Invalid
from confsys.extensions import db
from confsys.office.queries import calendar
from confsys.people.models import Person
from confsys.people.queries import roles_by_person
from confsys.scheduling import free, taken
from confsys.scheduling.free import Interval
from confsys.scheduling.holders import told
from confsys.scheduling.taken import Taken
from confsys.sites.models import Site
from confsys.sites.queries import by_ids
from confsys.words import _

AWAY = "away"  # the standing of an absence, beside those of a booking


@dataclass(frozen=True)
class Wanted:
    """A meeting that is to be: who must come, who should, with which sites, how long, between which days."""

    first: date
    last: date
    minutes: int
    people: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    least: int = 0  # of the sites so many must be free
    after: datetime | None = None
    until: datetime | None = None

    @property
    def everybody(self) -> list[str]:
        return [*self.people, *self.optional]


@dataclass
class Found:
    """What came of it. `busy`: by subject, with absences; `unknown`: of whom little is known here."""

    wanted: Wanted
    grid: free.Grid
    people: dict[str, Person]
    sites: dict[str, Site]
    busy: dict[str, list[Taken]]
    unknown: frozenset[str]
    titles: dict[str, str] = field(default_factory=dict)
    masks: dict[str, int] = field(default_factory=dict)  # the quarters in which each is busy
    number: int = 0  # of the times there are
    times: list[free.Pick] = field(default_factory=list)
    best: list[free.Pick] = field(default_factory=list)

    def when(self, kind: str, ids: Iterable[str]) -> dict[str, list[Interval]]:
        """When each of these is busy."""
        subjects = [f"{kind}:{each}" for each in ids]
        return {subject: [(each.starts_at, each.ends_at) for each in self.busy[subject]] for subject in subjects}


def find(reader: Person, wanted: Wanted, *, listed: int = 0) -> Found:
    """The three best times, each in a half-day of its own, the first `listed` of all, and who is busy when.

    Six statements, however many take part; the reckoning is done aside. Raises Invalid for ids there are none of.
    """
    people, sites = _people(wanted), _sites(wanted)
    grid = free.Grid(wanted.first, wanted.last, calendar())
    busy = _busy(wanted, grid)
    found = Found(wanted, grid, people, sites, busy, _unknown(people, sites, wanted.first))
    found.titles = _titles(reader, busy.values())
    aside(_reckon, found, clock.now(), clock.today(), listed)
    return found


def _reckon(found: Found, now: datetime, today: date, listed: int) -> None:
    wanted = found.wanted
    ask = free.Ask(
        found.grid,
        timedelta(minutes=wanted.minutes),
        required=found.when("person", wanted.people),
        optional=found.when("person", wanted.optional),
        crowd=found.when("site", wanted.sites),
        after=max(now, wanted.after or now),
        until=wanted.until,
        least=wanted.least,
        unknown=found.unknown,
    )
    times = free.times(ask)
    found.masks, found.number = ask.masks, len(times)
    found.times = [free.reasons(ask, each, today) for each in times[:listed]]
    found.best = [free.reasons(ask, each, today) for each in free.best(times)]


def _people(wanted: Wanted) -> dict[str, Person]:
    query = select(Person).where(Person.id.in_(wanted.everybody))
    found = {each.id: each for each in db.session.scalars(query)} if wanted.everybody else {}
    _refuse_missing("people", wanted.everybody, found, lambda id: _("There is no such person: %(id)s.", id=id))
    return found


def _sites(wanted: Wanted) -> dict[str, Site]:
    found = by_ids(list(wanted.sites)) if wanted.sites else {}
    _refuse_missing("sites", wanted.sites, found, lambda id: _("There is no such site: %(id)s.", id=id))
    return found


def _refuse_missing(name: str, ids: Iterable[str], found: dict[str, Any], sentence: Callable[[str], Any]) -> None:
    missing = next((each for each in ids if each not in found), None)
    if missing is not None:
        raise Invalid({name: sentence(missing)})


def _unknown(people: dict[str, Person], sites: dict[str, Site], day: date) -> frozenset[str]:
    """Whose work nobody here plans: a person without a role, a site that does not exist on that day."""
    held = roles_by_person(list(people), clock.today()) if people else {}
    outside = {f"person:{each}" for each in people if each not in held}
    return frozenset(outside | {f"site:{each.id}" for each in sites.values() if not each.exists_on(day)})


def _busy(wanted: Wanted, grid: free.Grid) -> dict[str, list[Taken]]:
    subjects = [f"person:{each}" for each in wanted.everybody] + [f"site:{each}" for each in wanted.sites]
    busy: dict[str, list[Taken]] = {subject: [] for subject in subjects}
    for each in taken.bookings(subjects, grid.origin, grid.end):
        busy[each.subject].append(each)
    for person, times in taken.absences(wanted.everybody, grid.first, grid.last).items():
        busy[f"person:{person}"] += [Taken(f"person:{person}", "", *time, 1, AWAY) for time in times]
    for row in busy.values():
        row.sort(key=lambda each: each.starts_at)
    return busy


def _titles(reader: Person, busy: Iterable[list[Taken]]) -> dict[str, str]:
    """What they are busy with, by holder; only what this reader may know of."""
    known = told({each.holder for times in busy for each in times}, reader)
    return {holder: each.title for holder, each in known.items() if each.title}
