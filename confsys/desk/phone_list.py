"""The directory to print on A4: whom to call at each site, by groups of the office or by kinds of units."""

from typing import Any

from flask import Blueprint, render_template, request

from confsys import clock, doors
from confsys.errors import NotAllowed
from confsys.people.models import Person
from confsys.sites import access, grouped, knowing
from confsys.sites.models import KINDS, Site
from confsys.sites.names import KIND_NAMES
from confsys.sites.queries import existing_on
from confsys.words import _

pages = Blueprint("phone_list", __name__)
GROUP, KIND = "group", "kind"
Part = tuple[Any, list[Site]]


@pages.get("/sites/print")
@doors.signed_in
def show(person: Person):
    """Only the sites whose numbers are for this person."""
    if not access.works(person):
        raise NotAllowed(_("Telephone numbers are for those who work for an office or a site."))
    day = clock.today()
    saved = grouped.shown_to(person, day)
    by = KIND if not saved or request.args.get("by") == KIND else GROUP
    sites = knowing.sites_known(person, existing_on(day))
    parts = _by_group(sites, saved) if by == GROUP else _by_kind(sites)
    return render_template(
        "papers/phone_list.html",
        parts=[part for part in parts if part[1]],
        contacts=knowing.contacts_known(person),
        total=len(sites),
        day=day,
        by=by,
        may_group=bool(saved),
    )


def _by_group(sites: list[Site], saved: list[tuple[str, set[str]]]) -> list[Part]:
    """The groups by the alphabet, and what is in none of them last."""
    taken = {site_id for _name, ids in saved for site_id in ids}
    parts: list[Part] = [(name, [site for site in sites if site.id in ids]) for name, ids in saved]
    return [*parts, (_("In no group yet"), [site for site in sites if site.id not in taken])]


def _by_kind(sites: list[Site]) -> list[Part]:
    """In the order of the vocabulary."""
    return [(KIND_NAMES[kind], [site for site in sites if site.kind == kind]) for kind in KINDS]
