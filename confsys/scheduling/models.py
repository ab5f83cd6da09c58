"""What can be booked, the bookings, and the days on which a person is away."""

from datetime import date, datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confsys.extensions import Base, SortKey
from confsys.folding import folded, sort_key
from confsys.ids import new_id
from confsys.people.models import Person
from confsys.sites.models import Site
from confsys.words import _

ROOM, UNIT, BRIDGE = "room", "unit", "bridge"
KINDS = (ROOM, UNIT, BRIDGE)
KIND_NAMES = {ROOM: _("Room"), UNIT: _("Equipment"), BRIDGE: _("Conferencing bridge")}
ASKED, HELD = "asked", "held"
LONGEST = timedelta(days=14)  # no booking lasts longer, so none that began before that reaches into a day


class Resource(Base):
    """A room, a piece of equipment, or a bridge with its ports; `capacity`: how much of it can be used at one time."""

    __tablename__ = "resources"
    __table_args__ = (
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint("capacity > 0", name="capacity"),
        CheckConstraint("kind = 'bridge' OR capacity = 1", name="alone"),
        Index("ix_resources_site", "site_id", "kind"),
    )
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str]
    site_id: Mapped[str] = mapped_column(ForeignKey("sites.id"))
    name: Mapped[str]
    folded: Mapped[str]
    sort_key: Mapped[str] = mapped_column(SortKey)
    capacity: Mapped[int] = mapped_column(default=1)
    seats: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")
    retired_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)

    site: Mapped[Site] = relationship()

    @property
    def stream(self) -> str:
        return f"resource:{self.id}"

    @property
    def subject(self) -> str:
        return f"{self.kind}:{self.id}"

    def call(self, name: str) -> None:
        self.name, self.folded, self.sort_key = name, folded(name), sort_key(name)


class Booking(Base):
    """Something occupied in [starts_at, ends_at). Asked for, or held; only what is held takes room from others.

    `resource_id` is set where the database counts: a trigger refuses more than the resource has (see migration 0008).
    """

    __tablename__ = "bookings"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="times"),
        CheckConstraint(f"standing IN {(ASKED, HELD)}", name="standing"),
        CheckConstraint("amount > 0", name="amount"),
        Index("ix_bookings_when", "subject", "starts_at", "ends_at"),
    )
    holder: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    resource_id: Mapped[str | None] = mapped_column(ForeignKey("resources.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    amount: Mapped[int] = mapped_column(default=1)
    standing: Mapped[str]


class Absence(Base):
    """A person is away from one day to another, both included."""

    __tablename__ = "absences"
    __table_args__ = (
        CheckConstraint("first_day <= last_day", name="days"),
        Index("ix_absences_when", "person_id", "last_day"),
    )
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    why: Mapped[str] = mapped_column(default="")

    person: Mapped[Person] = relationship()

    @property
    def stream(self) -> str:
        return f"absence:{self.id}"
