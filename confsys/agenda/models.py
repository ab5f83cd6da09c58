"""One item of an agenda: what was planned and what really happened, kept apart; the rules of one item."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confsys.conferences import clocks
from confsys.conferences.models import Conference
from confsys.errors import Refused
from confsys.extensions import Base
from confsys.ids import new_id
from confsys.sites.models import Site
from confsys.words import _

KINDS = (
    *("khai-mac", "bao-cao", "tham-luan", "thao-luan", "giai-lao", "bieu-quyet"),
    *("phat-bieu-chi-dao", "ket-luan", "be-mac", "khac"),
)
PLANNED, CALLED, RUNNING, PAUSED = "planned", "called", "running", "paused"
DONE, SKIPPED, CARRIED_OVER = "done", "skipped", "carried_over"
STATES = (PLANNED, CALLED, RUNNING, PAUSED, DONE, SKIPPED, CARRIED_OVER)
CURRENT = (RUNNING, PAUSED)
WAITING = (PLANNED, CALLED)
LONGEST_MINUTES = 600
SHORTEST = timedelta(minutes=1)
MOMENTS = ("started_at", "ended_at", "paused_at", "due_at")
RUN = ("state", *MOMENTS, "paused_seconds", "extra_minutes")


class AgendaItem(clocks.Warns, Base):
    """One item. `minutes` is the plan; `extra_minutes` what was given or taken while it ran.

    It begins when the one before ends, or at its `fixed_start`. One that `counts_to_end` ends at its planned end if it
    can, however late it begins; when that is has been written down as `due_at` as it began.
    """

    __tablename__ = "agenda_items"
    __table_args__ = (
        UniqueConstraint("conference_id", "position"),
        Index(
            "ix_agenda_items_one_current",
            "conference_id",
            unique=True,
            sqlite_where=text("state IN ('running', 'paused')"),
            postgresql_where=text("state IN ('running', 'paused')"),
        ),
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint(f"minutes BETWEEN 1 AND {LONGEST_MINUTES}", name="minutes"),
    )
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    conference_id: Mapped[str] = mapped_column(ForeignKey("conferences.id"))
    position: Mapped[int]
    kind: Mapped[str]
    title: Mapped[str]
    minutes: Mapped[int]
    fixed_start: Mapped[datetime | None]
    counts_to_end: Mapped[bool] = mapped_column(default=False)
    presenter: Mapped[str] = mapped_column(default="")
    site_id: Mapped[str | None] = mapped_column(ForeignKey("sites.id"), index=True)
    state: Mapped[str] = mapped_column(default=PLANNED)
    extra_minutes: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    paused_seconds: Mapped[int] = mapped_column(default=0)
    revision: Mapped[int] = mapped_column(default=1)

    conference: Mapped[Conference] = relationship()
    site: Mapped[Site | None] = relationship()

    @property
    def stream(self) -> str:
        return f"conference:{self.conference_id}"

    @property
    def is_current(self) -> bool:
        return self.state in CURRENT

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    @property
    def planned_length(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    @property
    def length(self) -> timedelta:
        """How long it may take: the plan and what was given or taken; of one that counts to its end, until then."""
        if self.ends_by and self.started_at:
            return self.ends_by - self.started_at
        return self.given_length

    @property
    def given_length(self) -> timedelta:
        """The plan and what was given or taken."""
        return timedelta(minutes=max(1, self.minutes + self.extra_minutes))

    @property
    def ends_by(self) -> datetime | None:
        """The instant an item that counts to its end ends at, once it has begun: pauses do not move it."""
        if self.due_at is None or self.started_at is None:
            return None
        return max(self.due_at + timedelta(minutes=self.extra_minutes), self.started_at + SHORTEST)

    @property
    def warnings(self) -> tuple[int | None, int | None]:
        """Minutes and seconds before its end: its own, else those of its conference; None: as the office has it."""
        return clocks.nearest(self, self.conference)

    @property
    def paused(self) -> timedelta:
        """How long it stood still in finished pauses."""
        return timedelta(seconds=self.paused_seconds)

    @property
    def run(self) -> dict[str, Any]:
        """How far it has come, as plain values."""
        return {name: _plain(getattr(self, name)) for name in RUN}

    def set_back(self, run: dict[str, Any]) -> None:
        """To how far it had come before; only what is named."""
        for name, value in run.items():
            setattr(self, name, datetime.fromisoformat(value) if name in MOMENTS and value else value)
        self.revision += 1

    def time_run(self, at: datetime) -> timedelta:
        """How long it has run at that instant, nothing before it starts: without its pauses, unless it counts to
        its end, which no pause moves.
        """
        if self.started_at is None:
            return timedelta()
        if self.due_at is not None:
            return max(timedelta(), (self.ended_at or at) - self.started_at)
        return max(timedelta(), (self.paused_at or self.ended_at or at) - self.started_at - self.paused)

    def call(self) -> None:
        self._move((PLANNED,), CALLED)

    def start(self, at: datetime, *, due: datetime | None = None) -> None:
        """`due`: its planned end, if it counts to its end."""
        self._move(WAITING, RUNNING)
        self.started_at, self.ended_at, self.paused_at, self.paused_seconds = at, None, None, 0
        self.due_at = due

    def pause(self, at: datetime) -> None:
        self._move((RUNNING,), PAUSED)
        self.paused_at = at

    def resume(self, at: datetime) -> None:
        self._move((PAUSED,), RUNNING)
        self._count_pause(at)

    def finish(self, at: datetime) -> None:
        self._move(CURRENT, DONE)
        self._count_pause(at)
        self.ended_at = at

    def skip(self) -> None:
        self._move(WAITING, SKIPPED)

    def reopen(self) -> None:
        """Back to planned, as if it had never run."""
        self._move((DONE, SKIPPED), PLANNED)
        self.started_at = self.ended_at = self.paused_at = self.due_at = None
        self.paused_seconds = self.extra_minutes = 0

    def belong_to(self, site_id: str | None) -> None:
        self.site_id = site_id
        self.revision += 1

    def _count_pause(self, at: datetime) -> None:
        if self.paused_at is not None:
            self.paused_seconds += max(0, round((at - self.paused_at).total_seconds()))
            self.paused_at = None

    def _move(self, sources: tuple[str, ...], target: str) -> None:
        if self.state not in sources:
            raise Refused(
                _("“%(title)s” is in the state “%(state)s” now.", title=self.title, state=STATE_NAMES[self.state])
            )
        self.state = target
        self.revision += 1


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


STATE_NAMES = {
    PLANNED: _("To come"),
    CALLED: _("Get ready"),
    RUNNING: _("Speaking"),
    PAUSED: _("Paused"),
    DONE: _("Done"),
    SKIPPED: _("Skipped"),
    CARRIED_OVER: _("Carried over"),
}
