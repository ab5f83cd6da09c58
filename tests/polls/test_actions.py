"""A poll from its first slot to its end in one: what is counted, refused, kept and erased."""

from datetime import timedelta

import pytest
import time_machine

from confsys import clock, jobs
from confsys.conferences.clashes import Because
from confsys.conferences.models import Conference
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.history import actions as history
from confsys.journal import Entry, PersonalValues
from confsys.people.models import Person
from confsys.polls import actions, answering, links, queries, rules
from confsys.polls.models import CLOSED, DECIDED, OPEN, OVER, Poll, PollAnswer
from confsys.polls.tally import Count, bar, count, ranked
from tests.build import a_conference, a_person, a_poll, a_province, an_answer, an_ordinary_morning

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


class Office:
    """A secretariat with a poll about three mornings, and what three guests said."""

    def __init__(self, app) -> None:
        with app.app_context():
            body = a_province()
            clerk = a_person(role="secretariat", site=body)
            poll = a_poll(by=clerk, organiser=body)
            self.guests = [an_answer(poll, said).id for said in ("yes no maybe", "maybe no yes", "yes yes no")]
            self.poll_id, self.clerk_id, self.body_id = poll.id, clerk.id, body.id

    @property
    def poll(self) -> Poll:
        return db.session.get_one(Poll, self.poll_id)

    @property
    def clerk(self) -> Person:
        return db.session.get_one(Person, self.clerk_id)

    @property
    def slots(self):
        return queries.slots_of(self.poll)

    def guest(self, number: int = 0) -> PollAnswer:
        return db.session.get_one(PollAnswer, self.guests[number])

    def change(self, slots, **values) -> None:
        poll = self.poll
        kept = {"title": poll.title, "note": poll.note, "last_day": poll.last_day, "names_shown": False}
        actions.change_poll(self.clerk, poll, slots=slots, **(kept | values))

    def counts(self) -> list[Count]:
        standing = queries.standing_of(self.poll)
        return [standing.counts[slot.id] for slot in standing.slots]


@pytest.fixture
def office(kept):
    world = kept(Office)
    with kept.app.app_context():
        yield world


def test_every_answer_counts_once_for_each_slot(office):
    assert office.counts() == [Count(2, 1, 0), Count(1, 0, 2), Count(1, 1, 1)]


def test_the_same_form_sent_twice_is_one_answer(office):
    first, again = an_answer(office.poll, key="0" * 16), an_answer(office.poll, "no", key="0" * 16)

    assert first.id == again.id and len(office.counts()) == 3
    assert office.counts()[0] == Count(2, 1, 1)


def test_a_guest_thinks_again_until_the_end(office):
    said = {slot.id: "no" for slot in office.slots}
    answering.change_answer(None, office.guest(), name="Bà Sáu", office="", choices=said)
    assert office.counts()[0] == Count(1, 1, 1)

    actions.close_poll(office.clerk, office.poll)
    with pytest.raises(Refused):
        answering.change_answer(None, office.guest(), name="Bà Sáu", office="", choices=said)
    with pytest.raises(Refused):
        an_answer(office.poll)


def test_an_answer_says_something_to_every_slot(office):
    first = office.slots[0]
    with pytest.raises(Invalid) as refused:
        answering.answer(None, office.poll, key="1" * 16, name="Ai", office="", choices={first.id: "yes"})
    assert len(refused.value.errors) == 2 and len(office.counts()) == 3


def test_no_name_stands_in_the_journal(office):
    an_answer(office.poll, name="Ông Không Ghi Tên")
    entries = db.session.query(Entry).filter_by(stream=office.poll.stream).all()
    kept = [str((each.about, each.before, each.after)) for each in entries]
    assert not [each for each in kept if "Không Ghi Tên" in each]
    assert db.session.query(PersonalValues).filter_by(stream=office.poll.stream).count() == 0


def test_what_is_struck_out_does_not_count_until_it_is_put_back(office):
    answering.strike_answer(office.clerk, office.guest())
    assert office.counts()[0] == Count(1, 1, 0)
    answering.put_back_answer(office.clerk, office.guest())
    assert office.counts()[0] == Count(2, 1, 0)


def test_slots_that_stay_keep_their_answers_and_a_new_one_has_none(office):
    first, _second, third = (slot.time for slot in office.slots)
    later = (third[0] + DAY, third[1] + DAY)
    office.change([first, third, later])

    assert office.counts() == [Count(2, 1, 0), Count(1, 1, 1), Count(silent=3)]


