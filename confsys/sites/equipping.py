"""Changes of how a site is equipped and connected."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from confsys import clock
from confsys.changes import action, record
from confsys.errors import Refused
from confsys.extensions import db
from confsys.sites.equipment import CONNECTION, UNCHECKED, Check, Equipment, Seen
from confsys.sites.models import Site
from confsys.words import _


@action
def check_equipment(actor, site: Site, *, found: Mapping[str, Seen], revision: int | None = None) -> None:
    """Somebody looked at these items now. `revision` is the one that was seen: Refused if it moved on."""
    now, by = clock.now(), getattr(actor, "id", None)
    _find(actor, site, {item: (seen, now, by) for item, seen in found.items()}, revision)


@action
def put_checks_back(actor, site: Site, *, checks: Mapping[str, dict[str, Any]]) -> None:
    """The items as they were found before, by whom and when."""
    _find(actor, site, {item: _read(plain) for item, plain in checks.items()}, None)


@action
def describe_connection(actor, site: Site, *, revision: int | None = None, **values: Any) -> None:
    """Endpoints, lines and power of a site; `values` are some of CONNECTION. Raises Refused if it moved on."""
    kept = _kept(site, revision)
    before = {name: getattr(kept, name) for name, value in values.items() if getattr(kept, name) != value}
    if not before:
        return
    for name in before:
        setattr(kept, name, values[name])
    kept.revision += 1
    record("site.connection_changed", site, by=actor, before=before, after={name: values[name] for name in before})


def _find(actor, site: Site, found: Mapping[str, tuple[Seen, datetime | None, str | None]], revision) -> None:
    kept, rows = _kept(site, revision), _Rows(site)
    before = {item: rows[item].plain for item in found}
    for item, (seen, at, by) in found.items():
        rows[item].find(seen, at, by)
    changed = [item for item in found if rows[item].plain != before[item]]
    if not changed:
        return
    kept.revision += 1
    told = {"before": {item: before[item] for item in changed}, "after": {item: rows[item].plain for item in changed}}
    record("site.equipment_checked", site, by=actor, **told)


def _kept(site: Site, revision: int | None) -> Equipment:
    kept = db.session.get(Equipment, site.id)
    if kept is None:
        kept = Equipment(site_id=site.id, revision=0, **dict.fromkeys(CONNECTION, ""))
        kept.main_mbits = kept.backup_mbits = kept.power_minutes = None
        db.session.add(kept)
    if revision is not None and revision != kept.revision:
        raise Refused(_("Somebody else changed it meanwhile. Load it again and repeat your change."))
    return kept


class _Rows(dict[str, Check]):
    """The items of a site; one nobody spoke of yet begins unchecked."""

    def __init__(self, site: Site) -> None:
        self.site_id = site.id
        query = select(Check).where(Check.site_id == site.id).execution_options(populate_existing=True)
        super().__init__((row.item, row) for row in db.session.scalars(query))

    def __missing__(self, item: str) -> Check:
        self[item] = Check(site_id=self.site_id, item=item, state=UNCHECKED, broken=0, note="")
        db.session.add(self[item])
        return self[item]


def _read(plain: dict[str, Any]) -> tuple[Seen, datetime | None, str | None]:
    at = datetime.fromisoformat(plain["at"]) if plain["at"] else None
    return Seen(plain["state"], plain["broken"], plain["note"]), at, plain["by"]
