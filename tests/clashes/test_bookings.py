"""No more is held than there is, whatever happens at once: the database counts, and the late one hears whose it is."""

import threading
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from confsys.changes import transaction
from confsys.conferences import actions
from confsys.conferences.clashes import Because, Blocked
from confsys.conferences.models import Conference
from confsys.conferences.transitions import TRANSITIONS
from confsys.errors import Refused
from confsys.extensions import db
from confsys.people.models import Person
from confsys.scheduling import actions as scheduling
from confsys.scheduling.booking import Taken
from confsys.scheduling.models import HELD, Booking
from tests.build import a_conference, a_person, a_province, a_site, an_ordinary_morning
from tests.conftest import in_fresh_context
from tests.kept import nothing

HOUR = timedelta(hours=1)
WHY = Because("thử")
STEPS = ("approve", "postpone", "cancel", "restore", "withdraw", "submit")


def a_room(site):
    return scheduling.add_resource(None, site, kind="room", name="Hội trường", seats=300)


def held(subject: str) -> list[Booking]:
    query = select(Booking).where(Booking.subject == subject, Booking.standing == HELD).order_by(Booking.starts_at)
    return list(db.session.scalars(query))


def test_a_room_is_held_from_the_approval_until_it_is_called_off(app):
    province = a_province()
    room = a_room(province)
    conference = a_conference(state="requested", organiser=province, room=room.id)
    assert held(room.subject) == []
    actions.take(a_person(role="approver", site=province), conference, TRANSITIONS["approve"], reasons=WHY)
    [booking] = held(room.subject)
    assert (booking.starts_at, booking.ends_at) == (conference.starts_at, conference.ends_at)

    actions.take(a_person(role="secretariat", site=province), conference, TRANSITIONS["cancel"], reason="Vì bão")
    assert held(room.subject) == []


def test_of_two_that_ask_for_one_room_the_second_is_refused_and_told_whose_it_is(app):
    province = a_province()
    room = a_room(province)
    first = a_conference(state="requested", organiser=province, room=room.id, title="Giao ban một")
    second = a_conference(state="requested", organiser=province, room=room.id, title="Giao ban hai")
    approver = a_person(role="approver", site=province)
    actions.take(approver, first, TRANSITIONS["approve"], reasons=WHY)

    with pytest.raises(Blocked, match="Hội trường is held by “Giao ban một”"):
        actions.take(approver, second, TRANSITIONS["approve"], reasons=WHY)
    assert db.session.get_one(Conference, second.id).state == "requested"


@pytest.mark.parametrize("shift", [-HOUR, timedelta(), HOUR])
def test_the_database_refuses_what_no_code_has_looked_at(app, shift):
    province = a_province()
    room = a_room(province)
    conference = a_conference(state="approved", organiser=province, room=room.id)
    values = {
        "holder": "somebody",
        "subject": room.subject,
        "resource_id": room.id,
        "starts_at": conference.starts_at + shift,
        "ends_at": conference.ends_at + shift,
        "standing": HELD,
    }
    with pytest.raises(IntegrityError, match="bookings_fit"), transaction():
        db.session.execute(insert(Booking).values(values))
    later = {"starts_at": conference.ends_at, "ends_at": conference.ends_at + HOUR}
    with transaction():
        db.session.execute(insert(Booking).values(values | later))
    with pytest.raises(IntegrityError, match="bookings_fit"), transaction():
        back = {"starts_at": conference.starts_at + shift}
        db.session.execute(update(Booking).where(Booking.holder == "somebody").values(back))


def test_of_the_ports_of_a_bridge_no_more_are_held_than_there_are(app):
    province = a_province()
    bridge = scheduling.add_resource(None, province, kind="bridge", name="MCU", capacity=7)
    first, second, third = (
        a_conference(state="requested", organiser=province, sites=[a_site(), a_site()]) for _turn in range(3)
    )
    approver = a_person(role="approver", site=province)
    for each in (first, second):
        actions.take(approver, each, TRANSITIONS["approve"], reasons=WHY)

    with pytest.raises(Blocked, match="MCU has 7 ports; 6 are held then, and 3 are needed"):
        actions.take(approver, third, TRANSITIONS["approve"], reasons=WHY)
    actions.edit(approver, first, sites=[], reasons=WHY)
    actions.take(approver, third, TRANSITIONS["approve"], reasons=WHY)
    assert sum(each.amount for each in held(bridge.subject)) == 7


def test_what_is_held_stays_held_when_there_is_less_of_it_by_now(app):
    province = a_province()
    bridge = scheduling.add_resource(None, province, kind="bridge", name="MCU", capacity=7)
    conference = a_conference(state="approved", organiser=province)
    scheduling.change_resource(None, bridge, capacity=2)

    actions.edit(a_person(role="secretariat", site=province), conference, title="Tên khác")

    assert [each.amount for each in held(bridge.subject)] == [3]


