"""How often the link of a delegate was renewed, and whose name was corrected. One of whom neither is so has no row."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confsys.conferences.models import Participation
from confsys.extensions import Base


class DelegateLink(Base):
    """`mark`: of the name and office by which somebody is the same on every list; it says neither.

    `same_as`: the mark he had before his name was corrected, which his link keeps.
    """

    __tablename__ = "delegate_links"
    participation_id: Mapped[str] = mapped_column(ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True)
    mark: Mapped[str] = mapped_column(primary_key=True)
    generation: Mapped[int] = mapped_column(default=1)
    renewed_at: Mapped[datetime | None]
    same_as: Mapped[str | None]

    participation: Mapped[Participation] = relationship()
