"""What the technician's page is made of. Telephone numbers stand in it: it is for the office and its technicians."""

from typing import Any

from flask import g

from confsys.board.facts import latest_notes
from confsys.board.models import SiteNote
from confsys.board.parts import board_shown, of_a_site
from confsys.board.standing import INCIDENT, LOST
from confsys.board.tiles import Tile
from confsys.conferences.models import Conference
from confsys.live.access import TECHNICIANS
from confsys.live.views import HEAD, Part, View, anything, scene_of
from confsys.messages.parts import of_messages
from confsys.messages.queries import waiting_in
from confsys.readiness.models import KIND_NAMES, VERDICT_NAMES, Incident
from confsys.readiness.queries import all_incidents
from confsys.sites.standing import Standing, standings

NEXT, NOTES = 2, 8  # turns ahead whose sites are looked after; notes shown


def _of_turns(kind: str) -> bool:
    return anything(kind) or of_a_site(kind) or kind.startswith("floor.")


def called_in(conference: Conference) -> dict[str, Standing]:
    """Whom to call at each site, read once for all parts of one rendering."""
    kept = g.setdefault("called", {})
    if conference.id not in kept:
        kept[conference.id] = standings([tile.participation.site_id for tile in board_shown(conference).tiles])
    return kept[conference.id]


def _incidents(conference: Conference) -> dict[str, Any]:
    """What is open, the longest first."""
    found: list[Incident] = [each for each in all_incidents(conference) if each.is_open]
    return _with(conference, found=found, kind_of=KIND_NAMES)


def _lost(conference: Conference) -> dict[str, Any]:
    """Whoever was here and is not heard any more, the longest first."""
    return _with(conference, found=[tile for tile in board_shown(conference).tiles if tile.state == LOST])


def _soon(conference: Conference) -> dict[str, Any]:
    """The site that speaks and those of the next two turns, whether or not they are well."""
    scene = scene_of(conference)
    rows = [] if scene.will_not_go_on else [row for row in (scene.current, *scene.coming) if row and row.item.site_id]
    tiles = {tile.participation.site_id: tile for tile in board_shown(conference).tiles}
    most = NEXT + (1 if scene.current and scene.current.item.site_id else 0)
    found = [(row, tiles[row.item.site_id]) for row in rows[:most] if row.item.site_id in tiles]
    return _with(conference, found=found, verdict_names=VERDICT_NAMES, INCIDENT=INCIDENT)


def _written(conference: Conference) -> dict[str, Any]:
    return _with(conference, found=waiting_in(conference))


def _notes(conference: Conference) -> dict[str, Any]:
    """The last note of each site, the latest first."""
    tiles = {tile.participation.id: tile for tile in board_shown(conference).tiles}
    notes = sorted(latest_notes(conference).values(), key=lambda each: each.at, reverse=True)
    found: list[tuple[SiteNote, Tile]] = [(each, tiles[each.participation_id]) for each in notes[:NOTES]]
    return _with(conference, found=found)


def _with(conference: Conference, **more: Any) -> dict[str, Any]:
    return {"conference": conference, "called": called_in(conference)} | more


INCIDENTS = Part("open-incidents", "technician/_incidents.html", of_a_site, _incidents)
LOST_LINES = Part("lost-lines", "technician/_lost.html", of_a_site, _lost)
SOON = Part("soon", "technician/_soon.html", _of_turns, _soon)
WRITTEN = Part("written", "technician/_written.html", of_messages, _written)
NOTED = Part("notes", "technician/_notes.html", of_a_site, _notes)
TECHNICIAN = View(TECHNICIANS, (HEAD, INCIDENTS, SOON, LOST_LINES, WRITTEN, NOTED))
