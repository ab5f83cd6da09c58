"""Who may change what holds for the whole installation, and the bodies it knows of."""

from sqlalchemy import or_, select

from confsys import clock
from confsys.errors import NotAllowed, NotFound
from confsys.extensions import db
from confsys.people.models import SECRETARIAT, Person, RoleHeld
from confsys.sites.access import is_administrator
from confsys.sites.models import Site
from confsys.sites.queries import existing_on
from confsys.words import _


def may_set(person: Person) -> bool:
    return is_administrator(person)


def admit(person: Person) -> None:
    """Raises NotAllowed for whoever is no administrator."""
    if not may_set(person):
        raise NotAllowed(_("Only an administrator changes the settings."))


def bodies() -> list[Site]:
    """Every body of today that has a secretariat, the highest first."""
    today = clock.today()
    held = select(RoleHeld.site_id).where(
        RoleHeld.role == SECRETARIAT,
        or_(RoleHeld.valid_from.is_(None), RoleHeld.valid_from <= today),
        or_(RoleHeld.valid_to.is_(None), RoleHeld.valid_to >= today),
    )
    found = db.session.scalars(existing_on(today).where(Site.id.in_(held)))
    return sorted(found, key=lambda site: site.path.count("/"))


def body(person: Person, site_id: str) -> Site:
    """A body whose lines this person may set."""
    admit(person)
    for site in bodies():
        if site.id == site_id:
            return site
    raise NotFound()
