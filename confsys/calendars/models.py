"""Links to calendars, and the bytes kept so that a poll costs nothing."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confsys.extensions import Base
from confsys.ids import new_id
from confsys.sites.models import Site

PERSON, SITE, ORGANISATION, WEEK = KINDS = ("person", "site", "organisation", "week")


class CalendarLink(Base):
    """A link a calendar program subscribes to. Its secret is the address, shown once and stored as a hash."""

    __tablename__ = "calendar_links"
    __table_args__ = (CheckConstraint(f"kind IN {KINDS}", name="kind"),)
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str] = mapped_column(default="person")
    site_id: Mapped[str | None] = mapped_column(ForeignKey("sites.id"))
    label: Mapped[str]
    language: Mapped[str] = mapped_column(default="vi")
    alarms: Mapped[bool] = mapped_column(default=False)
    busy_only: Mapped[bool] = mapped_column(default=False)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    use_count: Mapped[int] = mapped_column(default=0)
    revoked_at: Mapped[datetime | None]

    site: Mapped[Site | None] = relationship(lazy="joined")  # whose calendar it is; of a person, nobody else's

    @property
    def stream(self) -> str:
        return f"person:{self.person_id}"


class KeptEvent(Base):
    """The bytes of a conference's entry, or of the lines of a week, for one revision and one way of showing them.

    `thing`: their stream, such as conference:ID. Nothing is lost with these rows: they are made again.
    """

    __tablename__ = "kept_events"
    thing: Mapped[str] = mapped_column(primary_key=True)
    variant: Mapped[str] = mapped_column(primary_key=True)  # full|busy|public, language, alarms
    revision: Mapped[int]
    body: Mapped[bytes] = mapped_column(LargeBinary)


class FeedState(Base):
    """How a feed looked when it was last read whole, and since when: its Last-Modified."""

    __tablename__ = "calendar_feeds"
    feed: Mapped[str] = mapped_column(primary_key=True)  # a link's id, or the name of a public one
    mark: Mapped[str]
    since: Mapped[datetime]
