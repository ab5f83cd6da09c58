"""Whoever may press something takes it back by the same button as the office, and nothing else."""

import pytest

from confsys.attendance import actions as attendance
from confsys.extensions import db
from confsys.journal import entries_since
from confsys.stage import queries as stages
from confsys.votes import actions as votes
from confsys.votes.models import Vote
from tests.build import a_person, signed_in_client
from tests.floor.office import Hall
from tests.votes.room import USUAL


@pytest.fixture
def hall(app):
    hall = Hall(app)
    with app.app_context():
        technician = a_person("Kỹ thuật", role="technician", site=hall.conference.organiser)
        hall.ids["technician"] = technician.id
        hall.clients["technician"] = signed_in_client(app, technician)
    return hall


def presses(hall, who: str, at: str, **sent: str) -> None:
    assert hall.clients[who].post(f"{hall.base}/{at}", data=sent).status_code == 303


def takes_back(hall, who: str, of: str = "") -> int:
    """The latest press of somebody, his own where nobody else is named; the answer's status."""
    with hall.app.app_context():
        entries = entries_since(f"conference:{hall.id}", 0)
    version = max(each.version for each in entries if each.by == hall.ids[of or who])
    return hall.clients[who].post(f"{hall.base}/operate/undo/{version}").status_code


@pytest.mark.parametrize("gesture", ["call", "speak"])
def test_the_chair_takes_back_a_gesture_of_the_floor(hall, gesture):
    with hall.app.app_context():
        turn = hall.asks().id
    presses(hall, "chair", f"floor/{turn}/{gesture}")

    assert takes_back(hall, "chair") == 303
    with hall.app.app_context():
        assert list(hall.states().values()) == ["waiting"]


@pytest.mark.parametrize("at", ["floor/close", "floor/extra"])
def test_the_chair_takes_back_what_he_set_for_all(hall, at):
    presses(hall, "chair", at, kind="request", minutes="2")

    assert takes_back(hall, "chair") == 303


def test_the_chair_takes_back_the_close_of_a_vote_but_not_its_question(hall):
    with hall.app.app_context():
        attendance.check_in(None, hall.site(), heads=3, way="link")
        vote = votes.write(hall.clerk, hall.conference, **USUAL | {"minutes": None})
        votes.open_vote(hall.clerk, vote, reasons={"quorum": "Thử"})
        named = vote.id
    presses(hall, "chair", f"votes/{named}/close")

    assert takes_back(hall, "chair") == 303
    with hall.app.app_context():
        assert db.session.get_one(Vote, named).is_open
        votes.write(hall.clerk, hall.conference, **USUAL | {"minutes": None})
    assert takes_back(hall, "chair", of="office") == 403


@pytest.mark.parametrize("who", ["chair", "technician"])
def test_who_chose_what_the_hall_sees_takes_it_back(hall, who):
    presses(hall, who, "stage", scene="agenda")

    assert takes_back(hall, who) == 303
    with hall.app.app_context():
        assert stages.stage_of(hall.conference).scene == "automatic"


def test_a_technician_takes_back_nothing_of_the_floor(hall):
    presses(hall, "office", "floor/close")

    assert takes_back(hall, "technician", of="office") == 403
