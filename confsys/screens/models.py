"""A computer of a meeting room: while it waits to be paired, and then; the rules of one row."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confsys.conferences.models import Conference
from confsys.extensions import Base
from confsys.ids import new_id
from confsys.people.models import Person
from confsys.screens.codes import GOOD_FOR
from confsys.sites.models import Site

SCREEN, STAGE = VIEWS = ("screen", "stage")


class Pairing(Base):
    """A browser that waits to be paired. Its secret and its code are kept as hashes."""

    __tablename__ = "pairings"
    secret_hash: Mapped[str] = mapped_column(primary_key=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    device: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(index=True)
    claimed_at: Mapped[datetime | None]

    def is_good(self, now: datetime) -> bool:
        return now < self.made_at + GOOD_FOR


class PairedScreen(Base):
    """A computer that shows what its site is to see. What it is told stands here, so that it finds it when it is back.

    `conference_id`: the one it was sent to or that somebody chose in the room; None: whichever is on.
    """

    __tablename__ = "paired_screens"
    __table_args__ = (CheckConstraint(f"view IN {VIEWS}", name="view"),)
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    site_id: Mapped[str] = mapped_column(ForeignKey("sites.id"), index=True)
    name: Mapped[str]
    folded: Mapped[str]
    device: Mapped[str]
    paired_at: Mapped[datetime]
    paired_by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    view: Mapped[str] = mapped_column(default=SCREEN)
    conference_id: Mapped[str | None] = mapped_column(ForeignKey("conferences.id"), index=True)
    message: Mapped[str] = mapped_column(default="")
    message_at: Mapped[datetime | None]
    message_until: Mapped[datetime | None]
    identify_until: Mapped[datetime | None]
    reloads: Mapped[int] = mapped_column(default=0)
    revoked_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)

    site: Mapped[Site] = relationship()
    conference: Mapped[Conference | None] = relationship()
    paired_by: Mapped[Person | None] = relationship()

    @property
    def stream(self) -> str:
        return f"screen:{self.id}"

    def message_on(self, now: datetime) -> str:
        """What it is told now; "" for nothing."""
        return "" if self.message_until is not None and self.message_until <= now else self.message

    def is_identified(self, now: datetime) -> bool:
        return self.identify_until is not None and now < self.identify_until
