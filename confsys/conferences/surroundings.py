"""All that is read to judge a proposal: what else is on then, whose it is, who is away, what was held this year.

The number of statements does not depend on how many proposals are judged, nor on how much there is.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from confsys import clock
from confsys.conferences import transitions
from confsys.conferences.holding import seen
from confsys.conferences.models import Conference
from confsys.conferences.proposals import Proposal
from confsys.extensions import db
from confsys.folding import folded
from confsys.people.models import Person
from confsys.scheduling import queries as scheduling
from confsys.scheduling.holders import Holder, told
from confsys.scheduling.models import Absence, Booking, Resource
from confsys.sites.models import Site

YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Other:
    """Another conference, and whether the person may know of it."""

    conference: Conference
    is_seen: bool


@dataclass(frozen=True)
class Surroundings:
    """What stands around one proposal. `own`: what it holds itself, by subject. `others`: who holds the rest."""

    bookings: Sequence[Booking]
    own: dict[str, Booking]
    others: dict[str, Holder]
    resources: dict[str, Resource]
    absences: Sequence[Absence]
    people: dict[str, str]
    sites: dict[str, Site]
    free_rooms: dict[str, list[Resource]]
    counted: Sequence[Conference]
    twins: Sequence[Other]


def around(proposals: Sequence[Proposal], person: Person | None, margin: timedelta) -> list[Surroundings]:
    """What stands around each of these; `margin`: how long before and after is looked at, too."""
    bookings, own = _bookings(proposals, margin)
    met = [booking for each in bookings for booking in each]
    others = told({booking.holder for booking in met}, person)
    resources = scheduling.resources({w.resource_id for each in proposals for w in each.wants if w.resource_id})
    people = {name for each in proposals for name in each.people}
    busy_sites = {each.subject.removeprefix("site:") for each in met if each.subject.startswith("site:")}
    absences, names, sites = _absences(proposals, people), _names(people), _sites(busy_sites)
    rooms, counted, twins = _free_rooms(busy_sites, proposals), _counted(proposals), _twins(proposals, person)
    return [
        Surroundings(found, held, others, resources, absences, names, sites, rooms, counted, twins)
        for found, held in zip(bookings, own, strict=True)
    ]


def _bookings(proposals: Sequence[Proposal], margin: timedelta) -> tuple[list[list[Booking]], list[dict[str, Booking]]]:
    """What others occupy near each of these, and what each occupies itself; nothing of its own as it stands."""
    if all(each.as_saved for each in proposals):
        beside = scheduling.bookings_beside([each.holder for each in proposals], margin)
        near = [[row for row in beside.get(each.holder, []) if row.holder not in each.own] for each in proposals]
        return near, [{} for _each in proposals]
    near = [_bookings_near(each, margin) for each in proposals]
    held = [[row for row in rows if row.holder == each.holder] for each, rows in zip(proposals, near, strict=True)]
    others = [[row for row in rows if row.holder not in each.own] for each, rows in zip(proposals, near, strict=True)]
    return others, [{row.subject: row for row in rows} for rows in held]


def _bookings_near(proposal: Proposal, margin: timedelta) -> list[Booking]:
    subjects = [want.subject for want in proposal.wants]
    return scheduling.bookings_of(subjects, proposal.starts_at - margin, proposal.ends_at + margin)


def _absences(proposals: Sequence[Proposal], people: Collection[str]) -> list[Absence]:
    days = [day for each in proposals for day in each.days]
    return scheduling.absences_of(people, min(days), max(days))


def _names(people: Collection[str]) -> dict[str, str]:
    query = select(Person.id, Person.name).where(Person.id.in_(people))
    return {row.id: row.name for row in db.session.execute(query)} if people else {}


def _sites(ids: Collection[str]) -> dict[str, Site]:
    return {each.id: each for each in db.session.scalars(select(Site).where(Site.id.in_(ids)))} if ids else {}


def _free_rooms(sites: Collection[str], proposals: Sequence[Proposal]) -> dict[str, list[Resource]]:
    """The rooms of the sites that are busy: another one may be free. Judged over the time of all proposals."""
    rooms = scheduling.rooms_at(sites)
    begin, end = min(each.starts_at for each in proposals), max(each.ends_at for each in proposals)
    subjects = [room.subject for each in rooms.values() for room in each]
    taken = {booking.subject for booking in scheduling.bookings_of(subjects, begin, end)}
    return {site: [room for room in each if room.subject not in taken] for site, each in rooms.items()}


def _counted(proposals: Sequence[Proposal]) -> list[Conference]:
    """What a yearly quota counts in the years of those that have one: few rows, for a quota is small."""
    bound = [each for each in proposals if each.reach != "none" and each.is_ours]
    if not bound:
        return []
    years = {each.days[0].year for each in bound}
    begin, _end = clock.day_span(bound[0].days[0].replace(year=min(years), month=1, day=1))
    _begin, end = clock.day_span(bound[0].days[0].replace(year=max(years), month=12, day=31))
    query = select(Conference).where(
        Conference.reach != "none",
        Conference.convener == "",
        Conference.state.in_((transitions.REQUESTED, *transitions.KNOWN)),
        Conference.starts_at >= begin,
        Conference.starts_at < end,
        Conference.organiser_id.in_({each.organiser.id for each in bound}),
    )
    return list(db.session.scalars(query))


def _twins(proposals: Sequence[Proposal], person: Person | None) -> list[Other]:
    """Those of the year around that bear the same title; briefings come back by nature."""
    titles = {folded(each.title) for each in proposals if each.kind != "giao-ban"}
    if not titles:
        return []
    begin, end = min(each.starts_at for each in proposals) - YEAR, max(each.starts_at for each in proposals) + YEAR
    query = (
        select(Conference, seen(person))
        .where(Conference.folded.in_(titles), Conference.starts_at.between(begin, end))
        .where(Conference.state.in_((transitions.REQUESTED, *transitions.KNOWN)))
        .order_by(Conference.starts_at, Conference.id)
    )
    return [Other(conference, bool(is_seen)) for conference, is_seen in db.session.execute(query)]
