"""Who is silent is reminded: by rule once each, or by a press; who has answered never."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from confsys import clock
from confsys.conferences import actions as conferences
from confsys.conferences.transitions import TRANSITIONS
from confsys.errors import Refused
from confsys.extensions import db
from confsys.invitations import answering, reminding
from confsys.invitations.models import Invitation
from confsys.invitations.reminders import QUIET, due_rules
from confsys.journal import entries_since
from confsys.letters.models import Letter
from confsys.office import actions as settings
from confsys.office.queries import calendar
from confsys.sites import contacting
from tests.build import local_time
from tests.invitations.office import Office, said

NOON = datetime(2026, 11, 30, 5, tzinfo=UTC)


@pytest.fixture
def office(kept):
    office = kept(Office)
    with office.app.app_context():
        for number in (0, 1):
            contacting.add_contact(None, office.site(number).site, name="Bà Hai", email=f"xa{number}@example.vn")
        yield office


def reminders(state="waiting") -> list[str]:
    query = select(Letter.mailbox_address).where(Letter.kind == reminding.KIND, Letter.state == state)
    return [each.partition("@")[0] for each in db.session.scalars(query.order_by(Letter.mailbox_address))]


def working_day(office, days_before, hour):
    return local_time(calendar().add_working_days(clock.local(office.starts_at).date(), -days_before), hour)


def at(instant) -> int:
    with time_machine.travel(instant, tick=False):
        return reminding.remind_all()


def test_after_the_office_hours_set_a_silent_site_is_reminded_once(office):
    answering.answer(None, office.site(0), way="link", **said())
    invited = office.invitation(1).invited_at
    settings.change(None, "answers", values={"remind_hour": ""})
    assert calendar().office_time(invited, working_day(office, 2, 11)) >= timedelta(hours=8)

    assert at(invited + QUIET) == 0
    assert at(working_day(office, 2, 11)) == 1
    assert at(working_day(office, 1, 11)) == 0

    assert reminders() == ["xa1"]


def test_the_afternoon_before_it_is_reminded_once_more_and_no_longer_once_the_list_is_closed(office):
    settings.change(None, "answers", values={"remind_after": 0})
    assert at(working_day(office, 1, 13)) == 0
    assert at(working_day(office, 1, 14)) == 2
    assert at(working_day(office, 1, 16)) == 0
    for invitation in (office.invitation(0), office.invitation(1)):
        assert (invitation.after_at, invitation.afternoon_at) == (None, working_day(office, 1, 14))


def test_nobody_is_reminded_of_a_list_that_is_closed_or_by_rules_that_are_off(office):
    assert at(office.starts_at - timedelta(minutes=15)) == 0
    settings.change(None, "answers", values={"remind_after": 0, "remind_hour": ""})
    assert at(working_day(office, 1, 16)) == 0


def test_a_site_that_nobody_can_write_to_is_left_to_the_telephone(office):
    assert at(working_day(office, 1, 14)) == 2
    assert office.invitation(2).reminded_at is None


def test_a_press_reminds_who_is_silent_and_a_second_one_nobody(office):
    answering.answer(None, office.site(0), way="link", **said())
    assert reminding.remind(office.clerk, office.conference) == 1
    letter = db.session.scalars(select(Letter).where(Letter.kind == reminding.KIND)).one()
    assert letter.subject == "Mời trả lời: Giao ban" and "{link:answer}" in letter.text
    assert "Phường" not in letter.text and "Xã Bình Thành chưa trả lời" in letter.text
    told = entries_since(f"conference:{office.id}", 0)[-1]
    assert (told.kind, told.by, told.after) == ("conference.reminded", office.clerk_id, {"sites": [office.sites[1]]})

    with pytest.raises(Refused, match="was reminded just now"):
        reminding.remind(office.clerk, office.conference)


def test_a_reminder_that_waits_stays_here_once_the_site_has_answered(office):
    reminding.remind(office.clerk, office.conference)
    assert reminders() == ["xa0", "xa1"]

    answering.answer(None, office.site(1), way="link", **said())
    assert (reminders(), reminders("withdrawn")) == (["xa0"], ["xa1"])

    conferences.take(office.clerk, office.conference, TRANSITIONS["postpone"], reason="bão")
    assert reminders() == []


def test_a_site_invited_on_that_very_afternoon_is_not_reminded_at_once():
    invited = Invitation(invited_at=NOON)
    at_one = NOON + timedelta(hours=1)
    assert due_rules(invited, is_overdue=False, afternoon=at_one, now=at_one) == ["afternoon"]
    assert due_rules(invited, is_overdue=False, afternoon=NOON, now=at_one) == []
    assert due_rules(invited, is_overdue=True, afternoon=at_one, now=at_one) == ["after", "afternoon"]
    pressed = Invitation(invited_at=NOON, reminded_at=at_one)
    assert due_rules(pressed, is_overdue=True, afternoon=at_one, now=at_one) == []
