"""The directory as a list. The page of one unit shows what others know of it: see desk."""

from datetime import date
from typing import Any

from flask import Blueprint, render_template, request

from confsys import clock, doors, forms, listing
from confsys.people.models import Person
from confsys.sites import branches, queries
from confsys.sites.models import KINDS
from confsys.sites.names import KIND_NAMES

pages = Blueprint("sites", __name__, url_prefix="/sites")
PER_PAGE = 60


@pages.get("")
@doors.signed_in
def index(person: Person):
    """The units of a day, by the Vietnamese alphabet or as a tree; view and filters stand in the address."""
    asked = listing.asked(request.args, "view", "q", "kind", "on")
    day = _day(asked["on"])
    kind = asked["kind"] if asked["kind"] in KINDS else None
    shown = _tree(day, asked["q"], kind) if asked["view"] == "tree" else _table(day, asked, kind)
    return render_template(
        "sites/index.html",
        asked=asked,
        day=day,
        is_today=day == clock.today(),
        kinds=[(kind, KIND_NAMES[kind]) for kind in queries.kinds_on(day)],
        **shown,
    )


def _table(day: date, asked: dict[str, Any], kind: str | None) -> dict[str, Any]:
    page = listing.page_of(queries.found(day, text=asked["q"], kind=kind), number=asked["page"], size=PER_PAGE)
    parents = queries.by_ids([site.parent_id for site in page.items if site.parent_id])
    return {"page": page, "total": page.total, "parents": parents}


def _tree(day: date, text: str, kind: str | None) -> dict[str, Any]:
    tree = branches.tree_of(day, text=text, kind=kind)
    return {"tree": tree, "total": tree.total}


def _day(typed: str) -> date:
    """The day that is meant; today where none is, or none that can be read."""
    try:
        return forms.day(typed)
    except forms.Unreadable:
        return clock.today()
