"""From an id or a secret to a link, and from a link to the conferences it may show."""

from sqlalchemy import ColumnElement, and_, exists, or_, select, true

from confsys import clock
from confsys.calendars.models import ORGANISATION, PERSON, SITE, WEEK, CalendarLink
from confsys.conferences import access
from confsys.conferences.models import Conference, ConferencePerson, Participation
from confsys.errors import Gone, Invalid, NotAllowed, NotFound
from confsys.extensions import db
from confsys.ids import hashed
from confsys.people.models import ADMINISTRATOR, CHAIR, DELEGATE, OFFICER, SECRETARIAT, Person
from confsys.sites.access import holds, is_administrator, roles_of
from confsys.sites.models import Site
from confsys.sites.queries import existing_on
from confsys.weeks import access as weeks
from confsys.words import _

WATCHING = {SITE: (*access.BODY, OFFICER), ORGANISATION: access.BODY}  # roles that may see such a calendar


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


def shown_by(link: CalendarLink, person: Person) -> ColumnElement[bool]:
    """What a link shows: what it is for, as far as its maker may see it now.

    NotFound if he may no longer see that calendar at all: an empty one would wipe what a program has kept.
    """
    if link.site is None:
        return mine(person)
    if not may_watch(person, link.kind, link.site):
        raise NotFound(_("Whoever made this calendar link may no longer see this calendar."))
    seen = and_(access.visible_to(person), access.is_known())
    return seen if link.kind == WEEK else and_(seen, _of(link.kind, link.site))


def _of(kind: str, site: Site) -> ColumnElement[bool]:
    if kind == SITE:
        return exists().where(Participation.conference_id == Conference.id, Participation.site_id == site.id)
    below = select(Site.id).where(Site.path.startswith(site.path, autoescape=True))
    return Conference.organiser_id.in_(below)


def may_watch(person: Person, kind: str, site: Site) -> bool:
    """Whether a person may see the calendar of this site, or of this organisation, or its weekly calendar."""
    if kind == WEEK:
        return weeks.may_read(person, site)
    return is_administrator(person) or any(holds(person, role, site) for role in WATCHING[kind])


def watched(person: Person, kind: str, site_id: str | None) -> Site | None:
    """The site or organisation somebody wants a link for; None for himself. Raises Invalid, NotAllowed."""
    if kind == PERSON:
        if site_id not in (None, person.id):
            raise Invalid({"of": _("A link of the kind “person” is one's own.")})
        return None
    if not site_id:
        raise Invalid({"of": _("Say whose calendar: the id of a site.")})
    site = db.session.get(Site, site_id)
    if site is None:
        raise Invalid({"of": _("There is no such site: %(id)s.", id=site_id)})
    if not may_watch(person, kind, site):
        raise NotAllowed(_("You do not see the calendar of “%(name)s”.", name=site.name))
    return site


def watchable(person: Person) -> dict[str, list[Site]]:
    """What somebody may choose: weekly calendars that he reads, the organisations he holds an office for, and every
    site in their reach."""
    offices = [held for held in roles_of(person) if held.role in (*WATCHING[SITE], ADMINISTRATOR)]
    read = {WEEK: weeks.bodies(person)}
    if not offices:
        return read
    reach = [
        Site.path.startswith(held.path, autoescape=True) if held.reaches_below else Site.id == held.site_id
        for held in offices
    ]
    within = true() if is_administrator(person) else or_(*reach)
    sites = list(db.session.scalars(existing_on(clock.today()).where(within)))
    bodies = {held.site_id for held in offices if held.role != OFFICER}
    return read | {ORGANISATION: [site for site in sites if site.id in bodies], SITE: sites}


def mine(person: Person) -> ColumnElement[bool]:
    """ "My meetings": I am named, my site takes part, or my office chairs or runs it; only what I may see anyway.

    Drafts and requests are not meetings yet.
    """
    named = exists().where(ConferencePerson.conference_id == Conference.id, ConferencePerson.names(person.id))
    held = roles_of(person)
    sites = [each.site_id for each in held if each.role in (OFFICER, DELEGATE)]
    bodies = [each.site_id for each in held if each.role in (SECRETARIAT, CHAIR)]
    joined = exists().where(Participation.conference_id == Conference.id, Participation.site_id.in_(sites))
    return and_(
        access.visible_to(person),
        access.is_known(),
        or_(named, joined, Conference.organiser_id.in_(bodies), Conference.planned_by_id == person.id),
    )