@pytest.mark.parametrize("number", [20, pytest.param(200, marks=[pytest.mark.long, pytest.mark.timeout(600)])])
def test_of_many_at_once_for_one_room_one_wins_and_all_others_hear_whose_it_is(fresh_app, number):
    with fresh_app.app_context():
        province = a_province()
        room, by = a_room(province), a_person(role="secretariat", site=province)
        approver = a_person(role="approver", site=province).id
        asked = {"state": "requested", "organiser": province, "by": by, "sites": [], "room": room.id}
        waiting = [a_conference(**asked).id for _turn in range(number)]
    outcomes: list[str] = []

    def approve(conference_id):
        with fresh_app.app_context():
            person, conference = db.session.get_one(Person, approver), db.session.get_one(Conference, conference_id)
            try:
                actions.take(person, conference, TRANSITIONS["approve"], reasons=WHY)
                outcomes.append("held")
            except (Blocked, Taken) as refusal:
                outcomes.append(str(refusal))

    for first in range(0, number, 20):  # twenty connections at a time
        together = waiting[first : first + 20]
        threads = [threading.Thread(target=in_fresh_context, args=(approve, each)) for each in together]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert outcomes.count("held") == 1
    assert len(outcomes) == number
    assert all("Hội trường" in each for each in outcomes if each != "held")
    with fresh_app.app_context():
        assert len(held(room.subject)) == 1


class Slots(RuleBasedStateMachine):
    """Whatever is planned, approved, moved, called off and restored: never two in a room, nor too many ports."""

    worlds = None

    def __init__(self):
        super().__init__()
        type(self).worlds(nothing)
        self.context = type(self).worlds.app.app_context()
        self.context.push()
        self.province = a_province()
        self.room = a_room(self.province)
        self.bridge = scheduling.add_resource(None, self.province, kind="bridge", name="MCU", capacity=5)
        self.by = a_person(role="secretariat", site=self.province)
        self.approver = a_person(role="approver", site=self.province)
        self.sites = [a_site(), a_site()]
        self.begin = an_ordinary_morning()
        self.planned: list[Conference] = []

    def teardown(self):
        self.context.pop()

    @rule(start=st.integers(0, 8), hours=st.integers(1, 3), sites=st.integers(0, 2), in_room=st.booleans())
    def plan(self, start, hours, sites, in_room):
        if len(self.planned) < 6:
            room = self.room.id if in_room else None
            begin = self.begin + start * HOUR
            more = {"sites": self.sites[:sites], "starts_at": begin, "minutes": 60 * hours, "room": room}
            self.planned.append(a_conference(organiser=self.province, by=self.by, **more))
            self.step(len(self.planned) - 1, "submit")

    @precondition(lambda self: self.planned)
    @rule(
        which=st.integers(0, 5),
        step=st.sampled_from(["approve", "postpone", "cancel", "restore", "withdraw", "submit"]),
    )
    def step(self, which, step):
        actor = self.approver if step == "approve" else self.by
        self.attempt(lambda it: actions.take(actor, it, TRANSITIONS[step], reason="Vì bão", reasons=WHY), which)

    @precondition(lambda self: self.planned)
    @rule(which=st.integers(0, 5), start=st.integers(0, 8), hours=st.integers(1, 3))
    def move(self, which, start, hours):
        begin = self.begin + start * HOUR
        times = {"starts_at": begin, "ends_at": begin + hours * HOUR}
        self.attempt(lambda it: actions.edit(self.by, it, reasons=WHY, **times), which)

    @precondition(lambda self: self.planned)
    @rule(which=st.integers(0, 5), in_room=st.booleans(), sites=st.integers(0, 2))
    def change(self, which, in_room, sites):
        values = {"room": self.room.id if in_room else None, "sites": [each.id for each in self.sites[:sites]]}
        self.attempt(lambda it: actions.edit(self.by, it, reasons=WHY, **values), which)

    def attempt(self, work, which):
        with suppress(Refused):
            work(self.planned[which % len(self.planned)])

    @invariant()
    def no_two_are_in_one_room(self):
        bookings = held(self.room.subject)
        for before, after in zip(bookings, bookings[1:], strict=False):
            assert before.ends_at <= after.starts_at

    @invariant()
    def no_more_ports_are_held_than_there_are(self):
        bookings = held(self.bridge.subject)
        for moment in {each.starts_at for each in bookings}:
            assert sum(each.amount for each in bookings if each.starts_at <= moment < each.ends_at) <= 5

    @invariant()
    def what_is_approved_holds_its_room(self):
        db.session.expire_all()
        with_room = {each.stream for each in self.planned if each.state == "approved" and each.room_id}
        assert with_room == {each.holder for each in held(self.room.subject)}


def test_no_sequence_of_changes_holds_more_than_there_is(kept):
    Slots.worlds = kept
    quiet = settings(max_examples=10, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck))
    Slots.TestCase.settings = quiet
    Slots.TestCase("runTest").runTest()
