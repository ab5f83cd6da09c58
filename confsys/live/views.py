"""What each live view is made of: its parts, when they change, and what their templates are given.

A part depends on the conference, the view and the language alone. It knows no person, token or time of day: instants
go out in UTC and the browser draws the clocks.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from flask import g

from confsys.agenda.arches import bridge
from confsys.agenda.forecast import forecast
from confsys.agenda.models import CURRENT, DONE, WAITING, AgendaItem
from confsys.agenda.names import who
from confsys.agenda.queries import Scheduled, expected_end_of, lead_of_end, schedule_of
from confsys.conferences.leading import leading_of
from confsys.conferences.models import Conference
from confsys.conferences.queries import site_counts
from confsys.conferences.transitions import POSTPONED
from confsys.floor.models import KIND_NAMES
from confsys.floor.queries import standing_of
from confsys.floor.standing import Standing
from confsys.folding import clean
from confsys.messages.parts import of_messages, to_all
from confsys.stage import parts as stage
from confsys.votes import parts as votes

ARCH_HEIGHT = 46
OF_HALL = ("stage.", "floor.", "message.released", "message.taken_down", "message.withdrawn")
NEXT = 3


@dataclass(frozen=True)
class Pieces:
    """What stands inside a part with ids of its own, so that news of one site need not bring all of them again.

    `touched`: from the participations that news is about to what each piece's template is given, by its id.
    """

    template: str
    touched: Callable[[Conference, set[str]], dict[str, dict[str, Any]]]


@dataclass(frozen=True)
class Part:
    """A piece of a page with a stable id, and which events change it."""

    id: str
    template: str
    kinds: Callable[[str], bool]
    context: Callable[[Conference], dict[str, Any] | None]
    pieces: Pieces | None = None


@dataclass(frozen=True)
class View:
    """`names_sites`: its news says to which sites something happened, so that each asks for what is its own alone."""

    name: str
    parts: tuple[Part, ...]
    names_sites: bool = False


class Scene:
    """What is going on in a conference, read once for all parts of one rendering."""

    def __init__(self, conference: Conference) -> None:
        self.conference = conference

    @cached_property
    def rows(self) -> list[Scheduled]:
        return schedule_of(self.conference)

    @cached_property
    def current(self) -> Scheduled | None:
        return next((row for row in self.rows if row.item.state in CURRENT), None)

    @cached_property
    def coming(self) -> list[Scheduled]:
        """What is still to come: nothing once it is over or put off, whatever the agenda had left."""
        return [] if self.will_not_go_on else [row for row in self.rows if row.item.state in WAITING]

    def place_of(self, row: Scheduled) -> int:
        """How many come before it."""
        return self._places[row.item.id]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {row.item.id: place for place, row in enumerate(self.coming)}

    @property
    def will_not_go_on(self) -> bool:
        return self.conference.is_over or self.conference.state == POSTPONED

    def is_unheld(self, item: AgendaItem) -> bool:
        """Whether it was left when the conference ended; of one entered afterwards nobody knows."""
        return item.is_waiting and self.conference.is_over and not self.conference.entered_afterwards

    @property
    def following(self) -> AgendaItem | None:
        return self.coming[0].item if self.coming else None

    @property
    def done(self) -> int:
        return sum(row.item.state == DONE for row in self.rows)

    @cached_property
    def expected_end(self) -> datetime:
        return expected_end_of(self.conference, self.rows)

    @cached_property
    def lead_of_end(self) -> timedelta | None:
        """How long from now at least until all is over; None once it is."""
        return None if self.will_not_go_on else lead_of_end(self.rows)

    @property
    def delay_minutes(self) -> int:
        """How late the agenda is now: by the running item, else by the next."""
        row = self.current or (self.coming[0] if self.coming and self.conference.is_running else None)
        return row.delay_minutes if row else 0

    @cached_property
    def floor(self) -> Standing:
        return standing_of(self.conference)

    @cached_property
    def chairs(self) -> str:
        return self.conference.names_of_chairs(leading_of(self.conference))

    @cached_property
    def sites(self) -> int:
        return site_counts([self.conference.id]).get(self.conference.id, 0)


def scene_of(conference: Conference) -> Scene:
    scenes = g.setdefault("scenes", {})
    if conference.id not in scenes:
        scenes[conference.id] = Scene(conference)
    return scenes[conference.id]


def size(name: str) -> str:
    """Long names step down, so that a wall never breaks: over 24 and over 40 letters."""
    letters = len(clean(name))
    return "short" if letters <= 24 else "long" if letters <= 40 else "longest"


def anything(kind: str) -> bool:
    """The state of the conference, its agenda, its time or its name."""
    return kind.startswith("agenda.") or of_conference(kind)


def of_votes(kind: str) -> bool:
    return kind.startswith("vote.") or of_conference(kind)


def of_conference(kind: str) -> bool:
    return kind.startswith("conference.") and "link" not in kind


def of_turns(kind: str) -> bool:
    return kind.startswith("floor.") or anything(kind)


def of_hall(kind: str) -> bool:
    return kind.startswith(OF_HALL) or of_votes(kind) or of_turns(kind)


def _with_scene(conference: Conference) -> dict[str, Any]:
    shown = {"conference": conference, "scene": scene_of(conference), "who": who, "size": size}
    return shown | {"turn_kinds": KIND_NAMES}


def _to_come(conference: Conference) -> dict[str, Any] | None:
    """Nothing is announced that will not happen."""
    return None if scene_of(conference).will_not_go_on else _with_scene(conference)


def _with_bridge(conference: Conference) -> dict[str, Any]:
    """Every item; once nothing more comes, those that were held."""
    scene = scene_of(conference)
    if scene.will_not_go_on:
        held = bridge([row for row in scene.rows if row.item.state == DONE], ARCH_HEIGHT)
        shown = replace(held, passed=0)  # no place on it is here and now
    else:
        shown = bridge(scene.rows, ARCH_HEIGHT)
    return _with_scene(conference) | {"bridge": shown, "height": ARCH_HEIGHT}


def steps_of(conference: Conference) -> dict[str, Any]:
    """What runs and what comes after it, for the presses that go on."""
    scene = scene_of(conference)
    current = scene.current.item if scene.current else None
    return {"conference": conference, "current": current, "following": scene.following, "who": who}


def _with_forecast(conference: Conference) -> dict[str, Any] | None:
    return forecast(conference, scene_of(conference).rows)


def _with_rows(conference: Conference) -> dict[str, Any]:
    scene = scene_of(conference)
    return {"conference": conference, "rows": scene.rows, "is_unheld": scene.is_unheld}


def _with_hall(conference: Conference) -> dict[str, Any]:
    return _with_bridge(conference) | stage.scene(conference, scene_of(conference).rows)


def _with_strip(conference: Conference) -> dict[str, Any] | None:
    return stage.strip(conference, scene_of(conference).rows)


def _with_choices(conference: Conference) -> dict[str, Any]:
    return stage.choices(conference, scene_of(conference).rows)


HEAD = Part("head", "live/_head.html", anything, _with_scene)
NOW = Part("now", "live/_now.html", of_turns, _with_scene)
COMING = Part("coming", "live/_coming.html", anything, _to_come)
SPAN = Part("span", "live/_span.html", anything, _with_bridge)
TURNS = Part("turns", "live/_turns.html", of_turns, _to_come)
ITEMS = Part("items", "live/_items.html", anything, _with_rows)
CONTROLS = Part("controls", "agenda/_controls.html", anything, steps_of)
FORECAST = Part("forecast", "agenda/_forecast.html", anything, _with_forecast)
VOTE = Part("vote", "votes/_at_sites.html", of_votes, votes.at_sites)
BALLOT = Part("ballot-stand", "votes/_stand.html", of_votes, votes.stand)
STAND = Part("stand", "live/_stand.html", of_conference, lambda conference: {"conference": conference})
TITLE = Part("head", "stage/_head.html", of_conference, _with_scene)
HALL = Part("scene", "stage/_scene.html", of_hall, _with_hall)
STRIP = Part("lower-third", "stage/_lower_third.html", of_hall, _with_strip)
SCENES = Part("scenes", "stage/_scenes.html", of_hall, _with_choices)
QUEUE = Part("queue", "floor/_queue.html", of_turns, _with_scene)
TOLD = Part("told-to-all", "messages/_to_all.html", of_messages, to_all)
AGENDA = Part("agenda", "agenda/_agenda.html", anything, _with_rows)

VIEWS = {
    view.name: view
    for view in (
        View("screen", (HEAD, VOTE, NOW, COMING, SPAN, TURNS), names_sites=True),
        View("site", (HEAD, NOW, TURNS, QUEUE, AGENDA, BALLOT, STAND), names_sites=True),
        View("stage", (TITLE, HALL)),
        View("lower-third", (STRIP,)),
        View("conference", (AGENDA, STAND)),
        View("delegate", (NOW, TURNS, QUEUE, VOTE, TOLD, AGENDA)),
    )
}
