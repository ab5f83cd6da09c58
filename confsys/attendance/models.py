"""How a site is there in a conference, and who of its delegates was seen."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confsys.conferences.models import Conference, Participation
from confsys.extensions import Base
from confsys.ids import new_id
from confsys.invitations.models import MOST_HEADS
from confsys.people.models import Person
from confsys.words import _

PRESENT, ONLINE, ABSENT, NOT_CALLED = STATES = ("present", "online", "absent", "not-called")
THERE = (PRESENT, ONLINE)
STATE_NAMES = {
    PRESENT: _("Present in the room"),
    ONLINE: _("Present online"),
    ABSENT: _("Absent"),
    NOT_CALLED: _("Not yet called"),
}
LINK, ACCOUNT, CODE, OFFICE, ROLL_CALL = WAYS = ("link", "account", "code", "office", "roll-call")
WAY_NAMES = {
    LINK: _("by the site's link"),
    ACCOUNT: _("by the site's account"),
    CODE: _("by the six-digit code"),
    OFFICE: _("noted by the office"),
    ROLL_CALL: _("at the roll call"),
}
BY_OFFICE = (OFFICE, ROLL_CALL)


class Attendance(Base):
    """How a site is there. One of which nothing was ever noted has no row, and is not yet called.

    `heads`: the people there now, 0 while nobody has counted. `word`: why it is absent.
    `checked_in_at`: since when it is there. `noted_by`: nobody where the site itself spoke by its link.
    """

    __tablename__ = "attendances"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint(f"way IN {WAYS}", name="way"),
        CheckConstraint(f"heads BETWEEN 0 AND {MOST_HEADS}", name="heads"),
        CheckConstraint(f"state IN {THERE} OR heads = 0", name="nobody"),
        CheckConstraint(f"state NOT IN {THERE} OR checked_in_at IS NOT NULL", name="since"),
    )
    participation_id: Mapped[str] = mapped_column(ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True)
    state: Mapped[str]
    heads: Mapped[int] = mapped_column(default=0)
    checked_in_at: Mapped[datetime | None]
    way: Mapped[str]
    word: Mapped[str] = mapped_column(default="")
    told_by: Mapped[str] = mapped_column(default="")
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[str | None] = mapped_column(ForeignKey("people.id"))
    revision: Mapped[int] = mapped_column(default=1)

    participation: Mapped[Participation] = relationship()
    noted_by: Mapped[Person | None] = relationship()

    @property
    def is_there(self) -> bool:
        return self.state in THERE


class Attendee(Base):
    """Somebody who was seen at a site. `added`: on the spot, named by nobody before. Nobody stands twice."""

    __tablename__ = "attendees"
    __table_args__ = (UniqueConstraint("participation_id", "folded"),)
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    participation_id: Mapped[str] = mapped_column(ForeignKey("participations.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str]
    office: Mapped[str] = mapped_column(default="")
    added: Mapped[bool] = mapped_column(default=False)
    late: Mapped[bool] = mapped_column(default=False)
    came_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    folded: Mapped[str]  # as of a delegate who was named: the same somebody has the same


class SiteCode(Base):
    """Six digits that are read over the telephone and lead to a site's page; no two sites have the same at a time."""

    __tablename__ = "site_codes"
    participation_id: Mapped[str] = mapped_column(ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)


class SiteDevice(Base):
    """A device on which the link or the code of a site was used. `device`: of a random mark it keeps, hashed."""

    __tablename__ = "site_devices"
    participation_id: Mapped[str] = mapped_column(ForeignKey("participations.id", ondelete="CASCADE"), primary_key=True)
    device: Mapped[str] = mapped_column(primary_key=True)
    way: Mapped[str]
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]


class WrongCodes(Base):
    """How often codes were typed on a day that lead nowhere."""

    __tablename__ = "wrong_codes"
    day: Mapped[date] = mapped_column(primary_key=True)
    times: Mapped[int] = mapped_column(default=0)


HALF, TWO_THIRDS, THREE_QUARTERS = SHARES = ("half", "two-thirds", "three-quarters")
ALL_SITES, WITHOUT_MAIN = BASES = ("all", "without-main")
SHARE_NAMES = {
    HALF: _("more than half"),
    TWO_THIRDS: _("two thirds"),
    THREE_QUARTERS: _("three quarters"),
}
BASE_NAMES = {
    ALL_SITES: _("of all sites, the main one among them"),
    WITHOUT_MAIN: _("of the invited sites, without the main one"),
}


class Quorum(Base):
    """What share of which sites must be there. A conference of which nothing was set has no row: half of all."""

    __tablename__ = "quorums"
    __table_args__ = (
        CheckConstraint(f"share IN {SHARES}", name="share"),
        CheckConstraint(f"base IN {BASES}", name="base"),
    )
    conference_id: Mapped[str] = mapped_column(ForeignKey("conferences.id", ondelete="CASCADE"), primary_key=True)
    share: Mapped[str] = mapped_column(default=HALF)
    base: Mapped[str] = mapped_column(default=ALL_SITES)

    conference: Mapped[Conference] = relationship()
