"""How changes of the directory are taken back."""

from collections.abc import Callable
from typing import Any

from confsys.extensions import db
from confsys.history.left import before, refuse_changed
from confsys.journal import Entry
from confsys.sites import actions, equipping, knowing
from confsys.sites.models import Site


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


SITES: dict[str, Callable[[Any, Entry], None]] = {
    "site.changed": _changed,
    "site.equipment_checked": _checked,
    "site.connection_changed": _connection_changed,
}
