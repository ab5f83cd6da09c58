"""Changes of who there is and what they may do. Signing in and out is in sessions.py."""

from datetime import date

from sqlalchemy import select

from confsys import clock
from confsys.changes import action, record
from confsys.errors import Invalid
from confsys.extensions import db
from confsys.folding import folded, sort_key
from confsys.people.models import ROLES, Person, RoleHeld
from confsys.words import _


@action
def add(actor, *, name: str, username: str | None = None, password: str | None = None, is_demo=False) -> Person:
    """A new person. `password` is already hashed. Raises Invalid if the user name is taken."""
    if username and db.session.scalars(select(Person.id).where(Person.username == username)).first():
        raise Invalid({"username": _("The name “%(name)s” is already taken.", name=username)})
    person = Person(
        name=name,
        folded=folded(name),
        sort_key=sort_key(name),
        username=username,
        password=password,
        is_demo=is_demo,
        created_at=clock.now(),
    )
    db.session.add(person)
    record("person.added", person, by=actor, personal={"name": name, "username": username})
    return person


@action
def give_role(
    actor,
    person: Person,
    *,
    role: str,
    site_id: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> RoleHeld:
    """Let `person` hold `role` for a site or an organisation; twice the same changes nothing."""
    if role not in ROLES:
        raise Invalid({"role": _("There is no role “%(role)s”.", role=role)})
    query = select(RoleHeld).where(
        RoleHeld.person_id == person.id,
        RoleHeld.role == role,
        RoleHeld.site_id == site_id,
        RoleHeld.valid_to.is_(None),
    )
    held = db.session.scalars(query).first()
    if held is None:
        held = RoleHeld(person_id=person.id, role=role, site_id=site_id, valid_from=valid_from, valid_to=valid_to)
        db.session.add(held)
        record("person.role_given", person, by=actor, role=held, after={"role": role, "site": site_id})
    return held


@action
def end_role(actor, person: Person, *, held: RoleHeld, last_day: date) -> None:
    """The role is held to the end of `last_day` and no longer."""
    held.valid_to = last_day
    record("person.role_ended", person, by=actor, role=held, after={"valid_to": last_day.isoformat()})


@action
def disable(actor, person: Person) -> None:
    """Close the account; every session and token of it ends at once."""
    if person.disabled_at is None:
        person.disabled_at = clock.now()
        record("person.disabled", person, by=actor)


@action
def prefer_language(actor, person: Person, *, language: str) -> None:
    if person.language != language:
        person.language = language
        record("person.language_chosen", person, by=actor, after={"language": language})
