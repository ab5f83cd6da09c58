"""A receiver's queue, the letters in it, and each attempt to hand one over; the rules of one row."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confsys.conferences.models import Conference
from confsys.errors import Refused
from confsys.extensions import Base
from confsys.ids import new_id
from confsys.journal import UNDO_FOR
from confsys.people.models import Person
from confsys.sites.models import Site
from confsys.words import _

HOLD = UNDO_FOR  # what may still be taken back with one press has not left yet
WAITING, SENT, DEAD, LAPSED, WITHDRAWN = "waiting", "sent", "dead", "lapsed", "withdrawn"
STATES = (WAITING, SENT, DEAD, LAPSED, WITHDRAWN)
LEFT_BEHIND = (DEAD, LAPSED, WITHDRAWN)  # may be sent after all
TAKEN, REFUSED, LATER, LOST = "taken", "refused", "later", "lost"
OUTCOMES = (TAKEN, REFUSED, LATER, LOST)


class Mailbox(Base):
    """One receiver's queue: the address in small letters. Locked by whoever writes to it or sends from it.

    `lease` names the attempt that holds it until `leased_until`.
    """

    __tablename__ = "mailboxes"
    address: Mapped[str] = mapped_column(primary_key=True)
    last_number: Mapped[int] = mapped_column(default=0)
    lease: Mapped[str | None]
    leased_until: Mapped[datetime | None]

    def is_leased(self, now: datetime) -> bool:
        return self.leased_until is not None and self.leased_until > now

    def next_number(self) -> int:
        self.last_number += 1
        return self.last_number

    def release(self, lease: str) -> None:
        """Give it back, unless somebody else holds it by now."""
        if self.lease == lease:
            self.lease = self.leased_until = None


class Letter(Base):
    """What is said to one receiver. `text` is all of it, `short` the same without greeting and signature.

    `about`: ids by name, for the links in it. `reason`: why it is dead, a word of WHY. `lapses_at`: from when on it
    would only be confusing. `tried_since`: the first attempt of those that count against the two days.
    """

    __tablename__ = "letters"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint("(state = 'dead') = (reason <> '')", name="reason"),
        CheckConstraint("(state = 'waiting') = (ended_at IS NULL)", name="ended"),
        UniqueConstraint("mailbox_address", "number", name="uq_letters_number"),
        Index("ix_letters_due", "state", "due_at"),
    )
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    mailbox_address: Mapped[str] = mapped_column(ForeignKey("mailboxes.address"))
    number: Mapped[int]
    message_id: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    body_id: Mapped[str] = mapped_column(ForeignKey("sites.id"), index=True)
    conference_id: Mapped[str | None] = mapped_column(ForeignKey("conferences.id"), index=True)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"), index=True)
    name: Mapped[str]
    language: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    short: Mapped[str]
    about: Mapped[dict[str, Any]]
    reply_to: Mapped[str]
    folded: Mapped[str]
    state: Mapped[str] = mapped_column(default=WAITING)
    reason: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime] = mapped_column(index=True)
    written_by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    due_at: Mapped[datetime]
    lapses_at: Mapped[datetime]
    tried_since: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)

    mailbox: Mapped[Mailbox] = relationship()
    body: Mapped[Site] = relationship()
    conference: Mapped[Conference | None] = relationship()
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    written_by: Mapped[Person | None] = relationship(foreign_keys=[written_by_id])

    @property
    def stream(self) -> str:
        return f"letter:{self.id}"

    @property
    def receiver_id(self) -> str | None:
        """Of the person, or of whom only an address is known."""
        return self.person_id or self.about.get("receiver")

    @property
    def is_waiting(self) -> bool:
        return self.state == WAITING

    def is_held(self, now: datetime) -> bool:
        """Whether it waits for the undo, not for a server."""
        return self.is_waiting and self.tried_since is None and now < self.due_at

    def end(self, state: str, at: datetime, reason: str = "") -> None:
        self.state, self.ended_at, self.reason = state, at, reason
        self.revision += 1

    def wait_again(self, mailbox: Mailbox, now: datetime, use: timedelta) -> None:
        """At the end of the queue, as if it had just been written; of use for that much longer at least."""
        if self.state not in LEFT_BEHIND:
            raise Refused(_("This letter has left or is about to."))
        self.mailbox_address, self.number = mailbox.address, mailbox.next_number()
        self.state, self.reason, self.ended_at, self.tried_since = WAITING, "", None, None
        self.due_at, self.lapses_at = now + HOLD, max(self.lapses_at, now + use)
        self.revision += 1


class Attempt(Base):
    """One try to hand a letter over. Without an end: nobody knows whether the server took it."""

    __tablename__ = "letter_attempts"
    __table_args__ = (CheckConstraint(f"outcome IN {OUTCOMES}", name="outcome"),)
    letter_id: Mapped[str] = mapped_column(ForeignKey("letters.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    lease: Mapped[str] = mapped_column(unique=True)
    begun_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    code: Mapped[int | None]  # what the server answered, as SMTP numbers it
    reply: Mapped[str] = mapped_column(default="")
