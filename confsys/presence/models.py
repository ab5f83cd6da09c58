"""A lease on a line, and how long somebody has been here."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from confsys.extensions import Base


class Lease(Base):
    """What one process says of the lines it holds for somebody: so many screens, good until then."""

    __tablename__ = "leases"
    __table_args__ = (CheckConstraint("screens >= 0", name="screens"), Index("ix_leases_subject", "subject", "until"))
    process: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str] = mapped_column(primary_key=True)
    screens: Mapped[int]
    seen_at: Mapped[datetime]
    until: Mapped[datetime] = mapped_column(index=True)


class Presence(Base):
    """Somebody who is here, or was: since when, and once lost, last seen when and noticed when."""

    __tablename__ = "presences"
    __table_args__ = (Index("ix_presences_lost_at", "lost_at"),)
    subject: Mapped[str] = mapped_column(primary_key=True)
    first_seen_at: Mapped[datetime]
    since: Mapped[datetime]
    seen_at: Mapped[datetime]
    lost_at: Mapped[datetime | None]

    def end(self, seen_at: datetime, at: datetime) -> None:
        self.seen_at, self.lost_at = seen_at, at
