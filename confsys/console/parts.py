"""What the console and the chair's page are made of: pieces of other rooms, and three of their own."""

from typing import Any

from confsys.attendance.queries import how_many_are_there
from confsys.board.parts import board_shown, of_a_site
from confsys.conferences.models import Conference
from confsys.console.recent import is_steered, recently
from confsys.console.watch import MOST, watched
from confsys.floor import parts as floor
from confsys.live.access import CHAIR, OPERATOR
from confsys.live.views import (
    COMING,
    CONTROLS,
    FORECAST,
    HEAD,
    ITEMS,
    NOW,
    SCENES,
    Part,
    View,
    anything,
    of_votes,
    scene_of,
    steps_of,
)
from confsys.messages.parts import latest, of_messages
from confsys.votes import parts as votes

SOON = 3  # turns of whose sites the operator should know that they are there


def _of_figures(kind: str) -> bool:
    return anything(kind) or kind.startswith("participation.")


def _of_watch(kind: str) -> bool:
    return anything(kind) or of_a_site(kind)


def _of_recent(kind: str) -> bool:
    return is_steered(kind) or kind == "message.seen"  # after that it can no longer be taken back


def _figures(conference: Conference) -> dict[str, Any]:
    scene = scene_of(conference)
    return {"conference": conference, "scene": scene, "there": how_many_are_there(conference)}


def _watch(conference: Conference) -> dict[str, Any]:
    """Nobody is watched once it is over."""
    scene = scene_of(conference)
    if scene.will_not_go_on:
        return {"conference": conference, "found": [], "most": MOST}
    soon = [(row.item.site_id, row.times) for row in scene.coming if row.item.site_id][:SOON]
    turns = {site: times for site, times in reversed(soon) if site}
    return {"conference": conference, "found": watched(board_shown(conference).tiles, turns), "most": MOST}


def _recent(conference: Conference) -> dict[str, Any]:
    return {"conference": conference, "recent": recently(conference)}


def _floor(conference: Conference) -> dict[str, Any]:
    return floor.floor_shown(conference, scene_of(conference).floor)


def _hands(conference: Conference) -> dict[str, Any]:
    return floor.hands_shown(conference, scene_of(conference).floor)


FIGURES = Part("figures", "console/_figures.html", _of_figures, _figures)
WATCH = Part("watch", "console/_watch.html", _of_watch, _watch)
MESSAGES = Part("message", "messages/_latest.html", of_messages, latest)
RECENT = Part("recent", "console/_recent.html", _of_recent, _recent)
FLOOR = Part("floor", "floor/_floor.html", floor.is_heard, _floor)
HANDS = Part("hands", "floor/_hands.html", floor.is_heard, _hands)
SILENT = Part("silent", "floor/_silent.html", floor.is_heard, floor.silent_shown)
VOTE = Part("vote", "votes/_vote.html", of_votes, votes.of_office)
QUORUM = Part("quorum", "votes/_quorum.html", _of_figures, votes.quorum_now)
GO_ON = Part("go-on", "console/_go_on.html", anything, steps_of)

CONSOLE = View(
    OPERATOR, (HEAD, FIGURES, ITEMS, FORECAST, NOW, CONTROLS, VOTE, QUORUM, FLOOR, WATCH, MESSAGES, SCENES, RECENT)
)
CHAIRS = View(CHAIR, (HEAD, NOW, VOTE, QUORUM, COMING, GO_ON, HANDS, SILENT))
VIEWS = {view.name: view for view in (CONSOLE, CHAIRS)}
