"""Every change of what can be booked, and of when a person is away."""

from datetime import date
from typing import Any

from confsys import clock
from confsys.changes import action, record
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.people.models import Person
from confsys.scheduling.models import BRIDGE, Absence, Resource
from confsys.sites.models import Site
from confsys.words import _

KEPT = ("name", "capacity", "seats", "note")


@action
def add_resource(
    actor, site: Site, *, kind: str, name: str, capacity: int = 1, seats: int | None = None, note: str = ""
) -> Resource:
    """A room, a piece of equipment or a bridge of this site. Raises Invalid."""
    made = Resource(kind=kind, site_id=site.id, capacity=_capacity(kind, capacity), seats=seats, note=note)
    made.call(_named(name))
    db.session.add(made)
    record("resource.added", made, by=actor, after={"kind": kind, **_plain(made)}, site=site)
    return made


@action
def change_resource(actor, resource: Resource, *, revision: int | None = None, **values: Any) -> None:
    """Change its name, ports, seats or note; what is held stays held. Raises Invalid, Refused if it moved on."""
    if revision is not None and revision != resource.revision:
        raise Refused(_("Somebody else changed it meanwhile. Load it again and repeat your change."))
    before = _plain(resource)
    if "name" in values:
        resource.call(_named(values.pop("name")))
    if "capacity" in values:
        resource.capacity = _capacity(resource.kind, values.pop("capacity"))
    for name, value in values.items():
        setattr(resource, name, value)
    after = _plain(resource)
    changed = [name for name in KEPT if before[name] != after[name]]
    if changed:
        resource.revision += 1
        told = {"before": {name: before[name] for name in changed}, "after": {name: after[name] for name in changed}}
        record("resource.changed", resource, by=actor, site=resource.site, **told)


@action
def retire_resource(actor, resource: Resource) -> None:
    """It is no longer offered; what is booked in it stays."""
    if resource.retired_at is None:
        resource.retired_at = clock.now()
        resource.revision += 1
        record("resource.retired", resource, by=actor, site=resource.site)


@action
def bring_back_resource(actor, resource: Resource) -> None:
    """It is offered again."""
    if resource.retired_at is not None:
        resource.retired_at = None
        resource.revision += 1
        record("resource.brought_back", resource, by=actor, site=resource.site)


@action
def enter_absence(actor, person: Person, *, first_day: date, last_day: date, why: str = "") -> Absence:
    """The person is away from one day to another, both included. Raises Invalid."""
    if last_day < first_day:
        raise Invalid({"last_day": _("The last day must not come before the first.")})
    made = Absence(person_id=person.id, first_day=first_day, last_day=last_day, why=why)
    db.session.add(made)
    after = {"first_day": first_day.isoformat(), "last_day": last_day.isoformat()}
    record("absence.entered", made, by=actor, after=after, personal={"after": {"why": why}}, person=person)
    return made


@action
def drop_absence(actor, absence: Absence) -> None:
    """The person is there after all."""
    before = {"first_day": absence.first_day.isoformat(), "last_day": absence.last_day.isoformat()}
    personal = {"before": {"why": absence.why}}
    record("absence.dropped", absence, by=actor, before=before, personal=personal, person=absence.person)
    db.session.delete(absence)


def _plain(resource: Resource) -> dict[str, Any]:
    return {name: getattr(resource, name) for name in KEPT}


def _named(name: str) -> str:
    if not name:
        raise Invalid({"name": _("Give it a name.")})
    return name


def _capacity(kind: str, capacity: int) -> int:
    if kind != BRIDGE:
        return 1
    if not 1 <= capacity <= 10_000:
        raise Invalid({"capacity": _("A bridge has between 1 and 10,000 ports.")})
    return capacity
