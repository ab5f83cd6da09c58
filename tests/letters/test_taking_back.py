"""What is taken back is not told, or told by a letter of its own once the first has left."""

import pytest
import time_machine

from confsys import clock
from confsys.changes import transaction
from confsys.history.actions import revert, undo
from confsys.letters.models import HOLD
from tests.build import an_ordinary_morning
from tests.letters.office import Office, after_the_hold, last, moved, the_letter, written


@pytest.fixture
def office(app):
    return Office()


def test_an_undo_within_the_hold_empties_it(office):
    conference = office.conference("issued")
    after_the_hold()
    moved(office, conference, 5)
    assert written() == [("chu", "moved"), ("xa", "moved")]
    undo(office.clerk, last(conference))

    assert written() == []
    assert written("withdrawn").count(("xa", "moved")) == 1


@pytest.mark.parametrize("step", ["postpone", "cancel"])
def test_what_was_put_off_and_undone_at_once_is_not_told(office, step):
    conference = office.conference("issued")
    after_the_hold()
    office.take(office.clerk, conference, step, "Nhầm")
    undo(office.clerk, last(conference))

    assert (written(), conference.state) == ([], "issued")


def test_an_approval_undone_at_once_is_not_told(office):
    conference = office.conference("requested")
    after_the_hold()
    office.take(office.approver, conference, "approve")
    undo(office.approver, last(conference))

    assert (written(), conference.state) == ([], "requested")


def test_a_request_undone_at_once_troubles_no_approver(office):
    conference = office.conference()
    office.take(office.clerk, conference, "submit")
    undo(office.clerk, last(conference))

    assert written() == []


def test_once_letters_have_left_taking_back_is_told_by_letters_of_its_own(office):
    conference = office.conference("issued", starts_at=an_ordinary_morning())
    after_the_hold()
    moved(office, conference, 5)
    after_the_hold()
    with time_machine.travel(clock.now() + HOLD * 2, tick=True):
        revert(office.clerk, last(conference))

    assert written() == [("chu", "moved"), ("xa", "moved")]
    text = the_letter("xa").text
    assert "Thời gian trước đây: 13h00 đến 15h00" in text and "Thời gian mới: 8h00 đến 10h00" in text


def test_an_approval_taken_back_later_is_told(office):
    conference = office.conference("requested")
    office.take(office.approver, conference, "approve")
    after_the_hold()
    with time_machine.travel(clock.now() + HOLD * 2, tick=True):
        revert(office.approver, last(conference))

    assert written() == [("chu", "set_back"), ("van", "set_back")]


def test_what_a_server_may_have_is_not_taken_back_but_answered(office):
    conference = office.conference("issued")
    after_the_hold()
    moved(office, conference, 5)
    with transaction():
        the_letter("xa").tried_since = clock.now()
    undo(office.clerk, last(conference))

    assert written() == [("xa", "moved"), ("xa", "moved")]
