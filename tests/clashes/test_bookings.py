"""No more is held than there is, whatever happens at once: the database counts, and the late one hears whose it is."""

import threading
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from confsys.changes import transaction
from confsys.conferences import actions
from confsys.conferences.clashes import Because, Blocked
from confsys.conferences.models import Conference
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from confsys.people.models import Person
from confsys.scheduling import actions as scheduling
from confsys.scheduling.booking import Taken
from confsys.scheduling.models import HELD, Booking
from tests.build import a_conference, a_person, a_province, a_site
from tests.conftest import in_fresh_context

HOUR = timedelta(hours=1)
WHY = Because("thử")


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


def test_less_may_be_asked_of_a_bridge_that_lost_ports_but_not_more(app):
    province = a_province()
    bridge = scheduling.add_resource(None, province, kind="bridge", name="MCU", capacity=7)
    sites, chair, clerk = [a_site() for _turn in range(4)], a_person(), a_person(role="secretariat", site=province)
    conference = a_conference(state="approved", organiser=province, sites=sites[:3])
    scheduling.change_resource(None, bridge, capacity=2)

    actions.edit(clerk, conference, chairs=[chair.id], reasons=WHY)
    actions.edit(clerk, conference, sites=[each.id for each in sites[:2]], reasons=WHY)
    assert [each.amount for each in held(bridge.subject)] == [3]
    with pytest.raises(Blocked, match="MCU has 2 ports; 0 are held then, and 4 are needed"):
        actions.edit(clerk, conference, sites=[each.id for each in sites[1:]], reasons=WHY)
    with pytest.raises(Blocked, match="and 3 are needed"):
        actions.edit(clerk, conference, ends_at=conference.ends_at + HOUR, reasons=WHY)


def test_what_is_closed_early_lets_go_of_its_room_and_takes_it_back_if_it_is_free(app):
    province = a_province()
    room, clerk = a_room(province), a_person(role="secretariat", site=province)
    conference = a_conference(state="approved", organiser=province, room=room.id)
    planned_end = conference.ends_at
    with time_machine.travel(conference.starts_at, tick=False):
        for step in ("issue", "start"):
            actions.take(clerk, conference, TRANSITIONS[step])
    noon = conference.starts_at + HOUR
    with time_machine.travel(noon, tick=False):
        actions.take(clerk, conference, TRANSITIONS["close"])
        assert [each.ends_at for each in held(room.subject)] == [noon]
        actions.take(clerk, conference, TRANSITIONS["reopen"], reason="Bấm nhầm")
        assert [each.ends_at for each in held(room.subject)] == [planned_end]

        actions.take(clerk, conference, TRANSITIONS["close"])
        next_one = a_conference(state="approved", organiser=province, room=room.id, starts_at=noon, minutes=60)
        with pytest.raises(Blocked, match="Hội trường is held by “Giao ban trực tuyến”"):
            actions.take(clerk, conference, TRANSITIONS["reopen"], reason="Bấm nhầm")
    assert {each.holder for each in held(room.subject)} == {conference.stream, next_one.stream}


def test_what_is_closed_before_it_should_have_begun_holds_nothing(app):
    room = a_room(province := a_province())
    conference = a_conference(state="live", organiser=province, room=room.id)
    actions.take(a_person(role="secretariat", site=province), conference, TRANSITIONS["close"])
    assert held(room.subject) == []


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
