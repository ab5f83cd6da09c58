"""What is read of polls."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from confsys.extensions import db
from confsys.people.models import Person
from confsys.polls import tally
from confsys.polls.access import managed_by
from confsys.polls.models import Poll, PollAnswer, PollChoice, PollSlot
from confsys.polls.tally import Count


@dataclass
class Standing:
    """How a poll stands: its slots in order, every answer, what each said to each slot, and what that comes to."""

    poll: Poll
    slots: list[PollSlot]
    answers: list[PollAnswer]
    choices: dict[tuple[str, str], str]  # by answer and slot
    counts: dict[str, Count] = field(default_factory=dict)

    @property
    def guests(self) -> list[PollAnswer]:
        """Those who count."""
        return [each for each in self.answers if each.counts]

    @property
    def ranked(self) -> list[PollSlot]:
        """The slots, best first."""
        by_id = {each.id: each for each in self.slots}
        begins = {each.id: each.starts_at for each in self.slots}
        return [by_id[slot] for slot in tally.ranked(self.counts, begins)]

    @property
    def chosen(self) -> PollSlot | None:
        return next((each for each in self.slots if each.is_chosen), None)

    def said(self, answer: PollAnswer, slot: PollSlot) -> str:
        """What this guest said to this slot; "" for nothing yet."""
        return self.choices.get((answer.id, slot.id), "")

    def names(self, slot: PollSlot, choice: str) -> list[str]:
        """Who said so, of those whose names are still known."""
        return [each.name for each in self.guests if each.name and self.said(each, slot) == choice]

    def silent(self, answer: PollAnswer) -> list[PollSlot]:
        """The slots this guest has not been asked about."""
        return [each for each in self.slots if not self.said(answer, each)]


def slots_of(poll: Poll) -> list[PollSlot]:
    query = select(PollSlot).where(PollSlot.poll_id == poll.id).order_by(PollSlot.starts_at, PollSlot.ends_at)
    return list(db.session.scalars(query))


def answers_of(poll: Poll) -> list[PollAnswer]:
    return list(db.session.scalars(select(PollAnswer).where(PollAnswer.poll_id == poll.id).order_by(PollAnswer.number)))


def standing_of(poll: Poll) -> Standing:
    """Three statements, however many answered."""
    query = select(PollChoice).join(PollSlot, PollSlot.id == PollChoice.slot_id).where(PollSlot.poll_id == poll.id)
    choices = {(row.answer_id, row.slot_id): row.choice for row in db.session.scalars(query)}
    found = Standing(poll, slots_of(poll), answers_of(poll), choices)
    counted = {each.id for each in found.guests}
    for slot in found.slots:
        said = [choice for (answer, of), choice in choices.items() if of == slot.id and answer in counted]
        found.counts[slot.id] = tally.count(said, len(counted))
    return found


def number_that_count(poll: Poll) -> int:
    query = select(func.count()).where(PollAnswer.poll_id == poll.id, PollAnswer.struck_at.is_(None))
    return db.session.scalar(query) or 0


def next_number(poll: Poll) -> int:
    return (db.session.scalar(select(func.max(PollAnswer.number)).where(PollAnswer.poll_id == poll.id)) or 0) + 1


def sent_before(poll: Poll, key: str) -> PollAnswer | None:
    """The answer that came with this form already."""
    query = select(PollAnswer).where(PollAnswer.poll_id == poll.id, PollAnswer.key == key)
    return db.session.scalars(query).first()


def listed(person: Person) -> Select:
    """The polls of this person's bodies: those that take answers first, then the latest."""
    query = select(Poll).where(managed_by(person)).options(joinedload(Poll.organiser))
    return query.order_by(Poll.closed_at.is_not(None), Poll.made_at.desc(), Poll.id)


def counts_of(polls: Iterable[Poll]) -> dict[str, int]:
    """How many answered each of these."""
    ids = [each.id for each in polls]
    query = (
        select(PollAnswer.poll_id, func.count())
        .where(PollAnswer.poll_id.in_(ids), PollAnswer.struck_at.is_(None))
        .group_by(PollAnswer.poll_id)
    )
    return {row.poll_id: row[1] for row in db.session.execute(query)}


def chosen_of(polls: Iterable[Poll]) -> dict[str, PollSlot]:
    """The slot in which each of these ended."""
    query = select(PollSlot).where(PollSlot.poll_id.in_([each.id for each in polls]), PollSlot.is_chosen)
    return {each.poll_id: each for each in db.session.scalars(query)}


def over(today: date) -> list[Poll]:
    """Those whose last day has passed and that nobody closed."""
    return list(db.session.scalars(select(Poll).where(Poll.closed_at.is_(None), Poll.last_day < today)))


def with_names_from_before(instant: datetime) -> list[Poll]:
    """Those closed before that which still say who answered."""
    query = select(Poll).where(Poll.closed_at < instant, Poll.names_erased_at.is_(None))
    return list(db.session.scalars(query))


def waiting_for_conference(person_id: str, organiser_id: str, starts_at: datetime) -> Poll | None:
    """A poll this person ended in that slot, of this body, from which nothing was planned yet."""
    query = (
        select(Poll)
        .join(PollSlot, PollSlot.poll_id == Poll.id)
        .where(Poll.decided_by_id == person_id, Poll.organiser_id == organiser_id, Poll.conference_id.is_(None))
        .where(PollSlot.is_chosen, PollSlot.starts_at == starts_at)
        .order_by(Poll.closed_at.desc())
    )
    return db.session.scalars(query).first()


def choices_of(answer: PollAnswer) -> dict[str, str]:
    """What this guest said, by the id of the slot."""
    query = select(PollChoice).where(PollChoice.answer_id == answer.id)
    return {row.slot_id: row.choice for row in db.session.scalars(query)}
