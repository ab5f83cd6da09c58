"""Another time: proposed by the approver, taken or not by who asked; it is Thursday 26/11/2026, 8:00."""

from datetime import date, timedelta

import pytest
import time_machine

from confsys.conferences import actions, asking, proposing
from confsys.conferences.clashes import Because, Blocked, NeedsWord
from confsys.conferences.transitions import TRANSITIONS
from confsys.errors import Refused
from confsys.journal import entries_since
from confsys.scheduling import queries as scheduling
from confsys.scheduling.actions import add_resource
from tests.build import a_conference, a_person, a_province, a_site, local_time

DAY = date(2026, 12, 8)
EIGHT, TWO = local_time(DAY, 8), local_time(DAY, 14)
HOURS = timedelta(hours=2)


@pytest.fixture(autouse=True)
def thursday(app):
    with time_machine.travel(local_time(date(2026, 11, 26), 8), tick=False):
        yield


class Office:
    """A request for a hall at eight, its clerk and its approver; another conference holds the hall at eight."""

    def __init__(self) -> None:
        self.body = a_province()
        self.clerk = a_person(role="secretariat", site=self.body)
        self.approver = a_person("Bà Duyệt", role="approver", site=self.body)
        self.hall = add_resource(None, self.body, kind="room", name="Hội trường")
        self.asked = self.conference("requested", EIGHT)
        self.conference("approved", EIGHT, main_site=a_site())

    def conference(self, state, at, *, in_hall=True, **values):
        room = self.hall.id if in_hall else None
        return a_conference(state=state, organiser=self.body, by=self.clerk, starts_at=at, room=room, **values)

    def propose(self, at=TWO, **values):
        values.setdefault("reasons", Because("Họp gấp"))
        proposing.propose(self.approver, self.asked, starts_at=at, ends_at=at + HOURS, **values)


@pytest.fixture
def office(app):
    return Office()


def kinds(conference) -> list[str]:
    return [entry.kind for entry in entries_since(conference.stream, 0)]


def test_a_proposal_is_kept_and_changes_nothing_of_the_request(office):
    office.propose(why="Hội trường bận")

    request = asking.current(office.asked)
    assert (request.proposed, request.proposed_by_id) == ((TWO, TWO + HOURS), office.approver.id)
    assert (office.asked.state, office.asked.starts_at, request.proposed_why) == ("requested", EIGHT, "Hội trường bận")


def test_taken_it_moves_is_approved_and_holds_what_it_needs(office):
    office.propose()
    proposing.accept_proposal(office.clerk, office.asked)

    assert (office.asked.state, office.asked.starts_at, office.asked.ends_at) == ("approved", TWO, TWO + HOURS)
    held = scheduling.bookings_of([office.hall.subject], TWO, TWO + HOURS)
    assert [(each.holder, each.standing) for each in held] == [(office.asked.stream, "held")]
    assert kinds(office.asked)[-1] == "conference.proposal_accepted"
    entry = entries_since(office.asked.stream, 0)[-1]
    assert (entry.by, entry.about["proposer"]) == (office.clerk.id, office.approver.id)
    assert not asking.current(office.asked).has_proposal


def test_a_slot_that_was_taken_meanwhile_is_refused_and_nothing_moves(office):
    office.propose()
    office.conference("approved", TWO, main_site=a_site())

    with pytest.raises(Blocked, match="Hội trường is held"):
        proposing.accept_proposal(office.clerk, office.asked)
    assert (office.asked.state, office.asked.starts_at) == ("requested", EIGHT)
    assert asking.current(office.asked).has_proposal


def test_each_warning_of_the_proposed_time_needs_a_word_and_only_what_was_seen_passes(office):
    saturday = local_time(date(2026, 12, 5), 8)
    with pytest.raises(NeedsWord) as refusal:
        office.propose(saturday, why="Họp thứ bảy nhé", reasons={})
    assert [each.id for each in refusal.value.warnings] == ["day"]
    office.propose(saturday, why="Họp thứ bảy nhé", reasons={"day": "Chủ tịch yêu cầu", "hours": "không có"})
    assert asking.current(office.asked).proposed_reasons["day"] == "Chủ tịch yêu cầu"
    site = office.conference("approved", saturday, main_site=office.asked.main_site, in_hall=False)

    with pytest.raises(proposing.CameSince, match="has not seen this.*1 site is then in"):
        proposing.accept_proposal(office.clerk, office.asked)
    assert (office.asked.state, office.asked.starts_at) == ("requested", EIGHT)

    actions.take(office.clerk, site, TRANSITIONS["cancel"], reason="Vì bão")
    proposing.accept_proposal(office.clerk, office.asked)
    assert (office.asked.state, office.asked.reasons["day"]) == ("approved", "Chủ tịch yêu cầu")


def test_the_time_that_did_not_suit_is_remembered_with_why_until_another_is_proposed(office):
    office.propose()
    proposing.decline_proposal(office.clerk, office.asked, why="Chủ trì bận")
    request = asking.current(office.asked)
    assert (request.declined, request.declined_why) == ((TWO, TWO + HOURS), "Chủ trì bận")

    office.propose(TWO + HOURS)
    assert asking.current(office.asked).declined is None


def test_declined_the_request_stands_as_it_was(office):
    office.propose()
    proposing.decline_proposal(office.clerk, office.asked, why="Chủ trì bận")

    assert (office.asked.state, office.asked.starts_at) == ("requested", EIGHT)
    with pytest.raises(Refused, match="No other time is proposed"):
        proposing.accept_proposal(office.clerk, office.asked)


@pytest.mark.parametrize("step", ["withdraw", "refuse", "postpone", "cancel"])
def test_whatever_else_becomes_of_the_request_ends_the_proposal(office, step):
    office.propose()
    needs = {"reason": "Vì bão"} if TRANSITIONS[step].needs_reason else {}
    actions.take(office.approver, office.asked, TRANSITIONS[step], **needs)
    assert not asking.current(office.asked).has_proposal


def test_moved_by_the_unit_itself_the_proposal_ends_too(office):
    office.propose()
    actions.edit(office.clerk, office.asked, starts_at=TWO, ends_at=TWO + HOURS, reasons=Because("x"))
    assert not asking.current(office.asked).has_proposal


@pytest.mark.parametrize(
    ("at", "said"),
    [(EIGHT, "at this very time"), (EIGHT + timedelta(minutes=30), "Hội trường is held")],
    ids=["the time asked for", "a time that is blocked"],
)
def test_what_cannot_be_is_not_proposed(office, at, said):
    with pytest.raises(Refused, match=said):
        office.propose(at)
    assert kinds(office.asked)[-1] == "conference.submitted"


def test_nobody_proposes_for_his_own_request_or_for_what_is_not_asked_for(office):
    with pytest.raises(Refused, match="his own"):
        proposing.propose(office.clerk, office.asked, starts_at=TWO, ends_at=TWO + HOURS)
    draft = office.conference("draft", TWO)
    with pytest.raises(Refused, match="“Draft”"):
        proposing.propose(office.approver, draft, starts_at=EIGHT, ends_at=EIGHT + HOURS)
