"""Whatever is pressed, in whatever order: who has the floor, who waits and how long each spoke is as a model says.

The model is a pile: who speaks lies on top, who was interrupted under it, the item that stands still at the bottom.
"""

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from confsys import clock
from confsys.agenda import actions as agenda
from confsys.agenda import queries as agendas
from confsys.conferences import actions as conferences
from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.conferences.transitions import TRANSITIONS
from confsys.errors import Refused
from confsys.extensions import db
from confsys.floor import actions, queries
from confsys.floor.models import Turn
from confsys.history.actions import revert
from confsys.history.undo_floor import GESTURES
from confsys.journal import entries_since
from tests.build import a_conference
from tests.kept import nothing

START = datetime(2030, 12, 3, 1, tzinfo=UTC)
KINDS = ("urgent", "question", "reply", "paper", "request")
PAPER, DISCUSSION = 0, 1  # the two items: one of the first site, one of nobody
RUNS = ("start", "pause", "resume", "finish", "reopen")
PLACES = st.integers(0, 30)


@dataclass(frozen=True)
class Said:
    """One turn, or one item, as the model has it; moments are seconds since the start."""

    state: str
    site: int = 0
    kind: str = ""
    started: int | None = None
    ended: int | None = None
    paused: int | None = None
    stood: int = 0
    order: tuple = ()  # its place in the list

    @property
    def is_waiting(self):
        return self.state in ("waiting", "called")

    def goes_on(self, at, state):
        return replace(self, state=state, paused=None, stood=self.stood + at - self.paused)

    def stands(self, at):
        return replace(self, state="paused", paused=at)

    def over(self, at):
        stood = self.stood + (at - self.paused if self.paused is not None else 0)
        return replace(self, state="done", ended=at, paused=None, stood=stood)


