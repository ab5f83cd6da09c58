"""From an id or a secret to a link, and from a link to the conferences it may show."""

from sqlalchemy import ColumnElement, and_, exists, or_, select

from confsys.calendars.models import CalendarLink
from confsys.conferences import access
from confsys.conferences.models import Conference, ConferencePerson, Participation
from confsys.errors import Gone, NotFound
from confsys.extensions import db
from confsys.ids import hashed
from confsys.people.models import CHAIR, DELEGATE, OFFICER, SECRETARIAT, Person
from confsys.sites.access import roles_of
from confsys.words import _


def own_link(person: Person, link_id: str) -> CalendarLink:
    """One of this person's own links."""
    query = select(CalendarLink).where(CalendarLink.id == link_id, CalendarLink.person_id == person.id)
    link = db.session.scalars(query).first()
    if link is None:
        raise NotFound()
    return link


def link_behind(secret: str) -> tuple[CalendarLink, Person]:
    """The living link of an address, with its person. NotFound if unknown, Gone if revoked or the person left."""
    query = select(CalendarLink, Person).join(Person, Person.id == CalendarLink.person_id)
    row = db.session.execute(query.where(CalendarLink.secret_hash == hashed(secret))).first()
    if row is None:
        raise NotFound()
    if row[0].revoked_at is not None or row[1].disabled_at is not None:
        raise Gone(_("This calendar link has been revoked."))
    return row[0], row[1]


def mine(person: Person) -> ColumnElement[bool]:
    """ "My meetings": I am named, my site takes part, or my office chairs or runs it; only what I may see anyway.

    Drafts and requests are not meetings yet.
    """
    named = exists().where(ConferencePerson.conference_id == Conference.id, ConferencePerson.person_id == person.id)
    held = roles_of(person)
    sites = [each.site_id for each in held if each.role in (OFFICER, DELEGATE)]
    bodies = [each.site_id for each in held if each.role in (SECRETARIAT, CHAIR)]
    joined = exists().where(Participation.conference_id == Conference.id, Participation.site_id.in_(sites))
    return and_(
        access.visible_to(person),
        access.is_known(),
        or_(named, joined, Conference.organiser_id.in_(bodies), Conference.planned_by_id == person.id),
    )
