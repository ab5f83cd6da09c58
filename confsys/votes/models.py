"""A vote, the answers it offers, who was entitled when it opened, and the ballots that bear a name."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confsys.attendance.models import HALF, SHARES
from confsys.conferences.models import Conference, Participation
from confsys.extensions import Base
from confsys.ids import new_id
from confsys.people.models import Person
from confsys.words import _

HANDS, NAMED, SECRET = KINDS = ("hands", "named", "secret")
KIND_NAMES = {HANDS: _("By show of hands"), NAMED: _("By name"), SECRET: _("In secret")}
SITES, DELEGATES = UNITS = ("sites", "delegates")
UNIT_NAMES = {SITES: _("each site has one ballot"), DELEGATES: _("each delegate has one ballot")}
PRESENT, SUMMONED, CAST = BASES = ("present", "summoned", "cast")
BASE_NAMES = {
    PRESENT: _("of those present when it opened"),
    SUMMONED: _("of all who were summoned"),
    CAST: _("of the ballots cast"),
}
DRAFTED, OPEN, CLOSED, PUBLISHED, CANCELLED = STATES = ("drafted", "open", "closed", "published", "cancelled")
STATE_NAMES = {
    DRAFTED: _("Written"),
    OPEN: _("Voting now"),
    CLOSED: _("Counted"),
    PUBLISHED: _("Result published"),
    CANCELLED: _("Vote cancelled"),
}
COUNTED = (CLOSED, PUBLISHED)
YES, NO, ABSTAIN = ANSWERS = ("yes", "no", "abstain")
ANSWER_NAMES = {YES: _("In favour"), NO: _("Against"), ABSTAIN: _("Abstains")}
LINK, ACCOUNT, OFFICE, HIMSELF = WAYS = ("link", "account", "office", "himself")
WAY_NAMES = {
    LINK: _("by the site's link"),
    ACCOUNT: _("by the site's account"),
    OFFICE: _("by the office"),
    HIMSELF: _("by the delegate's own link"),
}


class Vote(Base):
    """One question. `base`: of what a majority is counted; `minutes`: for how long ballots are taken, if that was said.

    `closes_at`: when its time is over, known from the moment it opens; one that was opened again has none.

    Of the moment it opened and of that it closed the quorum is kept, and how many were summoned; `reasons`: what was
    said when it opened in spite of something. A conference has at most one vote that is open.
    """

    __tablename__ = "votes"
    __table_args__ = (
        UniqueConstraint("conference_id", "number"),
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint(f"unit IN {UNITS}", name="unit"),
        CheckConstraint(f"base IN {BASES}", name="base"),
        CheckConstraint(f"majority IN {SHARES}", name="majority"),
        CheckConstraint(f"state IN {STATES}", name="state"),
        Index(
            "uq_votes_one_open",
            "conference_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    conference_id: Mapped[str] = mapped_column(ForeignKey("conferences.id", ondelete="CASCADE"))
    number: Mapped[int]
    question: Mapped[str]
    kind: Mapped[str]
    unit: Mapped[str] = mapped_column(default=SITES)
    majority: Mapped[str] = mapped_column(default=HALF)
    base: Mapped[str] = mapped_column(default=PRESENT)
    minutes: Mapped[int | None]
    state: Mapped[str] = mapped_column(default=DRAFTED)
    opened_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    summoned: Mapped[int] = mapped_column(default=0)
    opened_with: Mapped[dict[str, Any] | None]
    closed_with: Mapped[dict[str, Any] | None]
    reasons: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reason: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column(default=1)

    conference: Mapped[Conference] = relationship()

    @property
    def stream(self) -> str:
        return f"conference:{self.conference_id}"

    @property
    def is_open(self) -> bool:
        return self.state == OPEN

    @property
    def is_counted(self) -> bool:
        return self.state in COUNTED

    @property
    def is_secret(self) -> bool:
        return self.kind == SECRET


class VoteChoice(Base):
    """One answer of a vote; `text`: "" of the usual three. `count`: in a secret vote as it runs, else of the close."""

    __tablename__ = "vote_choices"
    __table_args__ = (CheckConstraint("count >= 0", name="count"),)
    vote_id: Mapped[str] = mapped_column(ForeignKey("votes.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(default="")
    count: Mapped[int] = mapped_column(default=0)

    @property
    def words(self) -> Any:
        return self.text or ANSWER_NAMES[self.key]


class Voter(Base):
    """Who is entitled: a site, or a delegate of it by `name`. `weight`: how many hands it may raise at most.

    All of a vote are written when it opens, in the order of the list, and stay when the site goes. That somebody has
    voted says neither when nor after whom: see casting.py.
    """

    __tablename__ = "voters"
    __table_args__ = (
        UniqueConstraint("vote_id", "participation_id", "folded"),
        CheckConstraint("weight > 0", name="weight"),
    )
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    vote_id: Mapped[str] = mapped_column(ForeignKey("votes.id", ondelete="CASCADE"))
    participation_id: Mapped[str | None] = mapped_column(
        ForeignKey("participations.id", ondelete="SET NULL"), index=True
    )
    position: Mapped[int]
    site: Mapped[str]
    name: Mapped[str] = mapped_column(default="")
    office: Mapped[str] = mapped_column(default="")
    folded: Mapped[str] = mapped_column(default="")
    weight: Mapped[int] = mapped_column(default=1)
    has_voted: Mapped[bool] = mapped_column(default=False)

    vote: Mapped[Vote] = relationship()
    participation: Mapped[Participation | None] = relationship()

    @property
    def stream(self) -> str:
        return self.vote.stream

    @property
    def is_delegate(self) -> bool:
        return bool(self.name)

    @property
    def words(self) -> str:
        """Bà Hai, Xã Bình Thạnh."""
        return f"{self.name}, {self.site}" if self.name else self.site


class Ballot(Base):
    """What a voter said by name or by hands: by how many for each answer, when, who wrote it, and who told him.

    One for each voter, held by its key. A secret ballot has no row here or anywhere.
    """

    __tablename__ = "ballots"
    __table_args__ = (CheckConstraint(f"way IN {WAYS}", name="way"),)
    voter_id: Mapped[str] = mapped_column(ForeignKey("voters.id", ondelete="CASCADE"), primary_key=True)
    counts: Mapped[dict[str, Any]]
    way: Mapped[str]
    told_by: Mapped[str] = mapped_column(default="")
    cast_at: Mapped[datetime]
    cast_by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))

    voter: Mapped[Voter] = relationship()
    cast_by: Mapped[Person | None] = relationship()