class Floor(RuleBasedStateMachine):
    worlds = now = None

    def __init__(self):
        super().__init__()
        type(self).worlds(nothing)
        type(self).now, self.second = START, 0
        self.app = type(self).worlds.app
        with self.app.app_context():
            conference = a_conference(starts_at=START, state="issued")
            self.sites = [each.id for each in participations_of(conference)[1:]]
            first = participations_of(conference)[1].site_id
            for kind, site in (("tham-luan", first), ("thao-luan", None)):
                agenda.add(None, conference, title=kind, kind=kind, minutes=10, site=site)
            conferences.take(None, conference, TRANSITIONS["start"])
            self.id = conference.id
        self.state, self.tick = "live", 0
        self.ids, self.turns = [], {}  # in the order in which they were asked for
        self.items = [Said("planned"), Said("planned")]
        self.pile = []  # of ids of turns, and the number of an item at the bottom
        self.before = None  # what a gesture that can be taken back now had found

    # -- the pile ------------------------------------------------------------------------------------

    @property
    def top(self):
        return self.pile[-1] if self.pile else None

    def end(self, place):
        self.turns[place] = self.turns[place].over(self.second)
        self.pile.remove(place)

    def end_all(self):
        for each in [each for each in self.pile if isinstance(each, str)]:
            self.end(each)
        self.pile = []

    def given(self, key):
        turn = self.turns[key]
        if not self.pile and self.items[PAPER].state == "running":
            self.items[PAPER] = self.items[PAPER].stands(self.second)
            self.pile = [PAPER]
        between = isinstance(self.top, str) and len(self.pile) > 1 and self.turns[self.top].kind in KINDS[:3]
        if between and turn.kind in KINDS[:3]:
            self.end(self.top)
        elif turn.kind in KINDS[:2] and isinstance(self.top, str):
            if self.turns[self.top].state == "speaking":
                self.turns[self.top] = self.turns[self.top].stands(self.second)
        elif isinstance(self.top, str):
            for each in [each for each in self.pile if isinstance(each, str)]:
                self.end(each)
        self.turns[key] = replace(turn, state="speaking", started=self.second)
        self.pile.append(key)

    def finished(self, key):
        was_top = key == self.top
        self.end(key)
        if not was_top:
            return
        if self.top == PAPER:
            self.pile = []
            if self.state == "live" and self.items[PAPER].state == "paused":
                self.items[PAPER] = self.items[PAPER].goes_on(self.second, "running")
        elif self.top is not None and self.state == "live":
            self.turns[self.top] = self.turns[self.top].goes_on(self.second, "speaking")

    # -- what is pressed -----------------------------------------------------------------------------

    @contextmanager
    def pressed(self, allowed):
        """In a context of its own; refused exactly where the model says so."""
        with self.app.app_context():
            conference = db.session.get_one(Conference, self.id)
            if allowed:
                yield conference
            else:
                with pytest.raises(Refused):
                    yield conference
        self.before = None

    def gesture(self, name, place, states, then, *, live=False, may=lambda _key: True, **values):
        if not self.ids:
            return
        key = self.ids[place % len(self.ids)]
        allowed = self.turns[key].state in states and may(key) and (self.state == "live" or not live)
        snapshot = (dict(self.turns), list(self.items), list(self.pile))
        with self.pressed(allowed):
            getattr(actions, name)(None, db.session.get_one(Turn, key), **values)
        if allowed:
            then(key)
            self.before = snapshot if (self.turns, self.items, self.pile) != snapshot else None

    @rule(seconds=st.integers(0, 900))
    def wait(self, seconds):
        self.second += seconds
        type(self).now = START + timedelta(seconds=self.second)

    @rule(site=st.integers(0, 1), kind=st.sampled_from(KINDS))
    def ask(self, site, kind):
        waits = any(
            each.state in ("waiting", "called") and (each.site, each.kind) == (site, kind)
            for each in self.turns.values()
        )
        stands = kind == "paper" and site == 0 and self.items[PAPER].state == "planned"
        with self.pressed(not waits and not stands):
            participation = next(each for each in participations_of(self._conference()) if each.id == self.sites[site])
            made = actions.ask(None, participation, kind=kind, way="link").id
        if waits or stands:
            return
        self.tick += 1
        self.ids.append(made)
        self.turns[made] = Said("waiting", site, kind, order=(1, 0, KINDS.index(kind), self.tick))

    @rule(place=PLACES)
    def call(self, place):
        def then(key):
            self.turns[key] = replace(
                self.turns[key], state="called", order=(0, self.second, self.turns[key].order[-1])
            )

        self.gesture("call", place, ["waiting"], then)

    @rule(place=PLACES)
    def put_last(self, place):
        def then(key):
            *kind, rank = self.turns[key].order
            if kind == [1, 1, 0] and rank == max(each.order[-1] for each in self.turns.values()):
                return  # it is last already
            self.tick += 1
            self.turns[key] = replace(self.turns[key], state="waiting", order=(1, 1, 0, self.tick))

        self.gesture("put_last", place, ["waiting", "called"], then)

    @rule(place=PLACES, name=st.sampled_from(["withdraw", "refuse"]))
    def leave(self, place, name):
        state, values = ("withdrawn", {}) if name == "withdraw" else ("refused", {"word": "Hết giờ"})
        then = lambda key: self.turns.update({key: replace(self.turns[key], state=state)})  # noqa: E731
        self.gesture(name, place, ["waiting", "called"], then, **values)

    @rule(place=PLACES, knows=st.booleans())
    def speak(self, place, knows):
        seen = (self.top if isinstance(self.top, str) else None) if knows else "another"
        may = lambda _key: knows  # noqa: E731
        self.gesture("speak", place, ["waiting", "called"], self.given, live=True, may=may, expect=seen)

    @rule(place=PLACES)
    def pause(self, place):
        then = lambda key: self.turns.update({key: self.turns[key].stands(self.second)})  # noqa: E731
        self.gesture("pause", place, ["speaking"], then)

    @rule(place=PLACES)
    def resume(self, place):
        then = lambda key: self.turns.update({key: self.turns[key].goes_on(self.second, "speaking")})  # noqa: E731
        self.gesture("resume", place, ["paused"], then, live=True, may=lambda key: key == self.top)

    @rule(place=PLACES)
    def finish(self, place):
        self.gesture("finish", place, ["speaking", "paused"], self.finished)

    @rule(
        place=st.sampled_from([PAPER, DISCUSSION]),
        name=st.sampled_from(["start", "pause", "resume", "finish", "reopen"]),
    )
    def run_item(self, place, name):
        item, other = self.items[place], self.items[1 - place]
        sources = {"start": ["planned"], "pause": ["running"], "resume": ["paused"]}
        sources |= {"finish": ["running", "paused"], "reopen": ["done"]}
        free = name != "start" or other.state not in ("running", "paused")
        is_live = self.state == "live" or name in ("pause", "finish", "reopen")
        allowed = item.state in sources[name] and free and is_live
        with self.pressed(allowed):
            getattr(agenda, name)(None, agendas.items_of(self._conference())[place])
        if allowed:
            getattr(self, f"item_{name}")(place, item)

    def item_start(self, place, _item):
        self.end_all()
        self.items[place] = Said("running", started=self.second)
        for key, turn in self.turns.items():
            if place == PAPER and turn.is_waiting and (turn.site, turn.kind) == (0, "paper"):
                self.turns[key] = replace(turn, state="done")

    def item_pause(self, place, item):
        self.items[place] = item.stands(self.second)

    def item_resume(self, place, item):
        self.items[place] = item.goes_on(self.second, "running")
        if place == PAPER:
            self.end_all()

    def item_finish(self, place, item):
        self.items[place] = item.over(self.second)

    def item_reopen(self, place, _item):
        self.items[place] = Said("planned")

    @rule(step=st.sampled_from(["recess", "resume"]))
    def break_or_go_on(self, step):
        allowed = self.state == ("live" if step == "recess" else "recess")
        with self.pressed(allowed) as conference:
            conferences.take(None, conference, TRANSITIONS[step])
        if not allowed:
            return
        self.state = "recess" if step == "recess" else "live"
        top = self.turns.get(self.top)
        if top and top.state == ("speaking" if step == "recess" else "paused"):
            self.turns[self.top] = top.stands(self.second) if step == "recess" else top.goes_on(self.second, "speaking")
        for place, item in enumerate(self.items):
            if step == "recess" and item.state == "running":
                self.items[place] = item.stands(self.second)
            elif step == "resume" and item.state == "paused" and not (place == PAPER and PAPER in self.pile):
                self.items[place] = item.goes_on(self.second, "running")

    @precondition(lambda self: self.before)
    @rule()
    def take_back(self):
        turns, items, pile = self.before
        with self.pressed(True) as conference:
            kinds = [f"floor.turn_{each}" for each in GESTURES]
            entry = [each for each in entries_since(conference.stream, 0) if each.kind in kinds][-1]
            revert(None, entry)
        self.turns, self.pile = turns, pile
        if self.items[PAPER].state != items[PAPER].state:
            self.items[PAPER] = items[PAPER]

    def _conference(self):
        return db.session.get_one(Conference, self.id)

    # -- what holds at any time ------------------------------------------------------------------------

    @invariant()
    def it_is_as_the_model_says(self):
        with self.app.app_context():
            conference = self._conference()
            rows = {each.id: each for each in queries.turns_of(conference)}
            said = {key: _bare(turn) for key, turn in self.turns.items()}
            assert {key: _as_said(rows[key], turn) for key, turn in self.turns.items()} == said
            items = [_as_said(row, item) for row, item in zip(agendas.items_of(conference), self.items, strict=True)]
            assert items == [_bare(each) for each in self.items]
            holder = queries.on_floor(conference)
            assert (holder.id if holder else None) == (self.top if isinstance(self.top, str) else None)
            waiting = sorted(
                (turn.order, key) for key, turn in self.turns.items() if turn.state in ("waiting", "called")
            )
            assert [each.id for each in queries.waiting(conference)] == [key for _order, key in waiting]

    @invariant()
    def one_speaks_at_most(self):
        speaking = sum(each.state == "speaking" for each in self.turns.values())
        assert speaking + (self.items[PAPER].state == "running") <= 1


def _bare(said):
    return replace(said, order=())


def _as_said(row, said):
    seconds = [at and round((at - START).total_seconds()) for at in (row.started_at, row.ended_at, row.paused_at)]
    return Said(row.state, said.site, said.kind, *seconds, row.paused_seconds)


@pytest.mark.parametrize("examples", [4, pytest.param(150, marks=[pytest.mark.long, pytest.mark.timeout(1800)])])
def test_any_sequence_of_gestures_leaves_what_the_model_says(kept, monkeypatch, examples):
    Floor.worlds = kept
    monkeypatch.setattr(clock, "now", lambda: Floor.now or datetime.now(UTC))
    Floor.TestCase.settings = settings(
        max_examples=examples, stateful_step_count=30, suppress_health_check=list(HealthCheck)
    )
    Floor.TestCase().runTest()
