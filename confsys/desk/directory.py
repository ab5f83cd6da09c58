"""The page of one site: how it is equipped, connected and reached, and its conferences."""

from typing import Any

from flask import Blueprint, render_template, request

from confsys import clock, doors, listing
from confsys.calendars import access as calendars
from confsys.calendars.models import SITE
from confsys.conferences import queries
from confsys.history.access import may_read
from confsys.people.models import Person
from confsys.readiness.models import KIND_NAMES as INCIDENT_NAMES
from confsys.readiness.models import VERDICT_NAMES
from confsys.readiness.shown import past_of
from confsys.scheduling.access import keeps
from confsys.scheduling.queries import rooms_at
from confsys.sites import access, knowing
from confsys.sites import queries as sites
from confsys.sites.equipment import ENDPOINTS, ITEM_NAMES, LINE_NAMES, LINES, POWER_NAMES
from confsys.sites.models import Site
from confsys.sites.standing import standing_of
from confsys.sites.succession import forebears_of, successors_of

pages = Blueprint("directory", __name__)
SHOWN = 10  # conferences on the page of a site
WENT = 8  # tests and incidents there


@pages.get("/sites/<site_id>")
@doors.signed_in
def site(person: Person, site_id: str):
    """What is known of a unit, and the conferences it takes part in that this person may see."""
    found = access.existing(site_id)
    coming_first = queries.listed(person, site_id=found.id, begin=clock.now())
    asked = listing.asked(request.args)
    before = queries.latest_first(queries.listed(person, site_id=found.id, end=clock.now()))
    coming, past = queries.all_of(coming_first.limit(SHOWN)), listing.page_of(before, number=asked["page"], size=SHOWN)
    return render_template(
        "desk/site.html",
        site=found,
        known=_known(person, found) if access.may_know(person, found) else None,
        may_read_history=may_read(person, found),
        may_reorganise=access.is_administrator(person) and found.exists_on(clock.today()),
        above=[each for each in sites.by_ids(found.path.strip("/").split("/")).values() if each.id != found.id],
        forebears=forebears_of(found),
        successors=successors_of(found),
        below=sites.children_of(found, clock.today()),
        may_subscribe=calendars.may_watch(person, SITE, found),
        counts=queries.site_counts([each.id for each in [*coming, *past.items]]),
        asked=asked,
        coming=coming,
        past=past,
    )


def _known(person: Person, site: Site) -> dict[str, Any]:
    """What is for those who work with this site: whom to call, rooms, equipment, lines."""
    checks, contacts = knowing.checks_of(site), knowing.contacts_of(site)
    return {
        "rooms": [room for room in rooms_at([site.id]).get(site.id, []) if room.retired_at is None],
        "keeps_rooms": keeps(person, site),
        "checks": checks,
        "contacts": contacts,
        "standing": standing_of(contacts, checks.values()),
        "checked": knowing.latest(checks.values()),
        "looks": knowing.looks_at(site),
        "went": past_of(person, site, most=WENT),
        "verdict_names": VERDICT_NAMES,
        "incident_names": INCIDENT_NAMES,
        "equipment": knowing.equipment_of(site),
        "check_list": ITEM_NAMES,
        "lines": LINES,
        "line_names": LINE_NAMES,
        "power_names": POWER_NAMES,
        "endpoints": ENDPOINTS,
        "may_check": access.may_check(person, site),
        "may_describe": access.may_describe(person, site),
    }
