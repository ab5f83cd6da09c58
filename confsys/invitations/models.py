"""That a site is invited, its answer, and the delegates it names."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confsys.conferences.models import Participation
from confsys.extensions import Base
from confsys.folding import folded
from confsys.ids import new_id
from confsys.words import _

ACCEPTED, DECLINED, TENTATIVE = ANSWERS = ("accepted", "declined", "tentative")
NEEDS_ACTION = "needs-action"  # nobody answered: there is no row
ANSWER_NAMES = {
    ACCEPTED: _("Will attend"),
    DECLINED: _("Cannot attend"),
    TENTATIVE: _("Asks back"),
    NEEDS_ACTION: _("No answer yet"),
}
LINK, ACCOUNT, TELEPHONE = WAYS = ("link", "account", "telephone")
WAY_NAMES = {LINK: _("by its link"), ACCOUNT: _("by its account"), TELEPHONE: _("by telephone")}
WAITING, CONSENTED, REFUSED = CONSENTS = ("waiting", "consented", "refused")
CONSENT_NAMES = {
    WAITING: _("Waits for the chair"),
    CONSENTED: _("The chair consents"),
    REFUSED: _("The chair does not consent"),
}
MOST_HEADS, MOST_DELEGATES = 5000, 200


class Invitation(Base):
    """That a site is asked: since when, whether after the others, and when it was reminded, by which rule or at all."""

    __tablename__ = "invitations"
    participation_id: Mapped[str] = mapped_column(ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True)
    invited_at: Mapped[datetime]
    is_late: Mapped[bool] = mapped_column(default=False)
    reminded_at: Mapped[datetime | None]
    after_at: Mapped[datetime | None]
    afternoon_at: Mapped[datetime | None]

    participation: Mapped[Participation] = relationship()


class Answer(Base):
    """What a site says. `word`: why it cannot attend, or what it asks; `told_by`: who said so on the telephone."""

    __tablename__ = "answers"
    __table_args__ = (
        CheckConstraint(f"answer IN {ANSWERS}", name="answer"),
        CheckConstraint(f"way IN {WAYS}", name="way"),
        CheckConstraint(f"heads BETWEEN 0 AND {MOST_HEADS}", name="heads"),
        CheckConstraint("answer <> 'accepted' OR heads > 0", name="somebody"),
    )
    participation_id: Mapped[str] = mapped_column(ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True)
    answer: Mapped[str]
    heads: Mapped[int] = mapped_column(default=0)
    word: Mapped[str] = mapped_column(default="")
    way: Mapped[str]
    told_by: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1)

    participation: Mapped[Participation] = relationship()


class StandIn(Base):
    """Somebody who comes to a site in the place of the leader who is invited; it waits for the chair's consent.

    `word`: why not; `told_by`: through whom the office heard what the chair says.
    """

    __tablename__ = "stand_ins"
    __table_args__ = (CheckConstraint(f"state IN {CONSENTS}", name="state"),)
    participation_id: Mapped[str] = mapped_column(ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True)
    leader: Mapped[str]
    name: Mapped[str]
    state: Mapped[str] = mapped_column(default=WAITING)
    word: Mapped[str] = mapped_column(default="")
    told_by: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]

    participation: Mapped[Participation] = relationship()


class Delegate(Base):
    """Somebody a site says will sit there. Nobody stands twice on the list of a site."""

    __tablename__ = "delegates"
    __table_args__ = (UniqueConstraint("participation_id", "folded"),)
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    participation_id: Mapped[str] = mapped_column(ForeignKey("participations.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str]
    office: Mapped[str] = mapped_column(default="")
    speaks: Mapped[bool] = mapped_column(default=False)
    folded: Mapped[str]  # name and office without tone marks

    @property
    def told(self) -> dict[str, str | bool]:
        return {"name": self.name, "office": self.office, "speaks": self.speaks}


def folded_delegate(name: str, office: str) -> str:
    return f"{folded(name)}|{folded(office)}"
