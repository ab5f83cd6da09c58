"""A conference, the persons named in it, and the sites that take part; the rules of one row."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, UniqueConstraint, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confsys.conferences import clocks, transitions
from confsys.conferences.consequences import edition_after_step, remembered, state_after
from confsys.conferences.transitions import DRAFT, STATE_NAMES, STATES, Transition
from confsys.errors import Invalid, Refused
from confsys.extensions import Base
from confsys.folding import folded
from confsys.ids import new_id
from confsys.people.models import Person
from confsys.scheduling.models import LONGEST, Resource
from confsys.sites.models import Site
from confsys.words import _

KINDS = ("giao-ban", "chuyen-mon", "so-ket", "tong-ket", "chuyen-de", "tap-huan", "hop-khac")
MODES = ("truc-tuyen", "truc-tiep", "ket-hop")
REACHES = ("none", "commune_wide", "province_wide")
KIND_NAMES = {
    "giao-ban": _("Briefing"),
    "chuyen-mon": _("Professional meeting"),
    "so-ket": _("Interim review"),
    "tong-ket": _("Final review"),
    "chuyen-de": _("Thematic conference"),
    "tap-huan": _("Training"),
    "hop-khac": _("Other meeting"),
}
MODE_NAMES = {"truc-tuyen": _("Online"), "truc-tiep": _("In person"), "ket-hop": _("In person and online")}
REACH_NAMES = {
    "none": _("Those invited"),
    "commune_wide": _("The whole commune"),
    "province_wide": _("The whole province"),
}
Span = tuple[datetime, datetime]
LINK_AFTER_CLOSE = timedelta(hours=24)


class Conference(clocks.Warns, Base):
    """One conference. Times are instants, [starts_at, ends_at).

    One that somebody outside convenes (`convener`) has its chair and its main site as text; here our main site is the
    one that relays it. It takes time like any other, and counts for no quota of ours.
    """

    __tablename__ = "conferences"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="times"),
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint(f"mode IN {MODES}", name="mode"),
        CheckConstraint(f"reach IN {REACHES}", name="reach"),
        Index("ix_conferences_when", "starts_at", "id"),
    )
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    code: Mapped[str] = mapped_column(unique=True)
    uid: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    mode: Mapped[str]
    reach: Mapped[str]
    public: Mapped[bool]
    state: Mapped[str] = mapped_column(default=DRAFT, index=True)
    state_before: Mapped[str | None]
    reason: Mapped[str | None]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)
    main_site_id: Mapped[str] = mapped_column(ForeignKey("sites.id"), index=True)
    rehearsal_starts_at: Mapped[datetime | None]
    rehearsal_ends_at: Mapped[datetime | None]
    convener: Mapped[str] = mapped_column(default="")
    outside_chair: Mapped[str] = mapped_column(default="")
    outside_place: Mapped[str] = mapped_column(default="")
    entered_afterwards: Mapped[bool] = mapped_column(default=False)
    room_id: Mapped[str | None] = mapped_column(ForeignKey("resources.id"))
    reasons: Mapped[dict[str, Any]] = mapped_column(default=dict)  # what was said against each warning, by its id
    organiser_id: Mapped[str] = mapped_column(ForeignKey("sites.id"), index=True)
    planned_by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    asked_by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    started_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    stage_generation: Mapped[int] = mapped_column(default=1)
    revision: Mapped[int] = mapped_column(default=1)
    edition: Mapped[int] = mapped_column(default=0)
    calendar_revision: Mapped[int] = mapped_column(default=0)
    calendar_changed_at: Mapped[datetime]
    created_at: Mapped[datetime]

    main_site: Mapped[Site] = relationship(foreign_keys=[main_site_id])
    organiser: Mapped[Site] = relationship(foreign_keys=[organiser_id])
    room: Mapped[Resource | None] = relationship()

    @property
    def stream(self) -> str:
        return f"conference:{self.id}"

    @property
    def is_running(self) -> bool:
        return self.state in transitions.RUNNING

    @property
    def is_over(self) -> bool:
        return self.state in transitions.ENDED

    @property
    def is_known(self) -> bool:
        """Whether those who will be invited may know of it: approved or later, or called off then."""
        return (self.state_before if self.state in transitions.PUT_OFF else self.state) in transitions.KNOWN

    @property
    def may_be_planned(self) -> bool:
        """Whether time, place, sites and title can still be changed."""
        return self.state in transitions.BEFORE_LIVE

    @property
    def place_name(self) -> str:
        """Where the chair sits: outside, or at our main site."""
        return self.outside_place or self.main_site.name

    def names_of_chairs(self, own: Iterable[Any]) -> str:
        """Who chairs, whoever convenes it first. `own`: each with a name."""
        return ", ".join(name for name in (self.outside_chair, *(chair.name for chair in own)) if name)

    def convene(self, convener: str, chair: str, place: str) -> None:
        """Say who outside convenes it, who chairs it there and where; all empty for one of our own. Raises Invalid."""
        refuse_outside(convener, chair, place)
        self.convener, self.outside_chair, self.outside_place = convener, chair, place

    def call(self, title: str) -> None:
        self.title, self.folded = title, folded(title)

    def place(self, starts_at: datetime, ends_at: datetime) -> None:
        """Set the time; raises Invalid if it ends before it starts or lasts too long."""
        refuse_times(starts_at, ends_at)
        self.starts_at, self.ends_at = starts_at, ends_at

    @property
    def rehearsal(self) -> Span | None:
        begin, end = self.rehearsal_starts_at, self.rehearsal_ends_at
        return (begin, end) if begin and end else None

    def rehearse(self, span: Span | None) -> None:
        """Set when it is rehearsed, or that it is not; raises Invalid if that is not before it begins."""
        if span and not span[0] < span[1] <= self.starts_at:
            raise Invalid({"rehearsal_ends_at": _("The rehearsal must end before the conference begins.")})
        self.rehearsal_starts_at, self.rehearsal_ends_at = span or (None, None)

    def take(self, step: Transition, *, reason: str | None, at: datetime, slot_is_free: bool = True) -> None:
        """Take one step of the table; raises Refused if it does not start from here."""
        if self.state not in step.sources:
            raise Refused(_("This conference is in the state “%(state)s” now.", state=STATE_NAMES[self.state]))
        target = state_after(step, self.state_before, slot_is_free=slot_is_free)
        self.state_before = remembered(self.state, self.state_before, target)
        self.edition = edition_after_step(step, self.edition)
        self.state = target
        if self.state == transitions.LIVE and self.started_at is None:
            self.started_at = at
        if self.state == transitions.CLOSED:
            self.closed_at = at
        elif self.state == transitions.LIVE:
            self.closed_at = None
        self.reason = reason
        self.revision += 1

    def set_back(self, state: str, *, reason: str | None = None, state_before: str | None = None) -> None:
        """As if the last step had not been taken."""
        self.state, self.reason, self.state_before = state, reason, state_before
        if state in transitions.BEFORE_LIVE:
            self.started_at = None
        self.revision += 1


def refuse_outside(convener: str, chair: str, place: str) -> None:
    """Raises Invalid for a chair or a place outside of nobody's convening."""
    if (chair or place) and not convener:
        raise Invalid({"convener": _("Name who convenes it, or leave chair and place empty.")})


