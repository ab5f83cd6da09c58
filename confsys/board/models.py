"""What a technician or the office writes down about a site while it gets ready: "called, they look for the cable"."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confsys.extensions import Base
from confsys.ids import new_id
from confsys.people.models import Person

LONGEST = 300


class SiteNote(Base):
    """One note, never changed: the latest stands on the board. `was_called`: somebody telephoned the site then."""

    __tablename__ = "site_notes"
    __table_args__ = (Index("ix_site_notes_participation", "participation_id", "at"),)
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    participation_id: Mapped[str] = mapped_column(ForeignKey("participations.id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(default="")
    was_called: Mapped[bool] = mapped_column(default=False)
    by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]

    by: Mapped[Person | None] = relationship()
