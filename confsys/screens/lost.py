"""A link that was lost and is asked for again: by whom, for which site, and what became of it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confsys.errors import Refused
from confsys.extensions import Base
from confsys.ids import new_id
from confsys.people.models import Person
from confsys.sites.models import Site
from confsys.words import _

OPEN, SENT, TOLD, REFUSED = STATES = ("open", "sent", "told", "refused")


class LinkRequest(Base):
    """Somebody says that a site has lost its link. `who` is what he calls himself, and proves nothing."""

    __tablename__ = "link_requests"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state"),
        Index("ix_link_requests_open", "state", "site_id"),
    )
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    site_id: Mapped[str] = mapped_column(ForeignKey("sites.id"), index=True)
    who: Mapped[str]
    asked_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default=OPEN)
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))

    site: Mapped[Site] = relationship()
    ended_by: Mapped[Person | None] = relationship()

    @property
    def stream(self) -> str:
        return f"site:{self.site_id}"

    def end(self, state: str, by: Person, at: datetime) -> None:
        """Raises Refused if somebody else was first."""
        if self.state != OPEN:
            raise Refused(_("Somebody else has already dealt with this."))
        self.state, self.ended_by_id, self.ended_at = state, by.id, at
