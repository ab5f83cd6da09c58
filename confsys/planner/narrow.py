"""What the calendar may be narrowed by, and what is left of it. The choices are those of the days shown."""

from collections.abc import Iterable, Mapping
from typing import Any

from confsys.conferences.models import KIND_NAMES
from confsys.conferences.transitions import STATE_NAMES, STATES
from confsys.extensions import db
from confsys.folding import folded
from confsys.people.models import Person
from confsys.planner.asked import NARROWED
from confsys.planner.queries import Shown
from confsys.scheduling.models import Resource
from confsys.sites.models import Site

Choices = list[tuple[str, str]]
MODELS: Mapping[str, Any] = {"site": Site, "room": Resource, "leader": Person}


def left(found: Iterable[Shown], values: Mapping[str, str]) -> list[Shown]:
    """What fits all that is asked for."""
    return [each for each in found if _fits(each, values)]


def _fits(each: Shown, values: Mapping[str, str]) -> bool:
    conference, words = each.conference, folded(values["q"])
    wanted = {
        "kind": (conference.kind,),
        "state": (conference.state,),
        "site": (conference.main_site_id, conference.organiser_id),
        "room": (conference.room_id,),
        "leader": [id for chair in each.chairs for id in chair.ids],
    }
    named = words in conference.folded or values["q"].strip().upper() == conference.code
    return named and all(values[name] in held for name, held in wanted.items() if values[name])


def choices(found: Iterable[Shown], values: Mapping[str, str]) -> dict[str, Any]:
    """What each field offers. What is chosen stays to be seen though none of these days has it."""
    sites: dict[str, Any] = {}
    rooms: dict[str, Any] = {}
    leaders: dict[str, Any] = {}
    for each in found:
        conference = each.conference
        sites |= {site.id: site for site in (conference.main_site, conference.organiser)}
        rooms |= {conference.room.id: conference.room} if conference.room else {}
        leaders |= {person.id: person for chair in each.chairs for person in chair.persons}
    offered = {"site": sites, "room": rooms, "leader": leaders}
    return {
        "kinds": list(KIND_NAMES.items()),
        "states": [(state, STATE_NAMES[state]) for state in STATES],
        **{f"{name}s": _named(name, known, values[name]) for name, known in offered.items()},
    }


def chosen(values: Mapping[str, str], offered: Mapping[str, Choices]) -> list[str]:
    """What it is narrowed to, in words, for a sheet of paper that has no fields."""
    words = [f"“{values['q']}”"] if values["q"] else []
    for name in NARROWED:
        words += [str(name_of) for value, name_of in offered.get(f"{name}s", ()) if value == values[name]]
    return words


def _named(name: str, known: dict[str, Any], chosen: str) -> Choices:
    if chosen and chosen not in known and (row := db.session.get(MODELS[name], chosen)):
        known = known | {row.id: row}
    rows = sorted(known.values(), key=lambda each: (each.sort_key, each.id))
    return [(each.id, each.name) for each in rows]
