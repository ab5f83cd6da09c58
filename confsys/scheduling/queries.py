"""What is occupied when, and what there is to book."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from confsys.extensions import db, moved
from confsys.scheduling.models import BRIDGE, HELD, LONGEST, ROOM, Absence, Booking, Resource
from confsys.sites.models import Site


def during(starts_at: datetime, ends_at: datetime) -> ColumnElement[bool]:
    """What reaches into [starts_at, ends_at): nothing is longer than LONGEST, so what began long ago is not read."""
    begun = Booking.starts_at > starts_at - LONGEST
    return and_(Booking.starts_at < ends_at, begun, Booking.ends_at > starts_at)


def bookings_of(
    subjects: Collection[str], starts_at: datetime, ends_at: datetime, *, without: str = ""
) -> list[Booking]:
    """What occupies any of these in [starts_at, ends_at), earliest first; without what one holder has.

    One statement, read along (subject, starts_at): it grows with the time asked for, not with what exists.
    """
    query = (
        select(Booking)
        .where(during(starts_at, ends_at), Booking.subject.in_(subjects), Booking.holder != without)
        .order_by(Booking.starts_at, Booking.holder, Booking.subject)
    )
    return list(db.session.scalars(query)) if subjects else []


def bookings_by_holder(holders: Collection[str]) -> dict[str, list[Booking]]:
    """What each of these occupies."""
    query = select(Booking).where(Booking.holder.in_(holders)).order_by(Booking.holder, Booking.subject)
    found: dict[str, list[Booking]] = {}
    for booking in db.session.scalars(query) if holders else ():
        found.setdefault(booking.holder, []).append(booking)
    return found


def bookings_beside(holders: Collection[str], margin: timedelta) -> dict[str, list[Booking]]:
    """What others occupy of what each of these does, at its time and `margin` before and after. One statement."""
    own = aliased(Booking)
    before, after = moved(own.starts_at, -margin), moved(own.ends_at, margin)
    query = (
        select(own.holder, Booking)
        .join(own, (own.subject == Booking.subject) & (own.holder != Booking.holder))
        .where(own.holder.in_(holders), Booking.starts_at < after, Booking.ends_at > before)
        .where(Booking.starts_at > moved(own.starts_at, -margin - LONGEST))
        .order_by(Booking.starts_at, Booking.holder, Booking.subject)
    )
    found: dict[str, list[Booking]] = {}
    for holder, booking in db.session.execute(query) if holders else ():
        found.setdefault(holder, []).append(booking)
    return found


def most_at_once(bookings: Collection[Booking], starts_at: datetime, ends_at: datetime) -> int:
    """How much of one resource these hold at the fullest moment of [starts_at, ends_at)."""
    held = [
        each for each in bookings if each.standing == HELD and each.starts_at < ends_at and each.ends_at > starts_at
    ]
    moments = {max(starts_at, each.starts_at) for each in held}
    return max((sum(b.amount for b in held if b.starts_at <= at < b.ends_at) for at in moments), default=0)


def resources(ids: Collection[str]) -> dict[str, Resource]:
    """These by id."""
    query = select(Resource).where(Resource.id.in_(ids))
    return {each.id: each for each in db.session.scalars(query)} if ids else {}


def resources_at(sites: Collection[str], kind: str) -> list[Resource]:
    """What is in use of a kind at these sites, by name."""
    query = select(Resource).where(Resource.site_id.in_(sites), Resource.kind == kind, Resource.retired_at.is_(None))
    return list(db.session.scalars(query.order_by(Resource.sort_key, Resource.id))) if sites else []


def rooms_at(sites: Collection[str]) -> dict[str, list[Resource]]:
    """The rooms of each of these sites."""
    found: dict[str, list[Resource]] = {}
    for room in resources_at(sites, ROOM):
        found.setdefault(room.site_id, []).append(room)
    return found


def to_choose_from(sites: Collection[str], chosen: Collection[str] = ()) -> list[Resource]:
    """The rooms and the equipment in use at these sites, and what is chosen already, by the names of site and thing."""
    offered = and_(Resource.site_id.in_(sites), Resource.kind != BRIDGE, Resource.retired_at.is_(None))
    query = select(Resource).join(Resource.site).where(or_(offered, Resource.id.in_(chosen)))
    query = query.order_by(Site.sort_key, Site.id, Resource.sort_key, Resource.id)
    return list(db.session.scalars(query.options(contains_eager(Resource.site))))


def bridge_for(path: str) -> Resource | None:
    """The bridge a body uses: its own, else that of the nearest body above it. `path`: that of its site."""
    above = [each for each in path.split("/") if each]
    bridges = {each.site_id: each for each in resources_at(above, BRIDGE)}
    return next((bridges[site] for site in reversed(above) if site in bridges), None)


def absences_of(people: Collection[str], first: date, last: date) -> list[Absence]:
    """When these persons are away between two days, both included."""
    query = (
        select(Absence)
        .where(Absence.person_id.in_(people), Absence.last_day >= first, Absence.first_day <= last)
        .options(joinedload(Absence.person))
        .order_by(Absence.first_day, Absence.id)
    )
    return list(db.session.scalars(query)) if people else []
