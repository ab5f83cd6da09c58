"""Rooms, equipment and bridges with what holds them: the list, and the page of one."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, render_template, request

from confsys import clock, doors, listing
from confsys.desk import occupied
from confsys.people.models import Person
from confsys.scheduling import access, lists
from confsys.scheduling.models import KIND_NAMES, KINDS

pages = Blueprint("rooms", __name__, url_prefix="/rooms")
PER_PAGE = 50
AHEAD = timedelta(days=30)


@pages.get("")
@doors.signed_in
def index(person: Person):
    """What this person looks after, by name; filters stand in the address."""
    access.refuse_who_keeps_nothing(person)
    asked, now = _asked(), clock.now()
    query = lists.resources(person, text=asked["q"], kind=asked["kind"], state=asked["state"])
    page = listing.page_of(query, number=asked["page"], size=PER_PAGE)
    holds = occupied.holds(person, page.items, now, now + AHEAD)
    return render_template(
        "desk/rooms.html",
        page=page,
        moments={each.id: occupied.at(now, holds.get(each.id, [])) for each in page.items},
        asked=asked,
        is_filtered=any(asked[name] for name in ("q", "kind")) or asked["state"] != lists.IN_USE,
        kinds=list(KIND_NAMES.items()),
        states=list(lists.STATES.items()),
        keeps_days=access.is_clerk(person),
        today=clock.today(),
        days=AHEAD.days,
    )


def _asked() -> dict[str, Any]:
    """What the address asks for; what cannot be read is left out."""
    asked = listing.asked(request.args, "q", "kind", "state")
    asked["kind"] = asked["kind"] if asked["kind"] in KINDS else ""
    asked["state"] = asked["state"] if asked["state"] in lists.STATES else lists.IN_USE
    return asked


@pages.get("/<resource_id>")
@doors.signed_in
def show(person: Person, resource_id: str):
    """What it is, and what holds it in the days to come."""
    resource, now = access.managed(person, resource_id), clock.now()
    found = occupied.holds(person, [resource], now, now + AHEAD).get(resource.id, [])
    return render_template(
        "desk/room.html",
        resource=resource,
        kind=KIND_NAMES[resource.kind],
        moment=occupied.at(now, found),
        coming=found,
        today=clock.today(),
        days=AHEAD.days,
    )
