"""How entries about what can be booked, and about days away, are taken back."""

from collections.abc import Callable
from typing import Any

from confsys.errors import Refused
from confsys.extensions import db
from confsys.history.left import before, refuse_changed
from confsys.journal import Entry, personal_of
from confsys.people.models import Person
from confsys.scheduling import actions
from confsys.scheduling.models import Absence, Resource
from confsys.words import _


def _resource(entry: Entry) -> Resource:
    return db.session.get_one(Resource, entry.about["resource"])


def _added(actor: Any, entry: Entry) -> None:
    actions.retire_resource(actor, _resource(entry))


def _changed(actor: Any, entry: Entry) -> None:
    resource, values = _resource(entry), before(entry)
    refuse_changed(entry, {name: getattr(resource, name) for name in values})
    actions.change_resource(actor, resource, **values)


def _retired(actor: Any, entry: Entry) -> None:
    actions.bring_back_resource(actor, _resource(entry))


def _brought_back(actor: Any, entry: Entry) -> None:
    actions.retire_resource(actor, _resource(entry))


def _entered(actor: Any, entry: Entry) -> None:
    absence = db.session.get(Absence, entry.about["absence"])
    if absence is None:
        raise Refused(_("This absence was taken off already."))
    actions.drop_absence(actor, absence)


def _dropped(actor: Any, entry: Entry) -> None:
    person = db.session.get_one(Person, entry.about["person"])
    why = (personal_of(entry) or {}).get("before", {}).get("why", "")
    actions.enter_absence(actor, person, why=why, **before(entry))


RESOURCES: dict[str, Callable[[Any, Entry], None]] = {
    "resource.added": _added,
    "resource.changed": _changed,
    "resource.retired": _retired,
    "resource.brought_back": _brought_back,
    "absence.entered": _entered,
    "absence.dropped": _dropped,
}
