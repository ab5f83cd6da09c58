"""A site's own test, the technician's check list, and incidents; each of one site in one conference."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confsys.conferences.models import Participation
from confsys.extensions import Base
from confsys.ids import new_id
from confsys.sites.equipment import ITEM_NAMES
from confsys.words import _

LINK, ACCOUNT, OFFICE = WAYS = ("link", "account", "office")
WAY_NAMES = {LINK: _("by its link"), ACCOUNT: _("by its account"), OFFICE: _("by the office")}

READY, USABLE, UNUSABLE = VERDICTS = ("ready", "usable", "unusable")
VERDICT_NAMES = {READY: _("Ready"), USABLE: _("Usable"), UNUSABLE: _("Not usable")}

OK, FAILED, NONE = STATES = ("ok", "failed", "none")
STATE_NAMES = {OK: _("In order"), FAILED: _("Fails"), NONE: _("Not there")}
POINT_NAMES = {
    **ITEM_NAMES,
    "main_line": _("Main line of the site"),
    "backup_line": _("Backup line of the site"),
    "power": _("Power backup"),
    "dial_in": _("Account, room id or link known"),
    "telephone": _("Telephone person reached"),
}
POINTS = tuple(POINT_NAMES)

PICTURE, SOUND, LINE = KINDS = ("picture", "sound", "line")
KIND_NAMES = {PICTURE: _("No picture"), SOUND: _("No sound"), LINE: _("Line lost")}
WAITING, IN_HAND, SOLVED = ("waiting", "in-hand", "solved")


def _of_participation(**options: Any) -> Any:
    return mapped_column(ForeignKey("participations.id", ondelete="CASCADE"), **options)


class SelfTest(Base):
    """What a site measured by itself; the latest few are kept. `device`: browser, system and screen, in words."""

    __tablename__ = "self_tests"
    __table_args__ = (
        CheckConstraint(f"verdict IN {VERDICTS}", name="verdict"),
        CheckConstraint(f"way IN {WAYS}", name="way"),
        Index("ix_self_tests_latest", "participation_id", "tested_at"),
    )
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    participation_id: Mapped[str] = _of_participation()
    tested_at: Mapped[datetime]
    way: Mapped[str]
    device: Mapped[str]
    verdict: Mapped[str]
    measured: Mapped[dict[str, Any]]

    participation: Mapped[Participation] = relationship()


class CheckList(Base):
    """The technician's list: {point: {"state", "note"}}, and who signed it. Begins with the first point answered."""

    __tablename__ = "check_lists"
    __table_args__ = (CheckConstraint("(signed_at IS NULL) = (signed_by = '')", name="signed"),)
    participation_id: Mapped[str] = _of_participation(primary_key=True)
    points: Mapped[dict[str, Any]] = mapped_column(default=dict)
    signed_by: Mapped[str] = mapped_column(default="")
    signed_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=0)

    participation: Mapped[Participation] = relationship()

    @property
    def stream(self) -> str:
        return self.participation.stream

    @property
    def answered(self) -> int:
        """How many of the `POINTS` are answered."""
        return sum(point in self.points for point in POINTS)

    @property
    def is_complete(self) -> bool:
        return self.answered == len(POINTS)

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None

    @property
    def failed(self) -> list[str]:
        return [point for point in POINTS if self.points.get(point, {}).get("state") == FAILED]


class Incident(Base):
    """Something that went wrong at a site. Of each kind a site has at most one that is open."""

    __tablename__ = "incidents"
    __table_args__ = (
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint(f"way IN {WAYS}", name="way"),
        CheckConstraint("(taken_at IS NULL) = (taken_by = '')", name="taken"),
        Index(
            "uq_incidents_one_open",
            "participation_id",
            "kind",
            unique=True,
            sqlite_where=text("solved_at IS NULL"),
            postgresql_where=text("solved_at IS NULL"),
        ),
        Index("ix_incidents_opened", "participation_id", "opened_at"),
    )
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    participation_id: Mapped[str] = _of_participation()
    kind: Mapped[str]
    opened_at: Mapped[datetime]
    way: Mapped[str]
    opened_by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    note: Mapped[str] = mapped_column(default="")
    taken_by: Mapped[str] = mapped_column(default="")
    taken_at: Mapped[datetime | None]
    solved_at: Mapped[datetime | None]
    done: Mapped[str] = mapped_column(default="")

    participation: Mapped[Participation] = relationship()

    @property
    def stream(self) -> str:
        return self.participation.stream

    @property
    def state(self) -> str:
        return SOLVED if self.solved_at else IN_HAND if self.taken_at else WAITING

    @property
    def is_open(self) -> bool:
        return self.solved_at is None
