"""The directory as a list. The page of one unit shows what others know of it: see desk."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, render_template, request

from confsys import clock, doors, forms, listing
from confsys.people.models import Person
from confsys.sites import access, branches, grouped, queries
from confsys.sites.groups import GroupSet
from confsys.sites.models import KINDS, Site
from confsys.sites.names import KIND_NAMES
from confsys.sites.standing import Standing, needs_a_call, standings
from confsys.words import _

pages = Blueprint("sites", __name__, url_prefix="/sites")
PER_PAGE = 60
TABLE, CARDS, TREE = VIEWS = ("", "cards", "tree")
NO_GROUP = "none"
CALL = "call"  # the state of whatever needs a telephone call


@dataclass(frozen=True)
class Chip:
    """One way to narrow the list, with how many it leaves."""

    words: Any
    count: int
    asked: dict[str, Any]
    is_chosen: bool


@pages.get("")
@doors.signed_in
def index(person: Person):
    """The units of a day, by the Vietnamese alphabet or as a tree; view and filters stand in the address."""
    asked = _asked()
    day = _day(asked["on"])
    sets = grouped.sets_for(person)
    group_set = _set(sets, asked)
    groups = grouped.counted(group_set, day) if group_set else []
    shown = _tree(day, asked) if asked["view"] == TREE else _page(person, day, asked, group_set, groups)
    return render_template(
        "sites/index.html",
        asked=asked,
        day=day,
        is_today=day == clock.today(),
        chips=_chips(person, day, asked),
        sets=[(each.id, each.name) for each in sets],
        group_set=group_set,
        group_chips=_group_chips(day, asked, group_set, groups),
        works=access.works(person),
        may_import=access.is_administrator(person),
        **shown,
    )


def _asked() -> dict[str, Any]:
    """What the address asks for; what cannot be read is left out."""
    asked = listing.asked(request.args, "view", "q", "kind", "on", "state", "set", "group")
    asked["view"] = asked["view"] if asked["view"] in VIEWS else TABLE
    asked["kind"] = asked["kind"] if asked["kind"] in KINDS else ""
    asked["state"] = asked["state"] if asked["state"] == CALL and asked["view"] != TREE else ""
    return asked


def _set(sets: list[GroupSet], asked: dict[str, Any]) -> GroupSet | None:
    """The set that is asked for; else the one that is shown by itself."""
    chosen = next((each for each in sets if each.id == asked["set"]), None)
    return chosen or next((each for each in sets if each.is_default), None)


def _page(
    person: Person, day: date, asked: dict[str, Any], group_set: GroupSet | None, groups: list[grouped.Counted]
) -> dict[str, Any]:
    query = queries.found(day, text=asked["q"], kind=asked["kind"] or None)
    if group_set and asked["group"] == NO_GROUP:
        query = query.where(grouped.in_no_group(group_set))
    elif asked["group"] in {each.group.id for each in groups}:
        query = query.where(grouped.in_group(asked["group"]))
    else:
        asked["group"] = ""
    if asked["state"]:
        query = query.where(needs_a_call(), access.known_sites(person))
    page = listing.page_of(query, number=asked["page"], size=PER_PAGE)
    parents = queries.by_ids([site.parent_id for site in page.items if site.parent_id])
    names = grouped.names_of(group_set, [site.id for site in page.items]) if group_set else {}
    known = _known(person, page.items)
    return {"page": page, "total": page.total, "parents": parents, "group_names": names, **known}


def _known(person: Person, sites: list[Site]) -> dict[str, Any]:
    """How those stand that are this person's to know of, and where a number may be added."""
    known: dict[str, Standing] = standings([site.id for site in sites if access.may_know(person, site)])
    adds = {site.id for site in sites if site.id in known and access.may_describe(person, site)}
    return {"standings": known, "adds": adds}


def _tree(day: date, asked: dict[str, Any]) -> dict[str, Any]:
    tree = branches.tree_of(day, text=asked["q"], kind=asked["kind"] or None)
    return {"tree": tree, "total": tree.total}


def _chips(person: Person, day: date, asked: dict[str, Any]) -> list[Chip]:
    """All of them, each kind, and whom one has to call."""
    kinds = queries.kinds_on(day)
    chips = [_chip(_("All"), sum(kinds.values()), asked)]
    chips += [_chip(KIND_NAMES[kind], count, asked, kind=kind) for kind, count in kinds.items()]
    if asked["view"] != TREE and access.works(person):
        calls = queries.count(queries.found(day).where(needs_a_call(), access.known_sites(person)))
        chips += [_chip(_("To be called"), calls, asked, state=CALL)] if calls or asked["state"] else []
    return chips


def _group_chips(
    day: date, asked: dict[str, Any], group_set: GroupSet | None, groups: list[grouped.Counted]
) -> list[Chip]:
    """The groups of the set, and last what is in none of them."""
    if group_set is None or asked["view"] == TREE:
        return []
    rest = queries.count(queries.found(day).where(grouped.in_no_group(group_set)))
    pairs: list[tuple[str, Any, int]] = [(each.group.id, each.group.name, each.count) for each in groups]
    pairs += [(NO_GROUP, _("In no group yet"), rest)] if rest else []
    return [
        Chip(words, count, {**asked, "group": "" if asked["group"] == key else key, "page": 1}, asked["group"] == key)
        for key, words, count in pairs
    ]


def _chip(words: Any, count: int, asked: dict[str, Any], *, kind: str = "", state: str = "") -> Chip:
    chosen = (asked["kind"], asked["state"]) == (kind, state)
    return Chip(words, count, {**asked, "kind": kind, "state": state, "page": 1}, chosen)


def _day(typed: str) -> date:
    """The day that is meant; today where none is, or none that can be read."""
    try:
        return forms.day(typed)
    except forms.Unreadable:
        return clock.today()
