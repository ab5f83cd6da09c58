"""A message of the office to sites, or of a site to the office, and how it stands at each site it went to."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confsys.conferences.models import Conference, Participation
from confsys.extensions import Base
from confsys.ids import new_id
from confsys.people.models import Person
from confsys.readiness.models import OFFICE, WAYS

WAITING, DELIVERED, SEEN, ANSWERED, WITHDRAWN = STATES = ("waiting", "delivered", "seen", "answered", "withdrawn")
LONGEST, LONGEST_ANSWER, LONGEST_NAME = 300, 200, 160
ALL = "all"


class Message(Base):
    """Something said. `from_id`: the site that says it to the office; without one the office says it to sites.

    `audience`: "all", or in words the branch that was meant, or nothing where sites were chosen one by one.
    `answers_id`: what a site wrote that is answered. Of a site's own message `seen_at` says when the office read it.
    """

    __tablename__ = "messages"
    __table_args__ = (
        CheckConstraint(f"way IN {WAYS}", name="way"),
        CheckConstraint("withdrawn_at IS NULL OR released_at IS NULL", name="released"),
        Index("ix_messages_of_conference", "conference_id", "sent_at"),
        Index(
            "uq_messages_one_released",
            "conference_id",
            unique=True,
            sqlite_where=text("released_at IS NOT NULL"),
            postgresql_where=text("released_at IS NOT NULL"),
        ),
    )
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    conference_id: Mapped[str] = mapped_column(ForeignKey("conferences.id"))
    from_id: Mapped[str | None] = mapped_column(ForeignKey("participations.id", ondelete="CASCADE"), index=True)
    answers_id: Mapped[str | None] = mapped_column(ForeignKey("messages.id", ondelete="SET NULL"), index=True)
    text: Mapped[str]
    audience: Mapped[str] = mapped_column(default="")
    urgent: Mapped[bool] = mapped_column(default=False)
    by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    way: Mapped[str] = mapped_column(default=OFFICE)
    told_by: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    seen_by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    released_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    conference: Mapped[Conference] = relationship()
    sender: Mapped[Participation | None] = relationship()
    by: Mapped[Person | None] = relationship(foreign_keys=[by_id])
    seen_by: Mapped[Person | None] = relationship(foreign_keys=[seen_by_id])

    @property
    def stream(self) -> str:
        return f"conference:{self.conference_id}"

    @property
    def is_of_a_site(self) -> bool:
        return self.from_id is not None

    @property
    def is_to_all(self) -> bool:
        return self.audience == ALL

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def is_on_stage(self) -> bool:
        return self.released_at is not None


class Recipient(Base):
    """One site a message went to. Delivered: a page of the site showed it; seen: a person there pressed that he has.

    `told_by`: who at the site said so on the telephone, where the office writes it down.
    """

    __tablename__ = "message_recipients"
    __table_args__ = (
        CheckConstraint(f"seen_way IS NULL OR seen_way IN {WAYS}", name="way"),
        CheckConstraint("(seen_at IS NULL) = (seen_way IS NULL)", name="seen"),
        CheckConstraint("(answered_at IS NULL) = (answer = '')", name="answered"),
        CheckConstraint("seen_at IS NULL OR delivered_at IS NOT NULL", name="delivered_first"),
        CheckConstraint("answered_at IS NULL OR seen_at IS NOT NULL", name="seen_first"),
        Index("ix_message_recipients_of_site", "participation_id"),
    )
    message_id: Mapped[str] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True)
    participation_id: Mapped[str] = mapped_column(ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True)
    delivered_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    seen_way: Mapped[str | None]
    told_by: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(default="")

    message: Mapped[Message] = relationship()
    participation: Mapped[Participation] = relationship()

    @property
    def state(self) -> str:
        """How far it has come at this site."""
        if self.answered_at:
            return ANSWERED
        return SEEN if self.seen_at else DELIVERED if self.delivered_at else WAITING

    def see(self, at: datetime, way: str, told_by: str = "") -> None:
        """The first time stays; what a person saw was shown to him."""
        self.delivered_at = self.delivered_at or at
        if self.seen_at is None:
            self.seen_at, self.seen_way, self.told_by = at, way, told_by
