"""What is read of saved groups."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import contains_eager

from confsys.extensions import db
from confsys.people.models import Person
from confsys.sites.access import known_sites, works
from confsys.sites.groups import GroupMember, GroupSet, SiteGroup
from confsys.sites.models import Site


@dataclass(frozen=True)
class Counted:
    """A group with how many sites of a day are in it."""

    group: SiteGroup
    count: int


def sets_for(person: Person) -> list[GroupSet]:
    """The sets of the offices this person works for, above or below: those shown by themselves first."""
    if not works(person):
        return []
    query = select(GroupSet).join(GroupSet.body).options(contains_eager(GroupSet.body)).where(known_sites(person))
    return list(db.session.scalars(query.order_by(GroupSet.is_default.desc(), Site.path, GroupSet.name, GroupSet.id)))


def counted(group_set: GroupSet, day: date) -> list[Counted]:
    """The groups of a set that there are on a day, by the alphabet."""
    there = [_on(Site, day), _on(SiteGroup, day)]
    query = (
        select(SiteGroup, func.count(Site.id))
        .outerjoin(GroupMember, GroupMember.group_id == SiteGroup.id)
        .outerjoin(Site, (Site.id == GroupMember.site_id) & there[0])
        .where(SiteGroup.set_id == group_set.id, there[1])
        .group_by(SiteGroup.id)
        .order_by(SiteGroup.sort_key, SiteGroup.id)
    )
    return [Counted(group, count) for group, count in db.session.execute(query)]


def names_of(group_set: GroupSet, ids: Collection[str]) -> dict[str, str]:
    """Site -> the name of its group in a set."""
    query = select(GroupMember.site_id, SiteGroup.name).join(SiteGroup, SiteGroup.id == GroupMember.group_id)
    query = query.where(GroupMember.set_id == group_set.id, GroupMember.site_id.in_(ids))
    return {row.site_id: row.name for row in db.session.execute(query)}


def members(group_set: GroupSet) -> dict[str, str]:
    """Site -> group, of a whole set."""
    query = select(GroupMember.site_id, GroupMember.group_id).where(GroupMember.set_id == group_set.id)
    return {row.site_id: row.group_id for row in db.session.execute(query)}


def in_group(group_id: str) -> ColumnElement[bool]:
    """The condition for the sites of a group."""
    return Site.id.in_(select(GroupMember.site_id).where(GroupMember.group_id == group_id))


def in_no_group(group_set: GroupSet) -> ColumnElement[bool]:
    """The condition for what lies below the office and is in no group of its set."""
    grouped = select(GroupMember.site_id).where(GroupMember.set_id == group_set.id)
    below = Site.path.startswith(group_set.body.path, autoescape=True)
    return below & (Site.id != group_set.body_id) & Site.id.not_in(grouped)


def _on(model: type[Site] | type[SiteGroup], day: date) -> ColumnElement[bool]:
    begun = or_(model.valid_from.is_(None), model.valid_from <= day)
    return begun & or_(model.valid_to.is_(None), model.valid_to >= day)


def shown_to(person: Person, day: date) -> list[tuple[str, set[str]]]:
    """The groups of the set that pages show this person by itself, by name, with the ids of their sites."""
    chosen = next((each for each in sets_for(person) if each.is_default), None)
    return groups_in(chosen, day) if chosen else []


def set_of(body: Site) -> GroupSet | None:
    """The set that a body shows by itself, or else the nearest body above it."""
    above = [each for each in body.path.split("/") if each]
    query = select(GroupSet).join(GroupSet.body).where(GroupSet.is_default, GroupSet.body_id.in_(above))
    return db.session.scalars(query.order_by(func.length(Site.path).desc(), GroupSet.id).limit(1)).first()


def groups_in(chosen: GroupSet, day: date) -> list[tuple[str, set[str]]]:
    """The groups of a set on a day, by name, with the ids of their sites."""
    inside: dict[str, set[str]] = {}
    for site_id, group_id in members(chosen).items():
        inside.setdefault(group_id, set()).add(site_id)
    query = select(SiteGroup).where(SiteGroup.set_id == chosen.id, _on(SiteGroup, day))
    groups = db.session.scalars(query.order_by(SiteGroup.sort_key, SiteGroup.id))
    return [(group.name, inside.get(group.id, set())) for group in groups]
