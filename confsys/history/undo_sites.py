"""How changes of the directory are taken back."""

from collections.abc import Callable
from typing import Any

from confsys.errors import Refused
from confsys.extensions import db
from confsys.history.left import before, refuse_changed
from confsys.journal import Entry, personal_of
from confsys.sites import actions, contacting, equipping, knowing
from confsys.sites.contacts import Contact
from confsys.sites.models import Site
from confsys.words import _


def _site(entry: Entry) -> Site:
    return db.session.get_one(Site, entry.about["site"])


def _changed(actor: Any, entry: Entry) -> None:
    site, values = _site(entry), before(entry)
    refuse_changed(entry, actions.plain({name: getattr(site, name) for name in values}))
    actions.change(actor, site, **values)


def _checked(actor: Any, entry: Entry) -> None:
    site = _site(entry)
    refuse_changed(entry, {item: row.plain for item, row in knowing.checks_of(site).items()})
    equipping.put_checks_back(actor, site, checks=before(entry))


def _connection_changed(actor: Any, entry: Entry) -> None:
    site, values = _site(entry), before(entry)
    kept = knowing.equipment_of(site)
    refuse_changed(entry, {name: getattr(kept, name) for name in values})
    equipping.describe_connection(actor, site, **values)


def _contact(entry: Entry) -> Contact:
    found = db.session.get(Contact, entry.about["contact"])
    if found is None:
        raise Refused(_("This person was taken off meanwhile."))
    return found


def _contact_added(actor: Any, entry: Entry) -> None:
    contacting.remove_contact(actor, _contact(entry))


def _contact_changed(actor: Any, entry: Entry) -> None:
    contact, told = _contact(entry), personal_of(entry) or {"before": {}, "after": {}}
    refuse_changed(entry, contact.told, told["after"])
    refuse_changed(entry, {"account": contact.person_id})
    contacting.change_contact(actor, contact, person_id=before(entry)["account"], **told["before"])


def _contact_removed(actor: Any, entry: Entry) -> None:
    if db.session.get(Contact, entry.about["contact"]) is not None:
        raise Refused(_("This person is back already."))
    was, told = before(entry), personal_of(entry)
    if not told:
        raise Refused(_("Who it was has been erased."))
    contact_id = entry.about["contact"]
    values = {"rank": was["rank"], "person_id": was["account"], "contact_id": contact_id}
    contacting.add_contact(actor, _site(entry), **values, **told["before"])


def _contact_moved(actor: Any, entry: Entry) -> None:
    contact = _contact(entry)
    refuse_changed(entry, {"rank": contact.rank})
    contacting.move_contact(actor, contact, rank=before(entry)["rank"])


SITES: dict[str, Callable[[Any, Entry], None]] = {
    "site.changed": _changed,
    "site.equipment_checked": _checked,
    "site.connection_changed": _connection_changed,
    "site.contact_added": _contact_added,
    "site.contact_changed": _contact_changed,
    "site.contact_removed": _contact_removed,
    "site.contact_moved": _contact_moved,
}
