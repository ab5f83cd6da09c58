"""Whatever actors do, one after the other or at once: never more is held than there is."""

import threading
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from confsys.conferences import actions
from confsys.conferences.clashes import Because
from confsys.conferences.models import Conference
from confsys.conferences.transitions import TRANSITIONS
from confsys.errors import Refused
from confsys.extensions import db
from confsys.people.models import Person
from confsys.scheduling import actions as scheduling
from confsys.sites.models import Site
from tests.build import a_conference, a_person, a_province, a_site, an_ordinary_morning
from tests.clashes.test_bookings import a_room, held
from tests.conftest import in_fresh_context
from tests.kept import nothing

HOUR = timedelta(hours=1)
WHY = Because("thử")
STEPS = ("approve", "postpone", "cancel", "restore", "withdraw", "submit")
GESTURES = st.one_of(
    st.tuples(st.just("take"), st.integers(0, 5), st.sampled_from(STEPS)),
    st.tuples(st.just("move"), st.integers(0, 5), st.tuples(st.integers(0, 8), st.integers(1, 3))),
    st.tuples(st.just("change"), st.integers(0, 5), st.tuples(st.booleans(), st.integers(0, 2))),
)


class Slots(RuleBasedStateMachine):
    """Whatever is planned, approved, moved, called off and restored, one after the other or at once: never two in a
    room, nor too many ports."""

    worlds = None

    def __init__(self):
        super().__init__()
        type(self).worlds(nothing)
        self.app = type(self).worlds.app
        with self.app.app_context():
            province = a_province()
            self.room = a_room(province).id
            self.bridge = scheduling.add_resource(None, province, kind="bridge", name="MCU", capacity=5).id
            self.by = a_person(role="secretariat", site=province).id
            self.approver = a_person(role="approver", site=province).id
            self.province, self.sites = province.id, [a_site().id, a_site().id]
            self.begin = an_ordinary_morning()
        self.planned: list[str] = []

    @rule(start=st.integers(0, 8), hours=st.integers(1, 3), sites=st.integers(0, 2), in_room=st.booleans())
    def plan(self, start, hours, sites, in_room):
        if len(self.planned) == 6:
            return
        with self.app.app_context():
            more = {"starts_at": self.begin + start * HOUR, "minutes": 60 * hours}
            more |= {"sites": [db.session.get_one(Site, each) for each in self.sites[:sites]]}
            more |= {"by": db.session.get_one(Person, self.by), "room": self.room if in_room else None}
            made = a_conference(organiser=db.session.get_one(Site, self.province), **more)
            self.planned.append(made.id)
        self.do("take", len(self.planned) - 1, "submit")

    @precondition(lambda self: self.planned)
    @rule(gesture=GESTURES)
    def one(self, gesture):
        self.do(*gesture)

    @precondition(lambda self: len(self.planned) > 1)
    @rule(gestures=st.lists(GESTURES, min_size=2, max_size=4))
    def several_at_once(self, gestures):
        begin, unexpected = threading.Barrier(len(gestures)), []

        def work(gesture):
            begin.wait()
            try:
                self.do(*gesture)
            except Exception as error:
                unexpected.append(error)

        threads = [threading.Thread(target=in_fresh_context, args=(work, each)) for each in gestures]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert unexpected == []

    def do(self, gesture, which, how):
        """One actor's gesture, in a session of his own; what the rules refuse is refused."""
        with self.app.app_context(), suppress(Refused):
            conference = db.session.get_one(Conference, self.planned[which % len(self.planned)])
            actor = db.session.get_one(Person, self.approver if how == "approve" else self.by)
            if gesture == "take":
                actions.take(actor, conference, TRANSITIONS[how], reason="Vì bão", reasons=WHY)
            elif gesture == "move":
                begin = self.begin + how[0] * HOUR
                actions.edit(actor, conference, reasons=WHY, starts_at=begin, ends_at=begin + how[1] * HOUR)
            else:
                room, sites = self.room if how[0] else None, self.sites[: how[1]]
                actions.edit(actor, conference, reasons=WHY, room=room, sites=sites)

    @invariant()
    def no_two_are_in_one_room(self):
        with self.app.app_context():
            bookings = held(f"room:{self.room}")
        for before, after in zip(bookings, bookings[1:], strict=False):
            assert before.ends_at <= after.starts_at

    @invariant()
    def no_more_ports_are_held_than_there_are(self):
        with self.app.app_context():
            bookings = held(f"bridge:{self.bridge}")
        for moment in {each.starts_at for each in bookings}:
            assert sum(each.amount for each in bookings if each.starts_at <= moment < each.ends_at) <= 5

    @invariant()
    def what_is_approved_holds_its_room(self):
        with self.app.app_context():
            planned = [db.session.get_one(Conference, each) for each in self.planned]
            with_room = {each.stream for each in planned if each.state == "approved" and each.room_id}
            assert with_room == {each.holder for each in held(f"room:{self.room}")}


@pytest.mark.parametrize("examples", [8, pytest.param(200, marks=[pytest.mark.long, pytest.mark.timeout(1800)])])
def test_no_sequence_of_changes_holds_more_than_there_is(kept, examples):
    Slots.worlds = kept
    shape = {"max_examples": examples, "stateful_step_count": 12, "suppress_health_check": list(HealthCheck)}
    Slots.TestCase.settings = settings(**shape)
    Slots.TestCase("runTest").runTest()
