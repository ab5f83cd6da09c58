"""What is known of a site beside its name: equipment, lines, and who answers for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from confsys import clock
from confsys.extensions import db
from confsys.journal import Entry
from confsys.people.models import Person, RoleHeld
from confsys.sites.access import known_sites
from confsys.sites.contacts import Contact
from confsys.sites.equipment import Check, Equipment
from confsys.sites.models import Site

CHECKED = "site.equipment_checked"
SHOWN = 5  # times the check list was gone through


def equipment_of(site: Site) -> Equipment | None:
    return db.session.get(Equipment, site.id)


def checks_of(site: Site) -> dict[str, Check]:
    """The items of the check list of which something is known."""
    query = select(Check).where(Check.site_id == site.id).options(joinedload(Check.checked_by))
    return {row.item: row for row in db.session.scalars(query)}


def latest(checks: Iterable[Check]) -> Check | None:
    """The one that was made last."""
    made: list[tuple[datetime, Check]] = [(row.checked_at, row) for row in checks if row.checked_at]
    return max(made, key=lambda pair: pair[0])[1] if made else None


def contacts_of(site: Site) -> list[Contact]:
    """Who answers for a site, the responsible person first."""
    query = select(Contact).where(Contact.site_id == site.id).order_by(Contact.rank, Contact.id)
    return list(db.session.scalars(query.options(joinedload(Contact.person))))


def accounts_at(site: Site) -> list[Person]:
    """Whoever holds a role for this very site today and may sign in, by name."""
    today = clock.today()
    ends = or_(RoleHeld.valid_to.is_(None), RoleHeld.valid_to >= today)
    begins = or_(RoleHeld.valid_from.is_(None), RoleHeld.valid_from <= today)
    held = select(RoleHeld.person_id).where(RoleHeld.site_id == site.id, begins, ends)
    query = select(Person).where(Person.id.in_(held), Person.disabled_at.is_(None))
    return list(db.session.scalars(query.order_by(Person.sort_key, Person.id)))


def sites_known(person: Person, query: Select[Site]) -> list[Site]:
    """Those of a list whose equipment and numbers are for this person."""
    return list(db.session.scalars(query.where(known_sites(person))))


def contacts_known(person: Person) -> dict[str, list[Contact]]:
    """Site -> who answers for it, of all sites this person may know, in one statement."""
    query = select(Contact).join(Contact.site).where(known_sites(person)).options(joinedload(Contact.person))
    found: dict[str, list[Contact]] = {}
    for contact in db.session.scalars(query.order_by(Contact.site_id, Contact.rank, Contact.id)):
        found.setdefault(contact.site_id, []).append(contact)
    return found


@dataclass(frozen=True)
class Look:
    """One time somebody went through the check list; `broken`: what was found broken then, item by item."""

    at: datetime
    by: str
    broken: dict[str, int]


def looks_at(site: Site) -> list[Look]:
    """The last times the check list was gone through, the latest first."""
    query = (
        select(Entry, Person.name)
        .outerjoin(Person, Person.id == Entry.by)
        .where(Entry.stream == site.stream, Entry.kind == CHECKED)
        .order_by(Entry.version.desc())
        .limit(SHOWN)
    )
    return [Look(entry.at, name or "", _broken(entry)) for entry, name in db.session.execute(query)]


def _broken(entry: Entry) -> dict[str, int]:
    return {item: found["broken"] for item, found in (entry.after or {}).items() if found["broken"]}
