"""What is read about persons."""

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, or_, select

from confsys import clock
from confsys.extensions import db
from confsys.people.models import ADMINISTRATOR, ApiToken, Person, RoleHeld, SignIn


def living_sessions(person: Person) -> list[SignIn]:
    """The devices somebody is signed in on, latest first."""
    query = select(SignIn).where(
        SignIn.person_id == person.id, SignIn.revoked_at.is_(None), SignIn.expires_at > clock.now()
    )
    return list(db.session.scalars(query.order_by(SignIn.created_at.desc(), SignIn.id)))


def tokens_of(person: Person) -> list[ApiToken]:
    """Every token of somebody, the newest first; revoked ones last."""
    query = select(ApiToken).where(ApiToken.person_id == person.id)
    return list(db.session.scalars(query.order_by(ApiToken.revoked_at.is_not(None), ApiToken.created_at.desc())))


def by_username(username: str) -> Person | None:
    return db.session.scalars(select(Person).where(Person.username == username)).first()


def has_other(person: Person | None, column, value: str) -> bool:
    """Whether anybody but `person` has this value."""
    query = select(Person.id).where(column == value)
    return db.session.scalars(query.where(Person.id != person.id) if person else query).first() is not None


def administrators_on(day: date, *, but_by: str = "") -> set[str]:
    """Ids of those with an open account who are administrators that day, by another role than `but_by`."""
    query = select(Person.id).join(RoleHeld, RoleHeld.person_id == Person.id).where(RoleHeld.id != but_by)
    query = query.where(RoleHeld.role == ADMINISTRATOR, held_on(day), Person.disabled_at.is_(None))
    return set(db.session.scalars(query))


def holders_of(role: str, site_ids: list[str]) -> list[Person]:
    """Who holds a role for one of these sites, by name."""
    query = select(Person).join(RoleHeld, RoleHeld.person_id == Person.id)
    query = query.where(RoleHeld.role == role, RoleHeld.site_id.in_(site_ids), Person.disabled_at.is_(None))
    return list(db.session.scalars(query.distinct().order_by(Person.sort_key, Person.id)))


def meant(text: str) -> Person | None:
    """The one person somebody means by a user name or a full name."""
    query = select(Person).where((Person.username == text) | (Person.name == text), Person.disabled_at.is_(None))
    found = list(db.session.scalars(query.limit(2)))
    return found[0] if len(found) == 1 else None


def has_demo_accounts() -> bool:
    return db.session.scalars(select(Person.id).where(Person.is_demo, Person.disabled_at.is_(None))).first() is not None


def held_on(day: date) -> ColumnElement[bool]:
    first = or_(RoleHeld.valid_from.is_(None), RoleHeld.valid_from <= day)
    return and_(first, or_(RoleHeld.valid_to.is_(None), RoleHeld.valid_to >= day))


def found(folded: str, role: str | None, day: date) -> Select[Person]:
    """Persons by part of the name without tone marks and by a role held that day, by the Vietnamese alphabet."""
    query = select(Person).where(Person.disabled_at.is_(None)).order_by(Person.sort_key, Person.id)
    if folded:
        query = query.where(Person.folded.contains(folded, autoescape=True))
    if role:
        query = query.where(Person.id.in_(select(RoleHeld.person_id).where(RoleHeld.role == role, held_on(day))))
    return query


def roles_by_person(ids: list[str], day: date) -> dict[str, list[dict[str, str]]]:
    """The roles each of these persons holds that day, with what each is held for."""
    roles: dict[str, list[dict[str, str]]] = {}
    query = select(RoleHeld).where(RoleHeld.person_id.in_(ids), held_on(day)).order_by(RoleHeld.role, RoleHeld.site_id)
    for held in db.session.scalars(query):
        roles.setdefault(held.person_id, []).append({"role": held.role, "site": held.site_id})
    return roles
