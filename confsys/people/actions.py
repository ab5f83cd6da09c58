"""Changes of who there is and what they may do. Signing in and out is in sessions.py."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from confsys import clock
from confsys.changes import action, record
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.people import queries, sessions
from confsys.people.models import ADMINISTRATOR, ROLES, Person, RoleHeld
from confsys.words import _

# What is known of a person: all of it personal.
TOLD = ("name", "position", "short_name", "username", "email", "telephone")


@action
def add(actor, *, name: str, password: str | None = None, is_demo=False, **told: str | None) -> Person:
    """A new person; `told` are the further values of TOLD. `password` is already hashed.

    Raises Invalid if the user name or the e-mail belongs to somebody.
    """
    _refuse_taken(None, told)
    person = Person(password=password, is_demo=is_demo, created_at=clock.now(), **told)
    person.call(name)
    db.session.add(person)
    _write_unique()
    record("person.added", person, by=actor, personal={"name": name, "username": None} | told)
    return person


@action
def edit(actor, person: Person, *, revision: int | None = None, **changes: str | None) -> bool:
    """Change what is told of a person; False if nothing is different.

    `revision` is the one that was seen: Refused if it moved on. Raises Invalid like `add`.
    """
    if revision is not None and revision != person.revision:
        raise Refused(_("Somebody else changed this person meanwhile. Load the page again and repeat your change."))
    before = {name: getattr(person, name) for name, value in changes.items() if getattr(person, name) != value}
    if not before:
        return False
    after = {name: changes[name] for name in before}
    _refuse_taken(person, after)
    _set(person, after)
    person.revision += 1
    _write_unique()
    personal = {"before": before, "after": after}
    record("person.edited", person, by=actor, after={"fields": sorted(after)}, personal=personal)
    return True


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
    """Let `person` hold `role` for a site or an organisation; what is held already is only prolonged."""
    if role not in ROLES:
        raise Invalid({"role": _("There is no role “%(role)s”.", role=role)})
    if valid_from and valid_to and valid_to < valid_from:
        raise Invalid({"valid_to": _("The last day comes before the first.")})
    held = next((each for each in _held(person, role, site_id) if each.touches(valid_from, valid_to)), None)
    before = _days(held) if held else None
    if held is None:
        held = RoleHeld(person_id=person.id, role=role, site_id=site_id, valid_from=valid_from, valid_to=valid_to)
        db.session.add(held)
    held.reach_over(valid_from, valid_to)
    if _days(held) != before:
        after = {"role": role, "site": site_id} | _days(held)
        record("person.role_given", person, by=actor, role=held, before=before, after=after)
    return held


@action
def end_role(actor, person: Person, *, held: RoleHeld, last_day: date) -> None:
    """The role is held to the end of `last_day` and no longer; one that would never begin is taken away."""
    if held.is_over(last_day) or held.valid_to == last_day:
        return
    if held.role == ADMINISTRATOR and held.touches(clock.today(), clock.today()):
        _refuse_no_administrator(
            queries.administrators_on(max(clock.today(), last_day + timedelta(days=1)), but_by=held.id)
        )
    role_id, before = held.id, _days(held)
    after = {"role": held.role, "site": held.site_id, "valid_to": last_day.isoformat()}
    if held.is_to_come(last_day):
        db.session.delete(held)
    else:
        held.valid_to = last_day
    record("person.role_ended", person, by=actor, role=role_id, before=before, after=after)


@action
def disable(actor, person: Person) -> None:
    """Close the account; every session, token and sign-in link of it ends at once and for good."""
    if person.disabled_at is None:
        if actor is not None and actor.id == person.id:
            raise Refused(_("Nobody closes the account he is working with."))
        if person.id in (open_ones := queries.administrators_on(clock.today())):
            _refuse_no_administrator(open_ones - {person.id})
        person.disabled_at = clock.now()
        sessions.end_all(person)
        record("person.disabled", person, by=actor)


@action
def enable(actor, person: Person) -> None:
    """Open a closed account again. What had ended stays ended: a new link or the password opens it."""
    if person.disabled_at is not None:
        person.disabled_at = None
        record("person.enabled", person, by=actor)


@action
def prefer_language(actor, person: Person, *, language: str) -> None:
    if person.language != language:
        person.language = language
        record("person.language_chosen", person, by=actor, after={"language": language})


# -- below: the rules the actions share ------------------------------------------------------------


def _set(person: Person, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if name == "name":
            person.call(value)
        else:
            setattr(person, name, value)


def _refuse_taken(person: Person | None, values: dict[str, Any]) -> None:
    """A user name and an e-mail belong to one person. Raises Invalid."""
    sentences = {
        "username": _("The name “%(name)s” is already taken.", name=values.get("username")),
        "email": _("Somebody else has the address %(address)s.", address=values.get("email")),
    }
    errors = {
        name: sentence
        for name, sentence in sentences.items()
        if values.get(name) and queries.has_other(person, getattr(Person, name), values[name])
    }
    if errors:
        raise Invalid(errors)


def _write_unique() -> None:
    """Two may take one name in the same moment: the database lets one of them in."""
    try:
        db.session.flush()
    except IntegrityError:
        raise Invalid({"username": _("Somebody else was given this name or address just now.")}) from None


def _held(person: Person, role: str, site_id: str) -> list[RoleHeld]:
    query = select(RoleHeld).where(RoleHeld.person_id == person.id, RoleHeld.role == role, RoleHeld.site_id == site_id)
    return list(db.session.scalars(query.order_by(RoleHeld.valid_from, RoleHeld.id)))


def _refuse_no_administrator(left: set[str]) -> None:
    """Somebody must always be able to open accounts. Raises Refused."""
    if not left:
        raise Refused(_("Nobody else would be administrator. Give somebody else that role first."))


def _days(held: RoleHeld) -> dict[str, str | None]:
    days = {"valid_from": held.valid_from, "valid_to": held.valid_to}
    return {name: day.isoformat() if day else None for name, day in days.items()}
