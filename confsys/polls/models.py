"""A poll, the slots it proposes, and what each guest said to each; the rules of one row."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confsys.conferences.models import Conference
from confsys.extensions import Base
from confsys.ids import new_id
from confsys.people.models import Person
from confsys.sites.models import Site
from confsys.words import _

YES, MAYBE, NO = "yes", "maybe", "no"
CHOICES = (YES, MAYBE, NO)
CHOICE_NAMES = {YES: _("Can come"), MAYBE: _("If need be"), NO: _("Cannot come")}
OPEN, OVER, CLOSED, DECIDED = "open", "over", "closed", "decided"
STATE_NAMES = {
    OPEN: _("Taking answers"),
    OVER: _("Last day is over"),
    CLOSED: _("Poll closed"),
    DECIDED: _("Slot chosen"),
}
MOST_SLOTS, MOST_ANSWERS = 12, 200


class Poll(Base):
    """A question to guests: at which of these times can you come.

    `wanted`: whom of ours the time was looked for with (ids of sites and people). `conference`: the draft it is asked
    for, or what was planned at the chosen time.
    """

    __tablename__ = "polls"
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    title: Mapped[str]
    note: Mapped[str]
    organiser_id: Mapped[str] = mapped_column(ForeignKey("sites.id"), index=True)
    conference_id: Mapped[str | None] = mapped_column(ForeignKey("conferences.id"), index=True)
    made_by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]
    last_day: Mapped[date]
    names_shown: Mapped[bool]
    wanted: Mapped[dict[str, Any]]
    link_generation: Mapped[int] = mapped_column(default=1)
    link_revoked_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None] = mapped_column(index=True)
    decided_by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    names_erased_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)

    organiser: Mapped[Site] = relationship()
    conference: Mapped[Conference | None] = relationship()
    made_by: Mapped[Person | None] = relationship(foreign_keys=[made_by_id])

    @property
    def stream(self) -> str:
        return f"poll:{self.id}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    def state_on(self, today: date) -> str:
        """Open, over with its last day, closed by the office, or ended in a slot."""
        if self.decided_by_id is not None:
            return DECIDED
        if self.is_closed:
            return CLOSED
        return OVER if today > self.last_day else OPEN


class PollSlot(Base):
    """One time that is proposed, [starts_at, ends_at)."""

    __tablename__ = "poll_slots"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="times"),
        UniqueConstraint("poll_id", "starts_at", "ends_at"),
    )
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    poll_id: Mapped[str] = mapped_column(ForeignKey("polls.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    is_chosen: Mapped[bool] = mapped_column(default=False)

    poll: Mapped[Poll] = relationship()

    @property
    def stream(self) -> str:
        return f"poll:{self.poll_id}"

    @property
    def time(self) -> tuple[datetime, datetime]:
        return self.starts_at, self.ends_at


class PollAnswer(Base):
    """One guest. Who that is stands here and nowhere else, so that it can be erased; `number` remains.

    `key` comes with the form: the same form sent again is the same answer. `told_by`: who said it on the telephone.
    """

    __tablename__ = "poll_answers"
    __table_args__ = (
        UniqueConstraint("poll_id", "number", name="uq_poll_answers_number"),
        UniqueConstraint("poll_id", "key", name="uq_poll_answers_key"),
    )
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    poll_id: Mapped[str] = mapped_column(ForeignKey("polls.id"))
    number: Mapped[int]
    key: Mapped[str]
    name: Mapped[str]
    office: Mapped[str]
    told_by: Mapped[str]
    entered_by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    answered_at: Mapped[datetime]
    struck_at: Mapped[datetime | None]

    poll: Mapped[Poll] = relationship()

    @property
    def stream(self) -> str:
        return f"poll:{self.poll_id}"

    @property
    def counts(self) -> bool:
        return self.struck_at is None


class PollChoice(Base):
    """What one guest said to one slot; a slot that came later has none until he is asked again."""

    __tablename__ = "poll_choices"
    __table_args__ = (CheckConstraint(f"choice IN {CHOICES}", name="choice"),)
    answer_id: Mapped[str] = mapped_column(ForeignKey("poll_answers.id"), primary_key=True)
    slot_id: Mapped[str] = mapped_column(ForeignKey("poll_slots.id"), primary_key=True, index=True)
    choice: Mapped[str]
