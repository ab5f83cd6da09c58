"""How a site is equipped and connected: rows, and the words for what may stand in them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confsys.extensions import Base
from confsys.people.models import Person
from confsys.words import _

ITEMS = ("codec", "camera", "display", "microphones", "mixer", "speakers")
ITEM_NAMES = {
    "codec": _("Codec or PC"),
    "camera": _("Camera"),
    "display": _("Display"),
    "microphones": _("Microphones"),
    "mixer": _("Mixer"),
    "speakers": _("Loudspeakers"),
}
GOOD, BROKEN, UNCHECKED = STATES = ("good", "broken", "unchecked")
STATE_NAMES = {GOOD: _("Good"), UNCHECKED: _("Not checked"), BROKEN: _("Broken")}
LINE_KINDS = ("tslcd", "fibre", "leased", "mobile", "satellite", "other")
LINE_NAMES = {
    "tslcd": _("State data network"),
    "fibre": _("Fibre, rented"),
    "leased": _("Leased line"),
    "mobile": _("Mobile network"),
    "satellite": _("Satellite"),
    "other": _("Another kind"),
}
NONE, UPS, GENERATOR = POWERS = ("none", "ups", "generator")
POWER_NAMES = {NONE: _("No backup"), UPS: _("UPS"), GENERATOR: _("Generator")}
LINES = ("main", "backup")
ENDPOINTS = ("web", "room_code", "sip", "h323")
CONNECTION = (
    *ENDPOINTS,
    *(f"{line}_{name}" for line in LINES for name in ("provider", "kind", "mbits")),
    *("power", "power_minutes"),
)


@dataclass(frozen=True)
class Seen:
    """What somebody found of one item of the check list."""

    state: str
    broken: int = 0
    note: str = ""


class Equipment(Base):
    """How a site is reached, its lines and its power; begins with the first word about it. Blank is not known."""

    __tablename__ = "site_equipment"
    __table_args__ = (
        CheckConstraint(f"main_kind IN {('', *LINE_KINDS)}", name="main_kind"),
        CheckConstraint(f"backup_kind IN {('', *LINE_KINDS)}", name="backup_kind"),
        CheckConstraint(f"power IN {('', *POWERS)}", name="power"),
        CheckConstraint("power_minutes IS NULL OR power IN ('ups', 'generator')", name="power_minutes"),
    )
    site_id: Mapped[str] = mapped_column(ForeignKey("sites.id"), primary_key=True)
    web: Mapped[str] = mapped_column(default="")
    room_code: Mapped[str] = mapped_column(default="")
    sip: Mapped[str] = mapped_column(default="")
    h323: Mapped[str] = mapped_column(default="")
    main_provider: Mapped[str] = mapped_column(default="")
    main_kind: Mapped[str] = mapped_column(default="")
    main_mbits: Mapped[int | None]
    backup_provider: Mapped[str] = mapped_column(default="")
    backup_kind: Mapped[str] = mapped_column(default="")
    backup_mbits: Mapped[int | None]
    power: Mapped[str] = mapped_column(default="")
    power_minutes: Mapped[int | None]
    revision: Mapped[int] = mapped_column(default=0)


class Check(Base):
    """One item of the check list of a site, as somebody found it last."""

    __tablename__ = "site_checks"
    __table_args__ = (
        CheckConstraint(f"item IN {ITEMS}", name="item"),
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint("(state = 'broken') = (broken > 0)", name="broken"),
        CheckConstraint("(state = 'unchecked') = (checked_at IS NULL)", name="checked"),
    )
    site_id: Mapped[str] = mapped_column(ForeignKey("sites.id"), primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(default=UNCHECKED)
    broken: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(default="")
    checked_at: Mapped[datetime | None]
    checked_by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))

    checked_by: Mapped[Person | None] = relationship()

    def find(self, seen: Seen, at: datetime | None, by: str | None) -> None:
        """Write down what was found; of what was not checked nobody says when."""
        checked = seen.state != UNCHECKED
        self.state, self.broken, self.note = seen.state, seen.broken if seen.state == BROKEN else 0, seen.note
        self.checked_at, self.checked_by_id = (at, by) if checked else (None, None)

    @property
    def plain(self) -> dict[str, Any]:
        """As the journal keeps it."""
        at = self.checked_at.isoformat() if self.checked_at else None
        return {"state": self.state, "broken": self.broken, "note": self.note, "at": at, "by": self.checked_by_id}
