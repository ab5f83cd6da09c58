"""From ids in a request to what can be booked, or to days away, that this person looks after.

Rooms, equipment and bridges: the secretariat and the technicians of the body above, and administrators. Days away of
whoever holds a role there: the secretariat and administrators.
"""

from sqlalchemy import ColumnElement, false, or_, select, true
from sqlalchemy.orm import joinedload

from confsys import clock
from confsys.errors import Invalid, NotAllowed, NotFound, Refused
from confsys.extensions import db
from confsys.people.models import ADMINISTRATOR, SECRETARIAT, TECHNICIAN, Person, RoleHeld
from confsys.scheduling.models import Absence, Resource
from confsys.sites.access import body_of, holds, holds_anywhere, is_administrator, roles_of
from confsys.sites.models import Site
from confsys.sites.queries import existing_on
from confsys.words import _

KEEPERS = (SECRETARIAT, TECHNICIAN)
CHOOSE_A_UNIT = _("Choose one of the units you look after.")


def is_keeper(person: Person) -> bool:
    """Whether this person looks after rooms and equipment of any body."""
    return is_administrator(person) or holds_anywhere(person, *KEEPERS)


def is_clerk(person: Person) -> bool:
    """Whether this person keeps the days on which others are away."""
    return is_administrator(person) or holds_anywhere(person, SECRETARIAT)


def refuse_who_keeps_nothing(person: Person) -> None:
    """Raises NotAllowed."""
    if not is_keeper(person):
        raise NotAllowed(_("Rooms and equipment are looked after by secretariats, technicians and administrators."))


def refuse_who_is_no_clerk(person: Person) -> None:
    """Raises NotAllowed."""
    if not is_clerk(person):
        raise NotAllowed(_("Days away are kept by secretariats and administrators."))


def keeps(person: Person, site: Site) -> bool:
    """Whether this person looks after what this unit has."""
    return is_administrator(person) or any(holds(person, role, site) for role in KEEPERS)


def managed(person: Person, resource_id: str) -> Resource:
    """A room, a unit or a bridge this person looks after; NotFound for one that is not there or of another body."""
    refuse_who_keeps_nothing(person)
    query = select(Resource).join(Resource.site).where(Resource.id == resource_id, kept_sites(person, KEEPERS))
    found = db.session.scalars(query.options(joinedload(Resource.site))).first()
    if found is None:
        raise NotFound()
    return found


def chosen_site(person: Person, site_id: str) -> Site:
    """The unit to which something new belongs. Raises Invalid if this person does not look after it."""
    found = next((site for site in sites_of(person) if site.id == site_id), None)
    if found is None:
        raise Invalid({"site": CHOOSE_A_UNIT})
    return found


def sites_of(person: Person) -> list[Site]:
    """The units of today whose rooms and equipment this person looks after, by the Vietnamese alphabet."""
    return list(db.session.scalars(existing_on(clock.today()).where(kept_sites(person, KEEPERS))))


def own_site(person: Person) -> Site | None:
    """The unit of today for which this person looks after rooms, or is administrator; of several the highest."""
    found = (body_of(person, role) for role in (*KEEPERS, ADMINISTRATOR))
    return next((site for site in found if site is not None), None)


def kept_sites(person: Person, roles: tuple[str, ...]) -> ColumnElement[bool]:
    """The condition for the units for which, or above which, this person holds one of these roles."""
    if is_administrator(person):
        return true()
    paths = sorted({held.path for held in roles_of(person) if held.role in roles})
    return or_(*(Site.path.startswith(path, autoescape=True) for path in paths)) if paths else false()


def people_of(person: Person) -> ColumnElement[bool]:
    """The condition for the persons whose days away this person keeps: they hold a role of his body or below it."""
    if is_administrator(person):
        return true()
    held = select(RoleHeld.person_id).join(Site, Site.id == RoleHeld.site_id)
    ends = or_(RoleHeld.valid_to.is_(None), RoleHeld.valid_to >= clock.today())
    return Person.id.in_(held.where(kept_sites(person, (SECRETARIAT,)), ends))


def absence(person: Person, absence_id: str) -> Absence:
    """Days away this person may take off. Refused if they are gone already, and alike if they are not his to keep."""
    refuse_who_is_no_clerk(person)
    query = select(Absence).join(Absence.person).where(Absence.id == absence_id, people_of(person))
    found = db.session.scalars(query.options(joinedload(Absence.person))).first()
    if found is None:
        raise Refused(_("This absence was taken off already."))
    return found


def may_keep_days_of(actor: Person, person: Person) -> bool:
    query = select(Person.id).where(Person.id == person.id, people_of(actor))
    return is_clerk(actor) and db.session.scalars(query).first() is not None
