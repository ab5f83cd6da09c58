"""Whatever is pressed while a conference runs, in whatever order: the agenda is as a simple model of it says."""

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from confsys import clock
from confsys.agenda import actions, queries
from confsys.conferences import actions as conferences
from confsys.conferences.models import Conference
from confsys.conferences.transitions import TRANSITIONS
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.history.actions import revert
from confsys.history.undo_agenda import GESTURES
from confsys.journal import entries_since
from tests.build import a_conference, an_agenda
from tests.kept import nothing

START = datetime(2030, 12, 3, 1, tzinfo=UTC)
ITEMS = 4
PLACES = st.integers(0, ITEMS - 1)


@dataclass(frozen=True)
class Item:
    """One item as the model has it; moments are seconds since the start."""

    id: str
    state: str = "planned"
    extra: int = 0
    started: int | None = None
    ended: int | None = None
    paused: int | None = None
    stood: int = 0

    @property
    def is_current(self):
        return self.state in ("running", "paused")

    @property
    def is_waiting(self):
        return self.state in ("planned", "called")


RUN = ("state", "extra", "started", "ended", "paused", "stood")


class Agenda(RuleBasedStateMachine):
    """Every gesture of the operator, the breaks of the conference, and taking back."""

    worlds = now = None

    def __init__(self):
        super().__init__()
        type(self).worlds(nothing)
        type(self).now, self.second = START, 0
        self.app = type(self).worlds.app
        with self.app.app_context():
            conference = a_conference(starts_at=START, state="issued")
            self.items = [Item(each.id) for each in an_agenda(conference, ITEMS)]
            conferences.take(None, conference, TRANSITIONS["start"])
            self.id, self.stream = conference.id, conference.stream
        self.state = "live"
        self.made = []  # what each entry of the journal changed: an item as it was before, or None
        self.along = {}  # the place of an entry there -> the item that ended by the same press, as it was before

    # -- what the model says ------------------------------------------------------------------------

    @property
    def current(self):
        return next((each for each in self.items if each.is_current), None)

    def put(self, old, **values):
        """An item becomes another; the journal has an entry of it."""
        self.made.append(old)
        self.items = [replace(each, **values) if each.id == old.id else each for each in self.items]

    def begin(self, item):
        self.put(item, state="running", started=self.second, ended=None, paused=None, stood=0)

    def end(self, item):
        stood = item.stood + (self.second - item.paused if item.paused is not None else 0)
        self.put(item, state="done", ended=self.second, paused=None, stood=stood)

    def go_on(self, item):
        self.put(item, state="running", paused=None, stood=item.stood + self.second - item.paused)

    # -- what is pressed ----------------------------------------------------------------------------

    @contextmanager
    def pressed(self, allowed):
        """In a context of its own; refused exactly where the model says so."""
        with self.app.app_context():
            conference = db.session.get_one(Conference, self.id)
            if allowed:
                yield conference
            else:
                with pytest.raises((Refused, Invalid)):
                    yield conference

    def gesture(self, name, place, allowed, then, **values):
        item = self.items[place]
        with self.pressed(allowed(item)) as conference:
            getattr(actions, name)(None, self.row(conference, item), **values)
        if allowed(item):
            then(item)

    def row(self, conference, item):
        return next(each for each in queries.items_of(conference) if each.id == item.id)

    @rule(seconds=st.integers(0, 2000))
    def wait(self, seconds):
        self.second += seconds
        type(self).now = START + timedelta(seconds=self.second)

    @rule(place=PLACES)
    def call(self, place):
        self.gesture("call", place, lambda it: it.state == "planned", lambda it: self.put(it, state="called"))

    @rule(place=PLACES)
    def start(self, place):
        may = lambda it: self.state == "live" and self.current is None and it.is_waiting  # noqa: E731
        self.gesture("start", place, may, self.begin)

    @rule(place=PLACES)
    def pause(self, place):
        then = lambda it: self.put(it, state="paused", paused=self.second)  # noqa: E731
        self.gesture("pause", place, lambda it: it.state == "running", then)

    @rule(place=PLACES)
    def resume(self, place):
        self.gesture("resume", place, lambda it: self.state == "live" and it.state == "paused", self.go_on)

    @rule(place=PLACES)
    def finish(self, place):
        self.gesture("finish", place, lambda it: it.is_current, self.end)

    @rule(place=PLACES)
    def skip(self, place):
        self.gesture("skip", place, lambda it: it.is_waiting, lambda it: self.put(it, state="skipped"))

    @rule(place=PLACES)
    def reopen(self, place):
        fresh = {"state": "planned", "extra": 0, "started": None, "ended": None, "paused": None, "stood": 0}
        self.gesture("reopen", place, lambda it: it.state in ("done", "skipped"), lambda it: self.put(it, **fresh))

    @rule(place=PLACES, minutes=st.integers(-12, 12))
    def adjust(self, place, minutes):
        may = lambda it: minutes and 10 + it.extra + minutes >= 1 and (it.is_waiting or it.is_current)  # noqa: E731
        then = lambda it: self.put(it, extra=it.extra + minutes)  # noqa: E731
        self.gesture("adjust", place, may, then, minutes=minutes)

    @rule(knows=st.booleans())
    def next(self, knows):
        running, following = self.current, next((each for each in self.items if each.is_waiting), None)
        seen = (running.id if running else None) if knows else "another"
        allowed = self.state == "live" and knows and (running or following)
        with self.pressed(allowed) as conference:
            actions.go_on(None, conference, expect=seen)
        if allowed:
            if running:
                self.end(running)
            if following:
                self.begin(following)
            if running and following:
                self.along[len(self.made) - 1] = running

    @rule(place=PLACES, beside=PLACES, before=st.booleans())
    def move(self, place, beside, before):
        item, target = self.items[place], self.items[beside]
        rest = [each for each in self.items if each != item]
        at = rest.index(target) + (0 if before else 1) if target != item else place
        new = [*rest[:at], item, *rest[at:]]
        with self.pressed(self._keeps_the_past(new)) as conference:
            where = {"before" if before else "after": self.row(conference, target)}
            actions.move(None, self.row(conference, item), **where)
        if self._keeps_the_past(new) and new != self.items:
            self.items = new
            self.made.append(None)

    def _keeps_the_past(self, new):
        """What has begun stays in its order, and nothing that stood behind all of it comes before any of it."""
        begun = [each for each in self.items if each.started is not None]
        if begun != [each for each in new if each.started is not None]:
            return False
        behind = self.items[self.items.index(begun[-1]) + 1 :] if begun else []
        return not begun or all(new.index(each) > new.index(begun[-1]) for each in behind)

    @rule(step=st.sampled_from(["recess", "resume"]))
    def break_or_go_on(self, step):
        allowed = self.state == ("live" if step == "recess" else "recess")
        with self.pressed(allowed) as conference:
            conferences.take(None, conference, TRANSITIONS[step])
        if not allowed:
            return
        self.state = "recess" if step == "recess" else "live"
        self.made.append(None)
        if step == "recess" and self.current and self.current.state == "running":
            self.put(self.current, state="paused", paused=self.second)
        if step == "resume" and self.current and self.current.state == "paused":
            self.go_on(self.current)

    @precondition(lambda self: self.made and self.made[-1])
    @rule()
    def undo(self):
        was, ended = self.made[-1], self.along.get(len(self.made) - 1)
        with self.pressed(True) as conference:
            entry = entries_since(conference.stream, 0)[-1]
            assert entry.kind in GESTURES
            revert(None, entry)
        for each in filter(None, (was, ended)):
            self.put(each, **{name: getattr(each, name) for name in RUN})
            self.made[-1] = None  # taking back is not taken back

    # -- what holds at any time -----------------------------------------------------------------------

    @invariant()
    def it_is_as_the_model_says(self):
        with self.app.app_context():
            conference = db.session.get_one(Conference, self.id)
            rows = queries.items_of(conference)
            assert [_as_item(each) for each in rows] == self.items
            assert [each.position for each in rows] == list(range(1, ITEMS + 1))
            versions = [each.version for each in entries_since(self.stream, 0)]
            assert versions == list(range(1, len(versions) + 1))
            waiting = [row for row in queries.schedule_of(conference, self.now) if row.item.is_waiting]
            assert all(row.times.expected_start >= self.now for row in waiting)

    @invariant()
    def one_runs_at_most_and_its_times_fit(self):
        assert sum(each.is_current for each in self.items) <= 1
        for each in self.items:
            assert (each.started is None) or each.started <= (each.paused or each.ended or self.second)
            assert (each.paused is not None) == (each.state == "paused")


def _as_item(row):
    seconds = [at and round((at - START).total_seconds()) for at in (row.started_at, row.ended_at, row.paused_at)]
    return Item(row.id, row.state, row.extra_minutes, *seconds, row.paused_seconds)


@pytest.mark.parametrize("examples", [4, pytest.param(150, marks=[pytest.mark.long, pytest.mark.timeout(1800)])])
def test_any_sequence_of_gestures_leaves_what_the_model_says(kept, monkeypatch, examples):
    Agenda.worlds = kept
    monkeypatch.setattr(clock, "now", lambda: Agenda.now or datetime.now(UTC))
    Agenda.TestCase.settings = settings(
        max_examples=examples, stateful_step_count=30, suppress_health_check=list(HealthCheck)
    )
    Agenda.TestCase().runTest()
