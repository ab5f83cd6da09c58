"""Changes of the directory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from confsys.changes import action, record
from confsys.errors import Invalid
from confsys.extensions import db
from confsys.folding import folded, sort_key
from confsys.ids import new_id
from confsys.sites.lists import Row
from confsys.sites.models import KINDS, Site
from confsys.words import _


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
    values = {"code": code, "valid_to": valid_to, "domain": domain, "source": source}
    return _add(actor, key, parent, name=name, kind=kind, gso_code=gso_code, valid_from=valid_from, **values)


@action
def change(actor, site: Site, **values) -> None:
    """Change what is named of a unit. Raises Invalid if it would hang below itself."""
    parent_id = values.get("parent_id", site.parent_id)
    parent = db.session.get(Site, parent_id) if parent_id else None
    if parent is not None and parent.path.startswith(site.path):
        raise Invalid({"parent_id": _("A unit cannot belong to one that lies below it.")})
    _change(actor, site, parent, values)


@action
def import_list(actor, rows: Sequence[Row]) -> Imported:
    """Bring the directory up to a list that was read; read twice, the second time changes nothing.

    `rows`: each parent before its children. What the list does not name stays as it is.
    """
    known = {site.key: site for site in db.session.scalars(select(Site))}
    by_name: dict[str, Site] = {}
    counts = {"added": 0, "changed": 0, "same": 0}
    for row in rows:
        parent = by_name[row.parent] if row.parent else None
        key = key_of(row.kind, row.name, row.gso_code, row.valid_from, parent.key if parent else "")
        values = {name: getattr(row, name) for name in LISTED}
        if key in known:
            site, fate = known[key], "changed" if _change(actor, known[key], parent, values) else "same"
        else:
            site, fate = _add(actor, key, parent, **values), "added"
        by_name[row.name] = site
        counts[fate] += 1
    return Imported(**counts)


LISTED = ("name", "kind", "code", "gso_code", "valid_from", "valid_to", "domain", "source")


def _add(actor, key: str, parent: Site | None, **values) -> Site:
    name = values["name"]
    values["parent_id"] = parent.id if parent else None
    site = Site(id=new_id(), key=key, folded=folded(name), sort_key=sort_key(name), **values)
    site.path = _path(site, parent)
    db.session.add(site)
    record("site.added", site, by=actor, after=plain(values))
    return site


def _change(actor, site: Site, parent: Site | None, values: dict) -> bool:
    values["parent_id"] = parent.id if parent else None
    changed = {name: value for name, value in values.items() if getattr(site, name) != value}
    if not changed:
        return False
    before = {name: getattr(site, name) for name in changed}
    for name, value in changed.items():
        setattr(site, name, value)
    site.folded, site.sort_key = folded(site.name), sort_key(site.name)
    _move(site, _path(site, parent))
    site.revision += 1
    record("site.changed", site, by=actor, before=plain(before), after=plain(changed))
    return True


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
