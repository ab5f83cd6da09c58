"""What was chosen for the hall of a conference."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confsys.conferences.models import Conference
from confsys.extensions import Base
from confsys.stage.scenes import AUTOMATIC, CHOICES, DARK, OFF, STRIPS, THEMES

CHOSEN = ("scene", "resumes_at", "lower_third", "theme")


class Stage(Base):
    """A conference for which nobody chose anything has no row: it shows what happens, by itself.

    `resumes_at`: when it goes on after a break, as somebody said.
    """

    __tablename__ = "stages"
    __table_args__ = (
        CheckConstraint(f"scene IN {CHOICES}", name="scene"),
        CheckConstraint(f"lower_third IN {STRIPS}", name="lower_third"),
        CheckConstraint(f"theme IN {THEMES}", name="theme"),
    )
    conference_id: Mapped[str] = mapped_column(ForeignKey("conferences.id", ondelete="CASCADE"), primary_key=True)
    scene: Mapped[str] = mapped_column(default=AUTOMATIC)
    resumes_at: Mapped[datetime | None]
    lower_third: Mapped[str] = mapped_column(default=OFF)
    theme: Mapped[str] = mapped_column(default=DARK)

    conference: Mapped[Conference] = relationship()

    @property
    def plain(self) -> dict[str, Any]:
        """What was chosen, as the journal keeps it."""
        values = {name: getattr(self, name) for name in CHOSEN}
        return values | {"resumes_at": self.resumes_at.isoformat() if self.resumes_at else None}
