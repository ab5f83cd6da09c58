"""How changes of saved groups are taken back."""

from collections.abc import Callable
from typing import Any

from confsys.errors import Refused
from confsys.extensions import db
from confsys.history.left import before, refuse_changed
from confsys.journal import Entry
from confsys.sites import grouped, grouping
from confsys.sites.groups import GroupSet, SiteGroup
from confsys.sites.models import Site
from confsys.words import _

GONE = _("This group was taken off meanwhile.")
DAYS = ("valid_from", "valid_to")


def _set(entry: Entry) -> GroupSet:
    found = db.session.get(GroupSet, entry.about["group_set"])
    if found is None:
        raise Refused(GONE)
    return found


def _group(entry: Entry) -> SiteGroup:
    found = db.session.get(SiteGroup, entry.about["group"])
    if found is None:
        raise Refused(GONE)
    days = {name: getattr(found, name) and getattr(found, name).isoformat() for name in DAYS}
    refuse_changed(entry, {"name": found.name, "sites": grouping.members_of(found), **days})
    return found


def _set_added(actor: Any, entry: Entry) -> None:
    grouping.remove_set(actor, _set(entry))


def _set_changed(actor: Any, entry: Entry) -> None:
    group_set, was = _set(entry), before(entry)
    refuse_changed(entry, {"name": group_set.name, "default": group_set.is_default})
    grouping.change_set(actor, group_set, name=was["name"], is_default=was["default"])


def _set_removed(actor: Any, entry: Entry) -> None:
    was, set_id = before(entry), entry.about["group_set"]
    if db.session.get(GroupSet, set_id) is not None:
        raise Refused(_("It is there again already."))
    body = db.session.get_one(Site, entry.about["site"])
    grouping.add_set(actor, body, name=was["name"], is_default=was["default"], set_id=set_id)


def _added(actor: Any, entry: Entry) -> None:
    grouping.remove_group(actor, _group(entry), back=_taken(entry))


def _changed(actor: Any, entry: Entry) -> None:
    group, was = _group(entry), before(entry)
    was["sites"] = _free(group.set, was["sites"], group.id)
    grouping.change_group(actor, group, **was, back=_taken(entry))


def _removed(actor: Any, entry: Entry) -> None:
    group_set, was, group_id = _set(entry), before(entry), entry.about["group"]
    if db.session.get(SiteGroup, group_id) is not None:
        raise Refused(_("It is there again already."))
    was["sites"] = _free(group_set, was["sites"], group_id)
    grouping.add_group(actor, group_set, **was, group_id=group_id)


def _taken(entry: Entry) -> dict[str, str]:
    return (entry.after or {}).get("taken", {})


def _free(group_set: GroupSet, sites: list[str], group_id: str) -> list[str]:
    """What has come into another group meanwhile stays there."""
    now = grouped.members(group_set)
    return [each for each in sites if now.get(each, group_id) == group_id]


GROUPS: dict[str, Callable[[Any, Entry], None]] = {
    "site.group_set_added": _set_added,
    "site.group_set_changed": _set_changed,
    "site.group_set_removed": _set_removed,
    "site.group_added": _added,
    "site.group_changed": _changed,
    "site.group_removed": _removed,
}
