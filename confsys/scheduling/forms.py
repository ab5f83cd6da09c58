"""What was sent about rooms, equipment, bridges and days away, as values for the actions."""

from collections.abc import Mapping
from typing import Any

from confsys import forms
from confsys.forms import Unreadable
from confsys.scheduling.models import BRIDGE, KINDS, ROOM, Resource
from confsys.words import _

MOST_SEATS, MOST_PORTS = 100_000, 10_000
NAMED = {"name": forms.text(200), "note": forms.text(500, needed=False)}
PLACED = {"kind": forms.choice(KINDS), "site": forms.identifier}
AWAY = {
    "who": forms.text(200),
    "first_day": forms.day,
    "last_day": forms.optional_day,
    "why": forms.text(200, needed=False),
}


def _seats(raw: Any) -> int | None:
    """How many can sit there; not known where nothing was typed."""
    return None if raw in (None, "") else forms.whole(1, MOST_SEATS)(raw)


def _ports(raw: Any) -> int:
    if raw in (None, ""):
        raise Unreadable(_("Say how many ports it has."))
    return forms.whole(1, MOST_PORTS)(raw)


# What only one kind has.
SIZES: dict[str, dict[str, forms.Read]] = {ROOM: {"seats": _seats}, BRIDGE: {"capacity": _ports}}


def added(sent: Mapping[str, Any]) -> dict[str, Any]:
    """Something new, with its kind and the id of its unit. Raises Invalid."""
    kind = sent.get("kind", "")
    return forms.read(PLACED | NAMED | SIZES.get(kind, {}), sent)


def changed(resource: Resource, sent: Mapping[str, Any]) -> dict[str, Any]:
    """What may change of it, and the revision that was seen. Raises Invalid."""
    return forms.read({"revision": forms.whole(1, 10**9), **NAMED, **SIZES.get(resource.kind, {})}, sent)


def filled(resource: Resource) -> dict[str, Any]:
    """The form of something as it stands."""
    values = {name: getattr(resource, name) for name in ("kind", "name", "capacity", "note", "revision")}
    return values | {"seats": resource.seats or "", "site": resource.site_id}


def away(sent: Mapping[str, Any]) -> dict[str, Any]:
    """Who is away, as typed, from when to when and why; one day where no last one was typed. Raises Invalid."""
    values = forms.read(AWAY, sent, optional={"why": "", "last_day": None})
    return values | {"last_day": values["last_day"] or values["first_day"]}
