"""Restoring leads back to the state before if the slot is still free, else to a draft."""

from datetime import timedelta

import pytest

from confsys.conferences import access, actions, overlaps, queries
from confsys.conferences.transitions import TRANSITIONS
from confsys.scheduling.actions import add_resource
from confsys.steps.queries import of_step
from tests.build import a_conference, a_person, a_province, a_site

HOUR = timedelta(hours=1)


@pytest.fixture
def put_off(app):
    """Postponed after it was issued, with a chair; two hours long."""
    province = a_province()
    return a_conference(state="postponed", organiser=province, chairs=[a_person(role="chair", site=province)])


def another(conference, **values):
    """One of the same body, main site and time."""
    values = {"organiser": conference.organiser, "starts_at": conference.starts_at, "state": "approved"} | values
    return a_conference(**values)


def restored(conference):
    actions.take(a_person(), conference, TRANSITIONS["restore"])
    return conference.state


@pytest.mark.parametrize("state", ["approved", "issued", "open", "live", "recess", "closed", "archived"])
def test_the_slot_is_taken_by_what_is_approved_or_later(put_off, state):
    other = another(put_off, state=state)

    assert overlaps.in_the_way_of(put_off) == [other]
    assert restored(put_off) == "draft"


@pytest.mark.parametrize("state", ["draft", "requested", "postponed", "cancelled"])
def test_the_slot_is_not_taken_by_what_may_never_be(put_off, state):
    another(put_off, state=state)
    assert restored(put_off) == "issued"


@pytest.mark.parametrize(
    ("begins", "minutes", "state"),
    [(-2 * HOUR, 120, "issued"), (2 * HOUR, 60, "issued"), (-2 * HOUR, 121, "draft"), (1 * HOUR, 5, "draft")],
)
def test_only_what_overlaps_takes_the_slot(put_off, begins, minutes, state):
    another(put_off, starts_at=put_off.starts_at + begins, minutes=minutes)
    assert restored(put_off) == state


def test_elsewhere_with_other_chairs_the_slot_stays_free(put_off):
    another(put_off, main_site=a_site(), chairs=[a_person(role="chair", site=put_off.organiser)])
    assert restored(put_off) == "issued"


def test_a_chair_who_is_needed_elsewhere_takes_the_slot(put_off):
    another(put_off, main_site=a_site(), chairs=queries.chairs_of(put_off))
    assert restored(put_off) == "draft"


def test_a_room_that_is_held_by_now_takes_the_slot_also_on_the_page_before(app):
    province = a_province()
    room = add_resource(None, province, kind="room", name="Hội trường").id
    put_off = a_conference(state="postponed", organiser=province, room=room)
    another(put_off, main_site=a_site(), room=room)

    assert (overlaps.in_the_way_of(put_off), overlaps.slot_is_taken(put_off)) == ([], True)
    assert of_step(put_off, TRANSITIONS["restore"]).consequences.after.state == "draft"
    assert restored(put_off) == "draft"


def test_another_body_takes_no_slot(put_off):
    a_conference(state="issued", main_site=put_off.organiser, starts_at=put_off.starts_at)
    assert restored(put_off) == "issued"


def test_back_in_draft_it_is_the_office_s_alone(put_off):
    officer = a_person(role="officer", site=queries.participations_of(put_off)[1].site)
    assert access.seen(officer, put_off.id) == put_off
    another(put_off)

    restored(put_off)

    assert queries.all_of(queries.listed(officer)) == []
