"""A turn to speak of one site in a conference, and what is set for the floor of a conference; the rules of one row."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confsys.agenda.models import AgendaItem
from confsys.conferences.models import Conference, Participation
from confsys.errors import Refused
from confsys.extensions import Base
from confsys.floor.order import KINDS, PAPER, QUESTION, REPLY, REQUEST, URGENT
from confsys.ids import new_id
from confsys.words import _

WAITING, CALLED, SPEAKING, PAUSED = "waiting", "called", "speaking", "paused"
DONE, WITHDRAWN, REFUSED = "done", "withdrawn", "refused"
STATES = (WAITING, CALLED, SPEAKING, PAUSED, DONE, WITHDRAWN, REFUSED)
IN_LIST, ON_FLOOR = (WAITING, CALLED), (SPEAKING, PAUSED)
LINK, ACCOUNT, OFFICE = WAYS = ("link", "account", "office")
WAY_NAMES = {LINK: _("by the site's link"), ACCOUNT: _("by the site's account"), OFFICE: _("noted by the office")}
STATE_NAMES = {
    WAITING: _("Waits for its turn"),
    CALLED: _("Get ready"),
    SPEAKING: _("Speaking"),
    PAUSED: _("Paused"),
    DONE: _("Has spoken"),
    WITHDRAWN: _("Hand taken down"),
    REFUSED: _("Not called up"),
}
KIND_NAMES = {
    URGENT: _("Urgent word"),
    QUESTION: _("Question"),
    REPLY: _("Reply"),
    PAPER: _("Registered paper"),
    REQUEST: _("Contribution"),
}
MOMENTS = ("called_at", "started_at", "ended_at", "paused_at")
RUN = ("state", *MOMENTS, "paused_seconds", "paused_for_id", "from_item_id", "as_item_id", "rank", "is_last")
HAS_FLOOR = "state = 'speaking' OR (state = 'paused' AND paused_for_id IS NULL)"


def _one(name: str, *columns: str, where: str) -> Index:
    return Index(name, *columns, unique=True, sqlite_where=text(where), postgresql_where=text(where))


class Turn(Base):
    """One turn. `paused_for`: who speaks in between; `from_item`: the item that stands still meanwhile.

    `as_item`: it was held as this item of the agenda. `rank`: its place among its kind; `is_last`: after all others.
    """

    __tablename__ = "turns"
    __table_args__ = (
        _one("uq_turns_one_on_floor", "conference_id", where=HAS_FLOOR),
        _one("uq_turns_one_waiting", "participation_id", "kind", where="state IN ('waiting', 'called')"),
        Index("ix_turns_in_conference", "conference_id", "state"),
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint(f"way IN {WAYS}", name="way"),
        CheckConstraint("paused_for_id IS NULL OR state = 'paused'", name="paused_for"),
        CheckConstraint(f"state NOT IN {ON_FLOOR} OR started_at IS NOT NULL", name="started"),
        CheckConstraint("(state = 'refused') = (word <> '')", name="word"),
    )
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    conference_id: Mapped[str] = mapped_column(ForeignKey("conferences.id", ondelete="CASCADE"))
    participation_id: Mapped[str] = mapped_column(ForeignKey("participations.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(default=WAITING)
    way: Mapped[str]
    topic: Mapped[str] = mapped_column(default="")
    speaker: Mapped[str] = mapped_column(default="")
    told_by: Mapped[str] = mapped_column(default="")
    word: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    rank: Mapped[int]
    is_last: Mapped[bool] = mapped_column(default=False)
    called_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    paused_seconds: Mapped[int] = mapped_column(default=0)
    paused_for_id: Mapped[str | None] = mapped_column(ForeignKey("turns.id", ondelete="SET NULL"))
    from_item_id: Mapped[str | None] = mapped_column(ForeignKey("agenda_items.id", ondelete="SET NULL"))
    as_item_id: Mapped[str | None] = mapped_column(ForeignKey("agenda_items.id", ondelete="SET NULL"), index=True)
    revision: Mapped[int] = mapped_column(default=1)

    conference: Mapped[Conference] = relationship()
    participation: Mapped[Participation] = relationship()
    from_item: Mapped[AgendaItem | None] = relationship(foreign_keys=[from_item_id])

    @property
    def stream(self) -> str:
        return f"conference:{self.conference_id}"

    @property
    def is_called(self) -> bool:
        return self.state == CALLED

    @property
    def is_in_list(self) -> bool:
        return self.state in IN_LIST

    @property
    def is_on_floor(self) -> bool:
        return self.state in ON_FLOOR

    @property
    def run(self) -> dict[str, Any]:
        """How far it has come, as plain values."""
        return {name: _plain(getattr(self, name)) for name in RUN}

    def set_back(self, run: dict[str, Any]) -> None:
        """To how far it had come before; only what is named."""
        for name, value in run.items():
            setattr(self, name, datetime.fromisoformat(value) if name in MOMENTS and value else value)
        self.word = "" if self.state != REFUSED else self.word
        self.revision += 1

    def seconds(self, at: datetime) -> int:
        """How long it has spoken at that instant, without its pauses."""
        if self.started_at is None:
            return 0
        until = self.paused_at or self.ended_at or at
        return max(0, round((until - self.started_at).total_seconds()) - self.paused_seconds)

    def call(self, at: datetime) -> None:
        self._move((WAITING,), CALLED)
        self.called_at = at

    def start(self, at: datetime) -> None:
        self._move(IN_LIST, SPEAKING)
        self.started_at, self.ended_at, self.paused_at, self.paused_seconds = at, None, None, 0

    def pause(self, at: datetime) -> None:
        self._move((SPEAKING,), PAUSED)
        self.paused_at = at

    def wait_for(self, other_id: str | None, at: datetime) -> None:
        """Let another one speak in between, or stand still for nobody; one that is paused stays so."""
        if self.state == SPEAKING:
            self.pause(at)
        self.paused_for_id = other_id

    def resume(self, at: datetime) -> None:
        self._move((PAUSED,), SPEAKING)
        self.paused_for_id = None
        self._count_pause(at)

    def finish(self, at: datetime) -> None:
        self._move(ON_FLOOR, DONE)
        self.paused_for_id = None
        self._count_pause(at)
        self.ended_at = at

    def withdraw(self) -> None:
        self._move(IN_LIST, WITHDRAWN)

    def refuse(self, word: str) -> None:
        self._move(IN_LIST, REFUSED)
        self.word = word

    def put_last(self, rank: int) -> None:
        """Behind all others; one that was called waits again."""
        self._move(IN_LIST, WAITING)
        self.called_at, self.is_last, self.rank = None, True, rank

    def take_up(self, item_id: str) -> None:
        self._move(IN_LIST, DONE)
        self.as_item_id = item_id

    def _count_pause(self, at: datetime) -> None:
        if self.paused_at is not None:
            self.paused_seconds += max(0, round((at - self.paused_at).total_seconds()))
            self.paused_at = None

    def _move(self, sources: tuple[str, ...], target: str) -> None:
        if self.state not in sources:
            now = {"site": self.participation.site.name, "state": STATE_NAMES[self.state]}
            raise Refused(_("%(site)s: this turn is in the state “%(state)s” now.", **now))
        self.state = target
        self.revision += 1


class Floor(Base):
    """What is set for the floor of a conference; one of which nothing was set has no row.

    `minutes`: what a site has for each kind of turn, where it is not as usual; `extra`: what all were given besides.
    """

    __tablename__ = "floors"
    conference_id: Mapped[str] = mapped_column(ForeignKey("conferences.id", ondelete="CASCADE"), primary_key=True)
    closed_at: Mapped[datetime | None]
    minutes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    extra: Mapped[dict[str, Any]] = mapped_column(default=dict)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
