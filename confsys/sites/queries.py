"""What is read of the directory."""

from datetime import date

from sqlalchemy import Select, or_, select

from confsys.extensions import db
from confsys.folding import folded
from confsys.sites.models import Site


def existing_on(day: date) -> Select[tuple[Site]]:
    """The sites that exist on a local day, by the Vietnamese alphabet."""
    return (
        select(Site)
        .where(or_(Site.valid_from.is_(None), Site.valid_from <= day))
        .where(or_(Site.valid_to.is_(None), Site.valid_to >= day))
        .order_by(Site.sort_key, Site.id)
    )


def found(day: date, *, text: str = "", kind: str | None = None, parent: Site | None = None) -> Select[tuple[Site]]:
    """Sites of a day by part of the name without marks or by code, by kind, directly below a parent."""
    query = existing_on(day)
    if folded(text):
        query = query.where(or_(Site.folded.contains(folded(text), autoescape=True), Site.gso_code == text.strip()))
    if kind:
        query = query.where(Site.kind == kind)
    if parent:
        query = query.where(Site.parent_id == parent.id)
    return query


def by_ids(ids: list[str]) -> dict[str, Site]:
    """The sites with these ids; unknown ids are simply not there."""
    return {site.id: site for site in db.session.scalars(select(Site).where(Site.id.in_(ids)))}


def by_gso_code(code: str, day: date) -> Site | None:
    return db.session.scalars(existing_on(day).where(Site.gso_code == code)).first()