def refuse_times(starts_at: datetime, ends_at: datetime) -> None:
    """Raises Invalid if no conference can have these."""
    if ends_at <= starts_at:
        raise Invalid({"ends_at": _("The end must come after the start.")})
    if ends_at - starts_at > LONGEST:
        raise Invalid({"ends_at": _("A conference lasts at most 14 days.")})


class ConferencePerson(Base):
    """A person named in a conference; where a substitute goes in his place, that one's time is taken, and not his."""

    __tablename__ = "conference_people"
    __table_args__ = (CheckConstraint("function IN ('chair', 'invited')", name="function"),)
    conference_id: Mapped[str] = mapped_column(ForeignKey("conferences.id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    function: Mapped[str] = mapped_column(default="chair")
    position: Mapped[int] = mapped_column(default=0)
    substitute_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"), index=True)

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    substitute: Mapped[Person | None] = relationship(foreign_keys=[substitute_id])

    @classmethod
    def names(cls, person_id: str) -> ColumnElement[bool]:
        """The condition that this person is named, or goes in the place of one who is."""
        return or_(cls.person_id == person_id, cls.substitute_id == person_id)


class Participation(Base):
    """A site in one conference. Keeps the name the site had on that day."""

    __tablename__ = "participations"
    __table_args__ = (UniqueConstraint("conference_id", "site_id"),)
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    conference_id: Mapped[str] = mapped_column(ForeignKey("conferences.id"))
    site_id: Mapped[str] = mapped_column(ForeignKey("sites.id"), index=True)
    is_main: Mapped[bool] = mapped_column(default=False)
    link_generation: Mapped[int] = mapped_column(default=1)
    link_revoked_at: Mapped[datetime | None]

    conference: Mapped[Conference] = relationship()
    site: Mapped[Site] = relationship()

    @property
    def stream(self) -> str:
        return f"conference:{self.conference_id}"


class ConferenceUnit(Base):
    """A piece of equipment that a conference needs."""

    __tablename__ = "conference_units"
    conference_id: Mapped[str] = mapped_column(ForeignKey("conferences.id"), primary_key=True)
    resource_id: Mapped[str] = mapped_column(ForeignKey("resources.id"), primary_key=True)


class SlotRequest(Base):
    """What was asked for with a slot: its own code, by when it is answered, and the other time that was proposed.

    `proposed_reasons`: what the approver said against each warning of that time, by its id. Of one that did not suit,
    the times and why stay until something else is proposed or asked for.
    """

    __tablename__ = "slot_requests"
    conference_id: Mapped[str] = mapped_column(ForeignKey("conferences.id"), primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    asked_at: Mapped[datetime]
    due_on: Mapped[date]
    needs: Mapped[str] = mapped_column(default="")
    urgent: Mapped[bool] = mapped_column(default=False)
    proposed_starts_at: Mapped[datetime | None]
    proposed_ends_at: Mapped[datetime | None]
    proposed_by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    proposed_why: Mapped[str] = mapped_column(default="")
    proposed_reasons: Mapped[dict[str, Any]] = mapped_column(default=dict)
    declined_starts_at: Mapped[datetime | None]
    declined_ends_at: Mapped[datetime | None]
    declined_why: Mapped[str] = mapped_column(default="")

    conference: Mapped[Conference] = relationship()

    @property
    def has_proposal(self) -> bool:
        """Whether another time waits for the answer of who asked."""
        return self.proposed_starts_at is not None

    @property
    def proposed(self) -> tuple[datetime, datetime]:
        """From when to when; only where `has_proposal`."""
        assert self.proposed_starts_at and self.proposed_ends_at
        return self.proposed_starts_at, self.proposed_ends_at

    @property
    def declined(self) -> tuple[datetime, datetime] | None:
        """The time that was proposed last and did not suit."""
        if self.declined_starts_at is None or self.declined_ends_at is None:
            return None
        return self.declined_starts_at, self.declined_ends_at

    def propose(self, starts_at: datetime, ends_at: datetime, *, by: Person, why: str, said: dict[str, str]) -> None:
        self.proposed_starts_at, self.proposed_ends_at = starts_at, ends_at
        self.proposed_by_id, self.proposed_why, self.proposed_reasons = by.id, why, said
        self.forget_declined()

    def drop_proposal(self) -> None:
        self.proposed_starts_at = self.proposed_ends_at = self.proposed_by_id = None
        self.proposed_why, self.proposed_reasons = "", {}

    def decline(self, why: str) -> None:
        self.declined_starts_at, self.declined_ends_at = self.proposed
        self.declined_why = why
        self.drop_proposal()

    def forget_declined(self) -> None:
        self.declined_starts_at = self.declined_ends_at = None
        self.declined_why = ""