@pytest.mark.parametrize(
    "slots",
    [
        lambda at: [],
        lambda at: [(at, at)],
        lambda at: [(at, at - HOUR)],
        lambda at: [(at, at + HOUR)] * 2,
        lambda at: [(clock.now() - DAY, clock.now() - DAY + HOUR)],
        lambda at: [(at + 400 * DAY, at + 400 * DAY + HOUR)],
        lambda at: [(at + number * HOUR, at + number * HOUR + HOUR) for number in range(13)],
    ],
)
def test_slots_nobody_can_be_asked_about_are_refused(office, slots):
    with pytest.raises(Invalid):
        office.change(slots(an_ordinary_morning()))
    assert len(office.slots) == 3


def test_it_is_over_with_its_last_day_and_the_worker_closes_it(office):
    poll = office.poll
    assert poll.state_on(clock.today()) == OPEN
    after = poll.last_day + DAY
    assert poll.state_on(after) == OVER
    assert actions.close_over(poll.last_day) == 0
    assert actions.close_over(after) == 1
    assert office.poll.state_on(after) == CLOSED


def test_names_are_erased_thirty_days_after_the_close_and_answers_stay(office):
    actions.close_poll(office.clerk, office.poll)
    assert jobs.erase_guests() == 0
    with time_machine.travel(clock.now() + 31 * DAY):
        assert jobs.erase_guests() == 1
        assert jobs.erase_guests() == 0
    assert [office.guest(number).name for number in range(3)] == [""] * 3
    assert office.counts()[0] == Count(2, 1, 0)


def test_it_ends_in_a_slot_once(office):
    slot, other = office.slots[0], office.slots[1]
    actions.decide(office.clerk, office.poll, None, slot=slot)

    assert office.poll.state_on(clock.today()) == DECIDED and slot.is_chosen
    with pytest.raises(Refused):
        actions.decide(office.clerk, office.poll, None, slot=other)


def test_a_draft_that_was_asked_about_moves_to_the_slot(office):
    body = office.poll.organiser
    draft = a_conference(organiser=body, by=office.clerk, sites=[])
    poll = a_poll(by=office.clerk, organiser=body, conference=draft)
    slot = queries.slots_of(poll)[2]

    actions.decide(office.clerk, poll, draft, slot=slot, reasons=Because("thử"))

    moved = db.session.get_one(Conference, draft.id)
    assert (moved.starts_at, moved.ends_at) == slot.time


def test_what_is_planned_at_the_chosen_time_is_what_it_was_for(office):
    slot = office.slots[1]
    actions.decide(office.clerk, office.poll, None, slot=slot)
    planned = a_conference(organiser=office.poll.organiser, by=office.clerk, sites=[], starts_at=slot.starts_at)

    assert office.poll.conference_id == planned.id


def test_reopened_it_takes_answers_again_and_nothing_is_chosen(office):
    actions.decide(office.clerk, office.poll, None, slot=office.slots[0])
    actions.reopen_poll(office.clerk, office.poll, reason="Khách bận", last_day=office.poll.last_day)

    an_answer(office.poll)
    assert queries.standing_of(office.poll).chosen is None
    with pytest.raises(Refused):
        actions.reopen_poll(office.clerk, office.poll, reason="Nữa", last_day=office.poll.last_day)


def test_closing_and_striking_can_be_taken_back(office):
    answering.strike_answer(office.clerk, office.guest())
    actions.close_poll(office.clerk, office.poll)
    for kind in ("poll.closed", "poll.answer_struck"):
        entry = db.session.query(Entry).filter_by(stream=office.poll.stream, kind=kind).one()
        history.revert(office.clerk, entry)

    assert not office.poll.is_closed and office.guest().counts


def test_a_renewed_link_is_another_and_the_old_one_is_gone(office):
    old = links.token_of(office.poll)
    actions.renew_poll_link(office.clerk, office.poll)
    assert links.poll_of(links.token_of(office.poll)).id == office.poll_id
    with pytest.raises(Exception, match="replaced"):
        links.poll_of(old)


def test_a_crowd_is_refused(office, monkeypatch):
    monkeypatch.setattr(rules, "MOST_ANSWERS", 3)
    with pytest.raises(Refused):
        an_answer(office.poll)


def test_the_best_is_where_most_can_come_then_easily_then_early():
    begins = {"a": 0, "b": 0, "c": 2, "d": 1}
    counts = {"a": count(["yes", "no"], 2), "b": count(["maybe", "maybe"], 2), "c": count(["yes", "maybe"], 2)}
    counts["d"] = count(["yes", "maybe"], 3)
    assert ranked(counts, begins) == ["d", "c", "b", "a"]
    assert [(each.look, each.x, each.width) for each in bar(Count(1, 1, 0, 2))] == [
        ("yes", 0, 25.0),
        ("maybe", 25.0, 25.0),
    ]
