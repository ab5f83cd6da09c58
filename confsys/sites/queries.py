"""What is read of the directory."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select

from confsys.aside import giving_way
from confsys.extensions import db
from confsys.folding import clean, folded
from confsys.sites.lists import LISTED, Row
from confsys.sites.models import KINDS, Site


def existing_on(day: date) -> Select[Site]:
    """The sites that exist on a local day, by the Vietnamese alphabet."""
    return (
        select(Site)
        .where(or_(Site.valid_from.is_(None), Site.valid_from <= day))
        .where(or_(Site.valid_to.is_(None), Site.valid_to >= day))
        .order_by(Site.sort_key, Site.id)
    )


def found(day: date, *, text: str = "", kind: str | None = None, parent_id: str | None = None) -> Select[Site]:
    """Sites of a day by part of the name without marks or by code, by kind, directly below a parent."""
    query = existing_on(day)
    if folded(text):
        query = query.where(or_(Site.folded.contains(folded(text), autoescape=True), Site.gso_code == text.strip()))
    if kind:
        query = query.where(Site.kind == kind)
    if parent_id:
        query = query.where(Site.parent_id == parent_id)
    return query


def kinds_on(day: date) -> dict[str, int]:
    """The kinds of units there are on a day, in the order of the vocabulary, and how many of each."""
    query = existing_on(day).with_only_columns(Site.kind, func.count().label("n")).order_by(None).group_by(Site.kind)
    there = {row.kind: row.n for row in db.session.execute(query)}
    return {kind: there[kind] for kind in KINDS if kind in there}


def count(query: Select[Site]) -> int:
    """How many a query finds."""
    return db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0


def children_of(site: Site, day: date) -> list[Site]:
    return list(db.session.scalars(existing_on(day).where(Site.parent_id == site.id)))


def below(site: Site, day: date) -> list[Site]:
    """Whatever lies below a unit on a day, at any depth, by the alphabet."""
    query = existing_on(day).where(Site.path.startswith(site.path, autoescape=True), Site.id != site.id)
    return list(db.session.scalars(query))


def by_ids(ids: list[str]) -> dict[str, Site]:
    """The sites with these ids; unknown ids are simply not there."""
    return {site.id: site for site in db.session.scalars(select(Site).where(Site.id.in_(ids)))}


def by_gso_code(code: str, day: date) -> Site | None:
    return db.session.scalars(existing_on(day).where(Site.gso_code == code)).first()


def rows_on(day: date) -> list[Row]:
    """The directory of a day as rows of a list, parents first: what `lists.write` writes."""
    found = sorted(as_listed(existing_on(day)), key=lambda site: (site.path.count("/"), site.sort_key))
    names = {site.id: site.name for site in found}
    return [_listed(site, names.get(site.parent_id or "")) for site in giving_way(found)]


def as_listed(query: Select[Site]) -> Iterator[Any]:
    """What stands in lists of these sites. Rows, not objects: there may be thousands."""
    columns = (getattr(Site, name) for name in ("key", "id", "parent_id", "path", "sort_key", *LISTED))
    return giving_way(db.session.execute(query.with_only_columns(*columns).execution_options(yield_per=100)))


def _listed(site: Any, parent: str | None) -> Row:
    return Row(line=0, parent=parent, **{name: getattr(site, name) for name in LISTED})


def meant(text: str, day: date) -> list[Site]:
    """The sites somebody may mean by an id, a gso code or an exact name."""
    typed = clean(text)
    query = existing_on(day).where(or_(Site.id == typed, Site.gso_code == typed, Site.name == typed))
    return list(db.session.scalars(query))


def provinces(day: date) -> list[Site]:
    return list(db.session.scalars(existing_on(day).where(Site.kind == "tinh")))
