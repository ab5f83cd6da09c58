"""Changes of the directory."""

from datetime import date

from sqlalchemy import select

from confsys.changes import action, record
from confsys.errors import Invalid
from confsys.extensions import db
from confsys.folding import folded, sort_key
from confsys.sites.models import KINDS, Site
from confsys.words import _


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
    key = key_of(kind, name, gso_code, valid_from, parent)
    if db.session.scalars(select(Site.id).where(Site.key == key)).first():
        raise Invalid({"name": _("“%(name)s” is in the directory already.", name=name)})
    site = Site(
        key=key,
        name=name,
        folded=folded(name),
        sort_key=sort_key(name),
        kind=kind,
        parent_id=parent_id,
        path="",
        code=code,
        gso_code=gso_code,
        valid_from=valid_from,
        valid_to=valid_to,
        domain=domain,
        source=source,
    )
    db.session.add(site)
    db.session.flush()
    site.path = f"{parent.path if parent else '/'}{site.id}/"
    record("site.added", site, by=actor, after={"name": name, "kind": kind, "gso_code": gso_code})
    return site


def key_of(kind: str, name: str, gso_code: str | None, valid_from: date | None, parent: Site | None) -> str:
    """What makes it the same unit when the list is read again: its code, else where it hangs; and its first day."""
    unit = gso_code or f"{kind}/{parent.key if parent else ''}/{folded(name)}"
    return f"{unit}@{valid_from or ''}"
