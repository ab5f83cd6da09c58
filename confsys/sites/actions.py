"""Changes of the directory."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select

from confsys.aside import giving_way
from confsys.changes import action, record, transaction
from confsys.errors import Invalid
from confsys.extensions import db
from confsys.folding import folded, sort_key
from confsys.ids import new_id
from confsys.sites.lists import LISTED, Row
from confsys.sites.models import KINDS, Site
from confsys.words import _

TOGETHER = 8  # units of a list in one transaction: a few thousandths of a second, in which nobody else can write
REST = 0.01  # seconds after each: longer than whoever waits for the database lets pass before he tries again


@dataclass(frozen=True)
class Imported:
    """What reading a list came to."""

    added: int
    changed: int
    same: int


@action
def add(
    actor,
    *,
    name: str,
    kind: str,
    parent_id: str | None = None,
    code: str | None = None,
    gso_code: str | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    domain: str | None = None,
    source: str | None = None,
) -> Site:
    """A new unit. Raises Invalid for an unknown kind or a unit that is in the directory already."""
    if kind not in KINDS:
        raise Invalid({"kind": _("There is no kind of site “%(kind)s”.", kind=kind)})
    parent = db.session.get(Site, parent_id) if parent_id else None
    key = key_of(kind, name, gso_code, valid_from, parent.key if parent else "")
    if db.session.scalars(select(Site.id).where(Site.key == key)).first():
        raise Invalid({"name": _("“%(name)s” is in the directory already.", name=name)})
    values: dict[str, Any] = {"code": code, "valid_to": valid_to, "domain": domain, "source": source}
    values |= {"name": name, "kind": kind, "gso_code": gso_code, "valid_from": valid_from}
    site = _add(key, parent, values)
    record("site.added", site, by=actor, after=plain(values))
    return site


@action
def change(actor, site: Site, **values) -> None:
    """Change what is named of a unit. Raises Invalid if it would hang below itself."""
    parent_id = values.get("parent_id", site.parent_id)
    parent = db.session.get(Site, parent_id) if parent_id else None
    if parent is not None and parent.path.startswith(site.path):
        raise Invalid({"parent_id": _("A unit cannot belong to one that lies below it.")})
    if told := _changed(site, parent, values):
        record("site.changed", site, by=actor, **told)


def import_list(actor, rows: Sequence[Row]) -> Imported:
    """Bring the directory up to a list that was read; read twice, the second time changes nothing.

    `rows`: each parent before its children. What the list does not name stays as it is. A few units are kept together,
    and others may write in between; where it is stopped, the same list brings what is missing.
    """
    units, fates = list(giving_way(keyed(rows))), Counter[str]()
    for first in range(0, len(units), TOGETHER):
        fates += _bring_in(actor, units[first : first + TOGETHER])
        time.sleep(REST)
    return Imported(fates["added"], fates["changed"], fates["same"])


class Unit(NamedTuple):
    """A row of a list, and what makes it and what it hangs on the same unit when it is read again."""

    row: Row
    key: str
    parent_key: str


def keyed(rows: Sequence[Row]) -> Iterator[Unit]:
    """`rows`: each parent before its children."""
    keys = {"": ""}
    for row in rows:
        above = keys[row.parent or ""]
        keys[row.name] = key_of(row.kind, row.name, row.gso_code, row.valid_from, above)
        yield Unit(row, keys[row.name], above)


@action
def _bring_in(actor, units: Sequence[Unit]) -> Counter[str]:
    """How many of these were added, changed and the same."""
    keys = {key for unit in units for key in (unit.key, unit.parent_key)}
    known = {site.key: site for site in db.session.scalars(select(Site).where(Site.key.in_(keys)))}
    fates, happened = Counter[str](), []
    with transaction(list(known.values())):
        for unit in units:
            values = {name: getattr(unit.row, name) for name in LISTED}
            parent, site, told = known.get(unit.parent_key), known.get(unit.key), None
            if site is None:
                site = known[unit.key] = _add(unit.key, parent, values)
                happened.append(("added", site, {"after": plain(values)}))
            elif told := _changed(site, parent, values):
                happened.append(("changed", site, told))
            else:
                fates["same"] += 1
    with transaction([site for _fate, site, _told in happened]):  # the journals of new ones are begun all at once
        for fate, site, told in happened:
            record(f"site.{fate}", site, by=actor, **told)
            fates[fate] += 1
    return fates


def _add(key: str, parent: Site | None, values: dict) -> Site:
    name = values["name"]
    values["parent_id"] = parent.id if parent else None
    site = Site(id=new_id(), key=key, folded=folded(name), sort_key=sort_key(name), **values)
    site.path = _path(site, parent)
    db.session.add(site)
    return site


def _changed(site: Site, parent: Site | None, values: dict) -> dict[str, dict]:
    """What was different before and is so after; nothing if it is as these values say."""
    values["parent_id"] = parent.id if parent else None
    changed = {name: value for name, value in values.items() if getattr(site, name) != value}
    if not changed:
        return {}
    if db.session.new:
        db.session.flush()  # it may hang on one of them
    before = {name: getattr(site, name) for name in changed}
    for name, value in changed.items():
        setattr(site, name, value)
    site.folded, site.sort_key = folded(site.name), sort_key(site.name)
    _move(site, _path(site, parent))
    site.revision += 1
    return {"before": plain(before), "after": plain(changed)}


def _path(site: Site, parent: Site | None) -> str:
    return f"{parent.path if parent else '/'}{site.id}/"


def _move(site: Site, path: str) -> None:
    """What lies below goes along, also what the list does not name."""
    old = site.path
    if path != old:
        for each in db.session.scalars(select(Site).where(Site.path.startswith(old))):
            each.path = path + each.path.removeprefix(old)


def plain(values: dict) -> dict:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def key_of(kind: str, name: str, gso_code: str | None, valid_from: date | None, parent_key: str) -> str:
    """What makes it the same unit when the list is read again: its code, else where it hangs; and its first day."""
    unit = gso_code or f"{kind}/{parent_key}/{folded(name)}"
    return f"{unit}@{valid_from or ''}"
