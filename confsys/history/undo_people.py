"""How changes of persons are taken back."""

from datetime import timedelta
from typing import Any

from confsys import clock
from confsys.errors import Refused
from confsys.extensions import db
from confsys.history.left import before, refuse_changed
from confsys.journal import Entry, personal_of
from confsys.people import actions as people
from confsys.people.models import Person, RoleHeld
from confsys.words import _


def _person_edited(actor: Any, entry: Entry) -> None:
    person, told = _person(entry), personal_of(entry) or {"before": {}, "after": {}}
    refuse_changed(entry, {name: getattr(person, name) for name in told["after"]}, told["after"])
    people.edit(actor, person, **told["before"])


def _role_given(actor: Any, entry: Entry) -> None:
    held = db.session.get(RoleHeld, entry.about["role"])
    last = before(entry)["valid_to"] if entry.before else clock.today() - timedelta(days=1)
    if held is None or last is None or held.valid_to is not None and held.valid_to <= last:
        raise Refused(_("This role has already ended."))
    people.end_role(actor, held.person, held=held, last_day=last)


def _role_ended(actor: Any, entry: Entry) -> None:
    held, days = db.session.get(RoleHeld, entry.about["role"]), before(entry)
    if held is None:  # it would never have begun, and was taken away
        given = entry.after or {}
        people.give_role(actor, _person(entry), role=given["role"], site_id=given["site"], **days)
        return
    refuse_changed(entry, {"valid_to": held.valid_to.isoformat() if held.valid_to else None})
    days["valid_from"] = held.valid_to + timedelta(days=1) if held.valid_to else None
    people.give_role(actor, held.person, role=held.role, site_id=held.site_id, **days)


def _person(entry: Entry) -> Person:
    return db.session.get_one(Person, entry.about["person"])


PEOPLE = {
    "person.edited": _person_edited,
    "person.role_given": _role_given,
    "person.role_ended": _role_ended,
}
