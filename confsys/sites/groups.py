"""Saved groups (cụm): an office's named sets, each with groups; a site is in at most one group of a set."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from confsys.extensions import Base, SortKey
from confsys.folding import sort_key
from confsys.ids import new_id
from confsys.sites.models import Site


class GroupSet(Base):
    """One way in which an office divides its sites. One of them is what its pages show unless another is chosen."""

    __tablename__ = "site_group_sets"
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    body_id: Mapped[str] = mapped_column(ForeignKey("sites.id"), index=True)
    name: Mapped[str]
    is_default: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column(default=1)

    body: Mapped[Site] = relationship()

    @property
    def stream(self) -> str:
        return f"site:{self.body_id}"


class SiteGroup(Base):
    """Some sites of a set under one name, from one day to another (both included; blank bounds nothing)."""

    __tablename__ = "site_groups"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to", name="dates"),
    )
    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    set_id: Mapped[str] = mapped_column(ForeignKey("site_group_sets.id"), index=True)
    name: Mapped[str]
    sort_key: Mapped[str] = mapped_column(SortKey)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    revision: Mapped[int] = mapped_column(default=1)

    set: Mapped[GroupSet] = relationship()

    @property
    def stream(self) -> str:
        return self.set.stream

    def call(self, name: str) -> None:
        self.name, self.sort_key = name, sort_key(name)


class GroupMember(Base):
    """A site in a group; the key lets it into one group of a set only."""

    __tablename__ = "site_group_members"
    set_id: Mapped[str] = mapped_column(ForeignKey("site_group_sets.id"), primary_key=True)
    site_id: Mapped[str] = mapped_column(ForeignKey("sites.id"), primary_key=True)
    group_id: Mapped[str] = mapped_column(ForeignKey("site_groups.id"), index=True)
