"""What a draft still lacks; it is Thursday 26/11/2026, 8:00."""

from datetime import date

import pytest
import time_machine

from confsys.agenda.tasks import tasks_of
from confsys.conferences import actions as conferences
from confsys.conferences.transitions import TRANSITIONS
from tests.build import a_conference, a_person, a_province, an_agenda, local_time

NOW = local_time(date(2026, 11, 26), 8)
NEXT_THURSDAY = local_time(date(2026, 12, 3), 8)


@pytest.fixture
def clerk(app):
    with time_machine.travel(NOW, tick=False):
        province = a_province()
        person = a_person(role="secretariat", site=province)
        person.body = province
        yield person


def rows(person) -> list[tuple[str, str, list[str]]]:
    tasks = tasks_of(person, NOW)
    return [(str(task.title), str(task.verb.words), [str(chip.words) for chip in task.chips]) for task in tasks]


def test_a_draft_without_an_agenda_says_so_and_leads_to_it(clerk):
    conference = a_conference(organiser=clerk.body, by=clerk, title="Giao ban", starts_at=NEXT_THURSDAY)

    assert rows(clerk) == [("Complete the draft: Giao ban", "Write the agenda", ["no agenda yet"])]
    assert tasks_of(clerk, NOW)[0].verb.url == f"/conferences/{conference.id}/agenda"


def test_one_with_an_agenda_can_be_sent_for_approval_from_the_row(clerk):
    conference = a_conference(organiser=clerk.body, by=clerk, title="Giao ban", starts_at=NEXT_THURSDAY)
    an_agenda(conference, 3)

    assert rows(clerk) == [("Complete the draft: Giao ban", "Ask for approval", ["3 items"])]
    verb = tasks_of(clerk, NOW)[0].verb
    seen = {"back": "home", "expect": "draft", "revision": "1"}
    assert (verb.url, verb.fields) == (f"/conferences/{conference.id}/submit", seen)


def test_one_that_came_back_tells_why(clerk):
    conference = a_conference(
        state="requested", organiser=clerk.body, by=clerk, title="Xin họp", starts_at=NEXT_THURSDAY
    )
    approver = a_person(role="approver", site=clerk.body)
    conferences.take(approver, conference, TRANSITIONS["refuse"], reason="Trùng giờ")

    assert [row[:2] for row in rows(clerk)] == [("Returned: Xin họp", "Change the conference")]
    assert str(tasks_of(clerk, NOW)[0].why) == "The approver wrote: Trùng giờ"


def test_one_whose_time_has_passed_needs_another(clerk):
    a_conference(organiser=clerk.body, by=clerk, title="Giao ban", starts_at=local_time(date(2026, 11, 25), 8))
    assert [row[:2] for row in rows(clerk)] == [("Complete the draft: Giao ban", "Change the conference")]


@pytest.mark.parametrize("role", ["approver", "technician", "chair", "officer"])
def test_drafts_are_the_business_of_the_secretariat(clerk, role):
    a_conference(organiser=clerk.body, by=clerk)
    assert tasks_of(a_person(role=role, site=clerk.body), NOW) == []
