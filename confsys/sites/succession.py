"""Which unit came after which: written when units are merged, split, renamed or moved on a day."""

from datetime import date

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from confsys.extensions import Base, db
from confsys.sites.models import Site


class Succession(Base):
    """From `day` on the one unit is, wholly or in part, what the other was."""

    __tablename__ = "site_successions"
    old_id: Mapped[str] = mapped_column(ForeignKey("sites.id"), primary_key=True)
    new_id: Mapped[str] = mapped_column(ForeignKey("sites.id"), primary_key=True, index=True)
    day: Mapped[date]


def forebears_of(site: Site) -> list[Site]:
    """What this unit was before, by the alphabet."""
    query = select(Site).join(Succession, Succession.old_id == Site.id).where(Succession.new_id == site.id)
    return list(db.session.scalars(query.order_by(Site.sort_key, Site.id)))


def successors_of(site: Site) -> list[Site]:
    """What came after this unit, by the alphabet."""
    query = select(Site).join(Succession, Succession.new_id == Site.id).where(Succession.old_id == site.id)
    return list(db.session.scalars(query.order_by(Site.sort_key, Site.id)))
