"""Who looks after which accounts.

An administrator: all of them. A secretariat: whoever holds or held a role for its bodies or what lies below, and only
the roles that give nobody more than it may do itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select, true

from confsys import clock
from confsys.errors import NotAllowed, NotFound
from confsys.extensions import db
from confsys.people.models import ADMINISTRATOR, APPROVER, ROLES, SECRETARIAT, Person, RoleHeld
from confsys.sites.access import is_administrator, roles_of
from confsys.sites.models import Site
from confsys.words import _

HIGH = (ADMINISTRATOR, SECRETARIAT, APPROVER)  # only an administrator gives and takes these


@dataclass(frozen=True)
class Keeper:
    """Somebody who looks after accounts: everybody's, or those for units at or below `paths`."""

    person: Person
    is_administrator: bool
    paths: tuple[str, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles this keeper may give."""
        return ROLES if self.is_administrator else tuple(role for role in ROLES if role not in HIGH)

    def covers(self, site: Site) -> bool:
        return self.is_administrator or site.path.startswith(self.paths)

    def may_give(self, role: str, site: Site) -> bool:
        return role in self.roles and self.covers(site)

    def sites(self) -> ColumnElement[bool]:
        """The condition for the units whose accounts this keeper looks after."""
        if self.is_administrator:
            return true()
        return or_(*(Site.path.startswith(path, autoescape=True) for path in self.paths))

    def people(self) -> ColumnElement[bool]:
        """The condition for the persons this keeper may know of here."""
        if self.is_administrator:
            return true()
        return Person.id.in_(select(RoleHeld.person_id).join(Site, Site.id == RoleHeld.site_id).where(self.sites()))


def is_keeper(person: Person) -> bool:
    return any(held.role in (ADMINISTRATOR, SECRETARIAT) for held in roles_of(person))


def keeper(person: Person) -> Keeper:
    """What this person looks after. Raises NotAllowed if it is nothing."""
    if not is_keeper(person):
        raise NotAllowed(_("Accounts are looked after by administrators and secretariats."))
    paths = {held.path for held in roles_of(person) if held.role == SECRETARIAT}
    return Keeper(person, is_administrator(person), tuple(sorted(paths)))


def seen(keeper: Keeper, person_id: str) -> Person:
    """A person whose account this keeper may look at; NotFound for one that is not there or of another office."""
    found = db.session.scalars(select(Person).where(Person.id == person_id, keeper.people())).first()
    if found is None:
        raise NotFound()
    return found


def managed(keeper: Keeper, person_id: str) -> Person:
    """A person whose account this keeper may change, close, hand over or make a sign-in link for."""
    found = seen(keeper, person_id)
    if not may_manage(keeper, roles_with_sites(found)):
        raise NotAllowed(_("Only an administrator changes this account: it has a high role or one for another office."))
    return found


def may_manage(keeper: Keeper, held: Sequence[tuple[RoleHeld, Site]]) -> bool:
    """Whoever can sign somebody in can do all that person may: so it must be no more than the keeper may give."""
    today = clock.today()
    return all(keeper.may_give(role.role, site) for role, site in held if not role.is_over(today))


def role_of(keeper: Keeper, person: Person, held_id: str) -> tuple[RoleHeld, Site]:
    """A role of this person that the keeper may end."""
    found = next((pair for pair in roles_with_sites(person) if pair[0].id == held_id), None)
    if found is None:
        raise NotFound()
    if not keeper.may_give(found[0].role, found[1]):
        raise NotAllowed(_("Only an administrator gives and ends this role."))
    return found


def roles_with_sites(person: Person) -> list[tuple[RoleHeld, Site]]:
    """Every role of a person with what it is for: those held today first, then to come, then over."""
    query = select(RoleHeld, Site).join(Site, Site.id == RoleHeld.site_id).where(RoleHeld.person_id == person.id)
    pairs = [(role, site) for role, site in db.session.execute(query.order_by(Site.path, RoleHeld.role, RoleHeld.id))]
    return sorted(pairs, key=lambda pair: _rank(pair[0], clock.today()))


def roles_to_hand_over(keeper: Keeper, leaver: Person, day: date) -> list[tuple[RoleHeld, Site]]:
    """The roles of `leaver` that reach to `day` or beyond and that this keeper may give to somebody else."""
    pairs = roles_with_sites(leaver)
    return [(role, site) for role, site in pairs if role.touches(day, None) and keeper.may_give(role.role, site)]


def _rank(held: RoleHeld, day: date) -> int:
    return 2 if held.is_over(day) else 1 if held.is_to_come(day) else 0
