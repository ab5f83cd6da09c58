"""What was sent about saved groups, as values for the actions."""

from collections.abc import Collection, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from confsys import forms
from confsys.errors import Invalid
from confsys.people.forms import plain
from confsys.shown import day
from confsys.sites.groups import SiteGroup
from confsys.sites.models import Site
from confsys.words import _

SET: dict[str, forms.Read] = {"name": plain(100), "is_default": forms.yes_or_no}
GROUP: dict[str, forms.Read] = {
    "name": plain(100),
    "valid_from": forms.optional_day,
    "valid_to": forms.optional_day,
}
REVISION = {"revision": forms.whole(0, 10**9)}


def told_of_set(sent: MultiDict[str, str]) -> dict[str, Any]:
    """Name, and whether the pages show it by itself. Raises Invalid."""
    return forms.read(SET, sent)


def body_of_set(sent: MultiDict[str, str], bodies: Mapping[str, Site]) -> Site:
    """The office that divides its sites. Raises Invalid."""
    found = bodies.get(sent.get("body", ""))
    if found is None:
        raise Invalid({"body": _("Choose one of the units you look after.")})
    return found


def told_of_group(sent: MultiDict[str, str], known: Collection[str]) -> dict[str, Any]:
    """Name, days and sites, of which only those that may be in it count. Raises Invalid."""
    values = forms.read(GROUP | REVISION, sent)
    first, last = values["valid_from"], values["valid_to"]
    if first and last and last < first:
        raise Invalid({"valid_to": _("The last day comes before the first.")})
    return values | {"sites": sorted({*sent.getlist("sites")} & {*known})}


def filled(group: SiteGroup) -> dict[str, Any]:
    """The form as things stand, without the sites."""
    days = {name: day(value) if (value := getattr(group, name)) else "" for name in ("valid_from", "valid_to")}
    return {"name": group.name, "revision": group.revision, **days}
