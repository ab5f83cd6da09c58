"""The week of a body, its entries, and what was published of it."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confsys.extensions import Base
from confsys.ids import new_id
from confsys.people.models import Person
from confsys.scheduling.models import Resource
from confsys.sites.models import Site
from confsys.words import _

MORNING, AFTERNOON = HALVES = ("morning", "afternoon")
HALF_NAMES = {MORNING: _("a.m."), AFTERNOON: _("p.m.")}
PDF, XLSX, DOCX = FORMATS = ("pdf", "xlsx", "docx")


class Week(Base):
    """Seven days of one body, from a Monday. `edition`: how often it was published; 0: a draft nobody else has seen.

    The first publishing is edition 1; edition N + 1 is told as "Điều chỉnh lần N".
    """

    __tablename__ = "weeks"
    __table_args__ = (UniqueConstraint("body_id", "monday"),)
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    body_id: Mapped[str] = mapped_column(ForeignKey("sites.id"))
    monday: Mapped[date]
    edition: Mapped[int] = mapped_column(default=0)
    published_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)

    body: Mapped[Site] = relationship()

    @property
    def stream(self) -> str:
        return f"week:{self.id}"


class WeekEntry(Base):
    """A line that an office writes: something that is no conference, or what it adds to the line of a conference.

    The line of a conference (`conference_id`) takes title, time, place and chairs from the conference; here stand only
    the other columns. `at` is None for what has no hour of its own; `half` then says when.
    """

    __tablename__ = "week_entries"
    __table_args__ = (
        CheckConstraint(f"half IN {HALVES}", name="half"),
        CheckConstraint("until IS NULL OR (at IS NOT NULL AND at < until)", name="hours"),
        UniqueConstraint("week_id", "conference_id"),
        Index("ix_week_entries_week", "week_id", "day"),
    )
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    week_id: Mapped[str] = mapped_column(ForeignKey("weeks.id"))
    conference_id: Mapped[str | None] = mapped_column(ForeignKey("conferences.id"))
    day: Mapped[date]
    half: Mapped[str]
    at: Mapped[time | None]
    until: Mapped[time | None]
    title: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    room_id: Mapped[str | None] = mapped_column(ForeignKey("resources.id"))
    leaders: Mapped[str] = mapped_column(default="")  # beside the persons named, as written: "các PCT"
    prepared_by: Mapped[str] = mapped_column(default="")  # the unit that prepares the content
    accompanied_by: Mapped[str] = mapped_column(default="")  # the leader of the office who goes along
    staff_officer: Mapped[str] = mapped_column(default="")
    own_invitation: Mapped[bool] = mapped_column(default=False)  # "Giấy mời riêng"
    room_code: Mapped[str] = mapped_column(default="")  # under which it is found on the bridge
    cancelled: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(default="")  # why it is cancelled, or was moved
    position: Mapped[int] = mapped_column(default=0)  # among those that begin together
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]

    week: Mapped[Week] = relationship()
    room: Mapped[Resource | None] = relationship()

    @property
    def stream(self) -> str:
        return f"week:{self.week_id}"


class WeekLeader(Base):
    """A leader named in an entry."""

    __tablename__ = "week_leaders"
    entry_id: Mapped[str] = mapped_column(ForeignKey("week_entries.id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)

    person: Mapped[Person] = relationship()


class WeekEdition(Base):
    """A week as it was published: never changed. `rows`: {"rows": [Row.plain(), …]} in their order."""

    __tablename__ = "week_editions"
    week_id: Mapped[str] = mapped_column(ForeignKey("weeks.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    published_at: Mapped[datetime]
    published_by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    rows: Mapped[dict[str, Any]]

    week: Mapped[Week] = relationship()


class WeekPaper(Base):
    """An edition as a file, made by the worker. `problem` says why there is none."""

    __tablename__ = "week_papers"
    __table_args__ = (CheckConstraint(f"format IN {FORMATS}", name="format"),)
    week_id: Mapped[str] = mapped_column(ForeignKey("weeks.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    format: Mapped[str] = mapped_column(primary_key=True)
    made_at: Mapped[datetime]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    problem: Mapped[str] = mapped_column(default="")


class WeekLook(Base):
    """The edition of a week that a reader looked at last."""

    __tablename__ = "week_looks"
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    week_id: Mapped[str] = mapped_column(ForeignKey("weeks.id"), primary_key=True)
    number: Mapped[int]
    looked_at: Mapped[datetime]
