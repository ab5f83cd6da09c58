"""Changes of saved groups. They stand in the history of the office whose groups they are."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import delete, select, update

from confsys.changes import action, record
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.folding import folded
from confsys.ids import new_id
from confsys.sites.groups import GroupMember, GroupSet, SiteGroup
from confsys.sites.models import Site
from confsys.words import _

MOVED_ON = _("Somebody else changed it meanwhile. Load it again and repeat your change.")


@action
def add_set(actor, body: Site, *, name: str, is_default: bool = False, set_id: str | None = None) -> GroupSet:
    """A new set of an office; its first one is what its pages show. Raises Invalid if the name is taken."""
    others = _sets(body.id)
    _refuse_taken(name, [each.name for each in others])
    made = GroupSet(id=set_id or new_id(), body_id=body.id, name=name, is_default=False)
    db.session.add(made)
    is_default = is_default or not others
    _choose(made, [*others, made], is_default)
    after = {"name": name, "default": is_default}
    record("site.group_set_added", made, by=actor, after=after, group_set=made)
    return made


@action
def change_set(actor, group_set: GroupSet, *, name: str, is_default: bool, revision: int | None = None) -> None:
    """Another name, or what the pages show from now on. Raises Invalid, Refused if it moved on."""
    _refuse_old(group_set.revision, revision)
    others = [each for each in _sets(group_set.body_id) if each.id != group_set.id]
    _refuse_taken(name, [each.name for each in others])
    before = {"name": group_set.name, "default": group_set.is_default}
    after = {"name": name, "default": is_default}
    if before == after:
        return
    group_set.name, group_set.revision = name, group_set.revision + 1
    _choose(group_set, [*others, group_set], is_default)
    record("site.group_set_changed", group_set, by=actor, before=before, after=after, group_set=group_set)


@action
def remove_set(actor, group_set: GroupSet) -> None:
    """A set without groups goes. Refused while it has some: they are taken off one by one, and can come back so."""
    if groups_of(group_set):
        raise Refused(_("Take its groups off first."))
    before = {"name": group_set.name, "default": group_set.is_default}
    record("site.group_set_removed", group_set, by=actor, before=before, group_set=group_set)
    db.session.delete(group_set)


@action
def add_group(
    actor,
    group_set: GroupSet,
    *,
    name: str,
    sites: Collection[str] = (),
    valid_from: date | None = None,
    valid_to: date | None = None,
    group_id: str | None = None,
) -> SiteGroup:
    """A new group; its sites leave the group of the set they were in. Raises Invalid."""
    _refuse_taken(name, [each.name for each in groups_of(group_set)])
    made = SiteGroup(
        id=group_id or new_id(), set_id=group_set.id, set=group_set, valid_from=valid_from, valid_to=valid_to
    )
    made.call(name)
    db.session.add(made)
    db.session.flush()
    taken = _fill(made, sites)
    record(
        "site.group_added", made, by=actor, after=_plain(made, sites) | _taken(taken), group=made, group_set=group_set
    )
    return made


@action
def change_group(
    actor,
    group: SiteGroup,
    *,
    name: str,
    sites: Collection[str],
    valid_from: date | None = None,
    valid_to: date | None = None,
    revision: int | None = None,
    back: Mapping[str, str] | None = None,
) -> None:
    """Name, days and sites of a group. `back`: what it gives back to other groups, site by site.

    Raises Invalid, Refused if it moved on.
    """
    _refuse_old(group.revision, revision)
    others = [each for each in groups_of(group.set) if each.id != group.id]
    _refuse_taken(name, [each.name for each in others])
    before = _plain(group, members_of(group))
    group.call(name)
    group.valid_from, group.valid_to = valid_from, valid_to
    after = _plain(group, sites)
    if before == after:
        return
    taken = _fill(group, sites)
    _give_back(group.set_id, back or {}, {each.id for each in others})
    group.revision += 1
    told = {"before": before, "after": after | _taken(taken)}
    record("site.group_changed", group, by=actor, group=group, group_set=group.set, **told)


@action
def remove_group(actor, group: SiteGroup, *, back: Mapping[str, str] | None = None) -> None:
    """Its sites are in no group of the set any more, but for those it gives back."""
    before = _plain(group, members_of(group))
    others = {each.id for each in groups_of(group.set) if each.id != group.id}
    record("site.group_removed", group, by=actor, before=before, group=group, group_set=group.set)
    db.session.execute(delete(GroupMember).where(GroupMember.group_id == group.id))
    _give_back(group.set_id, back or {}, others)
    db.session.delete(group)


def groups_of(group_set: GroupSet) -> list[SiteGroup]:
    """By the alphabet."""
    query = select(SiteGroup).where(SiteGroup.set_id == group_set.id).order_by(SiteGroup.sort_key, SiteGroup.id)
    return list(db.session.scalars(query))


def members_of(group: SiteGroup) -> list[str]:
    query = select(GroupMember.site_id).where(GroupMember.group_id == group.id).order_by(GroupMember.site_id)
    return list(db.session.scalars(query))


# -- below: the rules the actions share ------------------------------------------------------------


def _fill(group: SiteGroup, sites: Collection[str]) -> dict[str, str]:
    """Exactly these sites; what other groups of the set gave up, site by site."""
    old = set(members_of(group))
    query = select(GroupMember).where(GroupMember.set_id == group.set_id, GroupMember.site_id.in_(set(sites) - old))
    taken = {row.site_id: row.group_id for row in db.session.scalars(query)}
    ours, gone = GroupMember.set_id == group.set_id, old - set(sites)
    db.session.execute(delete(GroupMember).where(ours, GroupMember.site_id.in_(gone)))
    db.session.execute(update(GroupMember).where(ours, GroupMember.site_id.in_(taken)).values(group_id=group.id))
    new = set(sites) - old - taken.keys()
    db.session.add_all(GroupMember(set_id=group.set_id, site_id=each, group_id=group.id) for each in sorted(new))
    db.session.flush()
    return taken


def _give_back(set_id: str, back: Mapping[str, str], groups: set[str]) -> None:
    """To those groups that are still there, what is in no group now."""
    free = back.keys() - set(db.session.scalars(select(GroupMember.site_id).where(GroupMember.set_id == set_id)))
    for each in sorted(free):
        if back[each] in groups:
            db.session.add(GroupMember(set_id=set_id, site_id=each, group_id=back[each]))


def _sets(body_id: str) -> list[GroupSet]:
    return list(db.session.scalars(select(GroupSet).where(GroupSet.body_id == body_id).order_by(GroupSet.id)))


def _choose(chosen: GroupSet, all_of: Collection[GroupSet], is_default: bool) -> None:
    """One set of an office at most is what its pages show."""
    for each in all_of:
        each.is_default = is_default if each is chosen else each.is_default and not is_default


def _refuse_taken(name: str, others: Collection[str]) -> None:
    if folded(name) in {folded(each) for each in others}:
        raise Invalid({"name": _("There is “%(name)s” already.", name=name)})


def _refuse_old(now: int, seen: int | None) -> None:
    if seen is not None and seen != now:
        raise Refused(MOVED_ON)


def _plain(group: SiteGroup, sites: Collection[str]) -> dict[str, Any]:
    days = {"valid_from": group.valid_from, "valid_to": group.valid_to}
    return {"name": group.name, "sites": sorted(sites)} | {
        name: day.isoformat() if day else None for name, day in days.items()
    }


def _taken(taken: dict[str, str]) -> dict[str, Any]:
    return {"taken": taken} if taken else {}
