"""What a role is held for. A role for an organisation reaches what lies below it, an officer's only its site."""

from dataclasses import dataclass
from datetime import date

from flask import g
from sqlalchemy import ColumnElement, bindparam, or_, select, true

from confsys import clock
from confsys.errors import NotAllowed, NotFound, Refused
from confsys.extensions import db
from confsys.people.models import (
    ADMINISTRATOR,
    APPROVER,
    CHAIR,
    OFFICER,
    SECRETARIAT,
    TECHNICIAN,
    Person,
    RoleHeld,
)
from confsys.shown import day
from confsys.sites.contacts import Contact
from confsys.sites.groups import GroupSet, SiteGroup
from confsys.sites.models import Site
from confsys.words import _, gettext


@dataclass(frozen=True)
class Held:
    """One role of one person as it stands today."""

    role: str
    site_id: str
    path: str
    reaches_below: bool

    def covers(self, site: Site) -> bool:
        return site.id == self.site_id or (self.reaches_below and site.path.startswith(self.path))


# Put together once: every request asks for it.
ROLES = (
    select(RoleHeld, Site.path)
    .join(Site, Site.id == RoleHeld.site_id)
    .where(RoleHeld.person_id == bindparam("person"))
    .where(or_(RoleHeld.valid_from.is_(None), RoleHeld.valid_from <= bindparam("today")))
    .where(or_(RoleHeld.valid_to.is_(None), RoleHeld.valid_to >= bindparam("today")))
)


def roles_of(person: Person) -> list[Held]:
    """The roles a person holds today; read once per request."""
    known = g.setdefault("roles", {})
    if person.id not in known:
        found = db.session.execute(ROLES, {"person": person.id, "today": clock.today()})
        known[person.id] = [Held(role.role, role.site_id, path, role.reaches_below) for role, path in found]
    return known[person.id]


def holds(person: Person, role: str, site: Site) -> bool:
    """Whether the person holds the role for this site today."""
    return any(held.role == role and held.covers(site) for held in roles_of(person))


def holds_anywhere(person: Person, *roles: str) -> bool:
    return any(held.role in roles for held in roles_of(person))


def is_administrator(person: Person) -> bool:
    return holds_anywhere(person, ADMINISTRATOR)


def bodies_of(person: Person, role: str) -> list[Site]:
    """Every organisation a person holds a role for today, those that exist today first."""
    ids = [held.site_id for held in roles_of(person) if held.role == role]
    sites = db.session.scalars(select(Site).where(Site.id.in_(ids)).order_by(Site.path))
    return sorted(sites, key=lambda site: not site.exists_on(clock.today()))


def body_of(person: Person, role: str) -> Site | None:
    """The organisation a person holds a role for; of several, the highest that exists today."""
    return next((site for site in bodies_of(person, role) if site.exists_on(clock.today())), None)


def roles_shown(person: Person) -> list[tuple[str, str]]:
    """The roles a person holds today with the name of what each is held for; a unit of the past with its last day."""
    held = roles_of(person)
    query = select(Site.id, Site.name, Site.valid_to).where(Site.id.in_([role.site_id for role in held]))
    names = {row.id: until(row.name, row.valid_to) for row in db.session.execute(query)}
    return [(role.role, names[role.site_id]) for role in held]


def until(name: str, last: date | None) -> str:
    """The name of a unit; of one that is past, with its last day."""
    if last is None or last >= clock.today():
        return name
    return gettext("%(name)s (until %(day)s)", name=name, day=day(last))


# -- what is known of a unit, and who keeps it -----------------------------------------------------

WORKING = (ADMINISTRATOR, SECRETARIAT, APPROVER, CHAIR, TECHNICIAN, OFFICER)  # a delegate only comes and goes


def may_know(person: Person, site: Site) -> bool:
    """Whether equipment, lines and telephone numbers of this unit are for this person.

    Whoever works for it or above it; and whoever works below it, who must be able to call the office above.
    """
    working = [held for held in roles_of(person) if held.role in WORKING]
    return is_administrator(person) or any(held.covers(site) or held.path.startswith(site.path) for held in working)


def works(person: Person) -> bool:
    """Whether this person works for any unit: a delegate only comes and goes."""
    return holds_anywhere(person, *WORKING)


def known_sites(person: Person) -> ColumnElement[bool]:
    """The condition for the units that `may_know` allows."""
    if is_administrator(person):
        return true()
    working = [held for held in roles_of(person) if held.role in WORKING]
    below = [Site.path.startswith(held.path, autoescape=True) for held in working if held.reaches_below]
    above = {each for held in working for each in held.path.strip("/").split("/")}
    return or_(*below, Site.id.in_(above))


def may_describe(person: Person, site: Site) -> bool:
    """Whether this person says how a unit is reached: the secretariat above it, its own officer, an administrator."""
    return is_administrator(person) or any(holds(person, role, site) for role in (SECRETARIAT, OFFICER))


def may_check(person: Person, site: Site) -> bool:
    """Whether this person goes through its check list: also the technicians above it."""
    return may_describe(person, site) or holds(person, TECHNICIAN, site)


def existing(site_id: str) -> Site:
    """A unit, which everybody who is signed in may know of. Raises NotFound."""
    found = db.session.get(Site, site_id)
    if found is None:
        raise NotFound()
    return found


def described(person: Person, site_id: str) -> Site:
    """A unit of which this person says how it is reached and who answers for it."""
    found = existing(site_id)
    if not may_describe(person, found):
        raise NotAllowed(_("Only the secretariat above this unit and its own officer change this."))
    return found


def contact(person: Person, site_id: str, contact_id: str) -> Contact:
    """Somebody who answers for a unit of which this person says how it is reached. Refused if taken off already."""
    site = described(person, site_id)
    found = db.session.get(Contact, contact_id)
    if found is None or found.site_id != site.id:
        raise Refused(_("This person was taken off meanwhile."))
    return found


def keeps_groups(person: Person, body: Site) -> bool:
    """Whether this person divides the sites of an office: its secretariat, and an administrator."""
    return is_administrator(person) or holds(person, SECRETARIAT, body)


def group_set(person: Person, set_id: str) -> GroupSet:
    """A set of groups this person may look at; NotFound for one of another office."""
    found = db.session.get(GroupSet, set_id)
    if found is None or not may_know(person, found.body):
        raise NotFound()
    return found


def kept_set(person: Person, set_id: str) -> GroupSet:
    """A set of groups this person keeps."""
    found = group_set(person, set_id)
    if not keeps_groups(person, found.body):
        raise NotAllowed(_("Only the secretariat of the office keeps its groups."))
    return found


def kept_group(person: Person, set_id: str, group_id: str) -> SiteGroup:
    """A group this person keeps. Refused if it is gone."""
    group_set = kept_set(person, set_id)
    found = db.session.get(SiteGroup, group_id)
    if found is None or found.set_id != group_set.id:
        raise Refused(_("This group was taken off meanwhile."))
    return found


def checked(person: Person, site_id: str) -> Site:
    """A unit whose check list this person goes through."""
    found = existing(site_id)
    if not may_check(person, found):
        raise NotAllowed(_("Only the secretariat and the technicians above this unit and its own officer check this."))
    return found
