"""Who may read the week of a body, and who writes it.

Published editions: whoever holds a role at the body, above it or below it. The draft: the secretariat of the body.
"""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, exists, false, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload

from confsys import clock
from confsys.conferences.models import Conference
from confsys.errors import NotAllowed, NotFound
from confsys.extensions import db
from confsys.folding import folded
from confsys.office.queries import current
from confsys.people.models import APPROVER, CHAIR, DELEGATE, OFFICER, SECRETARIAT, Person, RoleHeld
from confsys.people.queries import held_on
from confsys.scheduling.models import ROOM, Resource
from confsys.sites.access import Held, holds, is_administrator, roles_of
from confsys.sites.models import Site
from confsys.sites.queries import by_ids
from confsys.weeks.drafting import on_calendar
from confsys.weeks.models import Week, WeekEdition, WeekEntry
from confsys.words import _


def may_read(person: Person, body: Site) -> bool:
    return is_administrator(person) or any(_reads(held, body) for held in roles_of(person))


def _reads(held: Held, body: Site) -> bool:
    return held.covers(body) or held.path.startswith(body.path)


def may_edit(person: Person, body: Site) -> bool:
    return holds(person, SECRETARIAT, body)


def readable(person: Person, site_id: str) -> Site:
    """A body whose week this person may read; NotFound for one that is not there or not his."""
    body = by_ids([site_id]).get(site_id)
    if body is None or not may_read(person, body):
        raise NotFound()
    return body


def edited(person: Person, site_id: str) -> Site:
    """A body whose week this person writes."""
    body = readable(person, site_id)
    if not may_edit(person, body):
        raise NotAllowed(_("Only the secretariat of this body writes its weekly calendar."))
    return body


def own_body(person: Person) -> Site:
    """The body whose week this person reads first: that of his office, else the nearest above that publishes one.

    Raises NotAllowed for who holds no role.
    """
    if not (held := roles_of(person)):
        raise NotAllowed(_("The weekly calendar is read by those who hold a role."))
    offices = [each for each in held if each.role not in (OFFICER, DELEGATE)]
    ids = [each.site_id for each in sorted(offices, key=lambda each: (each.role != SECRETARIAT, len(each.path)))]
    above = [id for each in held for id in reversed(each.path.strip("/").split("/"))]
    sites = {id: site for id, site in by_ids([*ids, *above]).items() if site.exists_on(clock.today())}
    if own := next((sites[id] for id in ids if id in sites), None):
        return own
    published = set(db.session.scalars(select(Week.body_id).where(Week.body_id.in_(above), Week.edition > 0)))
    near = next((sites[id] for id in above if id in published and id in sites), None)
    top = next((sites[id] for id in reversed(above) if id in sites), None)
    if near is None and top is None:
        raise NotAllowed(_("The weekly calendar is read by those who hold a role."))
    return near or top  # type: ignore[return-value]  # one of them there is


def public_body() -> Site:
    """The body whose week the public may read: the highest of today that has published one. Raises NotFound, also
    where the office has not opened it to everybody."""
    if not current().week_is_public:
        raise NotFound()
    published = exists().where(Week.body_id == Site.id, Week.edition > 0)
    found = db.session.scalars(select(Site).where(published).order_by(Site.path, Site.id))
    body = next((site for site in found if site.exists_on(clock.today())), None)
    if body is None:
        raise NotFound()
    return body


def bodies(person: Person) -> list[Site]:
    """The bodies of today that have published a week which this person may read, by the Vietnamese alphabet."""
    published = exists().where(Week.body_id == Site.id, Week.edition > 0)
    found = db.session.scalars(select(Site).where(published, _readable_by(person)).order_by(Site.sort_key, Site.id))
    return [site for site in found if site.exists_on(clock.today())]


def _readable_by(person: Person) -> ColumnElement[bool]:
    if is_administrator(person):
        return true()
    held = roles_of(person)
    above = {id for each in held for id in each.path.strip("/").split("/")}
    below = [Site.path.startswith(each.path, autoescape=True) for each in held if each.reaches_below]
    return or_(Site.id.in_(above), *below) if held else false()


def entry(person: Person, entry_id: str) -> WeekEntry:
    """A line that this person may change; NotFound for one that is gone or of another body."""
    query = select(WeekEntry).join(WeekEntry.week).join(Week.body)
    whole = contains_eager(WeekEntry.week).contains_eager(Week.body)
    query = query.options(whole, joinedload(WeekEntry.room)).where(WeekEntry.id == entry_id)
    found = db.session.scalars(query).first()
    if found is None or found.conference_id or not may_read(person, found.week.body):
        raise NotFound()
    edited(person, found.week.body_id)
    return found


def edition(person: Person, week_id: str, number: int) -> WeekEdition:
    """A published edition this person may read; NotFound for any other."""
    found = db.session.get(WeekEdition, (week_id, number))
    if found is None or not may_read(person, found.week.body):
        raise NotFound()
    return found


def conference(body: Site, monday: date, conference_id: str) -> Conference:
    """A conference on the week of a body; NotFound for one that is not on it."""
    found = db.session.scalars(on_calendar(body, monday).where(Conference.id == conference_id)).first()
    if found is None:
        raise NotFound()
    return found


def leaders(body: Site) -> list[Person]:
    """Whom a line of this body may name at a press: who chairs or approves there, by name."""
    return _holders(RoleHeld.role.in_((CHAIR, APPROVER)), RoleHeld.site_id == body.id)


def leaders_called(body: Site, names: Collection[str]) -> list[Person]:
    """Whom a line of this body may name: these by their whole names, who hold an office there or below it."""
    below = Site.path.startswith(body.path, autoescape=True)
    return _holders(RoleHeld.role.not_in((OFFICER, DELEGATE)), below, Person.folded.in_(map(folded, names)))


def _holders(role: ColumnElement[bool], where: ColumnElement[bool], *more: ColumnElement[bool]) -> list[Person]:
    held = select(RoleHeld.person_id).join(Site, Site.id == RoleHeld.site_id).where(held_on(clock.today()), role, where)
    query = select(Person).where(Person.disabled_at.is_(None), Person.id.in_(held), *more)
    return list(db.session.scalars(query.order_by(Person.sort_key, Person.id)))


def rooms(body: Site, chosen: str | None = None) -> list[Resource]:
    """The rooms of a body and of what lies below it, by name; and the one chosen already."""
    there = Resource.retired_at.is_(None) & Site.path.startswith(body.path, autoescape=True)
    query = select(Resource).join(Resource.site).where(Resource.kind == ROOM, or_(there, Resource.id == chosen))
    query = query.order_by(Site.path != body.path, Site.sort_key, Site.id, Resource.sort_key, Resource.id)
    return list(db.session.scalars(query.options(contains_eager(Resource.site))))
