"""What is known of sites beside their names: equipment, lines; for one of them, or for a list of them at once."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from confsys.extensions import db
from confsys.sites.equipment import Check, Equipment
from confsys.sites.models import Site


def equipment_of(site: Site) -> Equipment | None:
    return db.session.get(Equipment, site.id)


def checks_of(site: Site) -> dict[str, Check]:
    """The items of the check list of which something is known."""
    query = select(Check).where(Check.site_id == site.id).options(joinedload(Check.checked_by))
    return {row.item: row for row in db.session.scalars(query)}


def latest(checks: Iterable[Check]) -> Check | None:
    """The one that was made last."""
    made: list[tuple[datetime, Check]] = [(row.checked_at, row) for row in checks if row.checked_at]
    return max(made, key=lambda pair: pair[0])[1] if made else None
