"""Values the whole installation shares and keeps in the database."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from confsys.extensions import Base, db, insert_missing

HEARTBEAT = "worker"  # under this name the worker leaves the instant at which it was last seen alive


class Setting(Base):
    """A value the whole installation shares: its epoch, counters, names."""

    __tablename__ = "settings"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any]]


def epoch() -> str:
    """The name of this run of history; a restored backup gets another, so that screens forget their versions."""
    return db.session.execute(select(Setting.value).where(Setting.name == "epoch")).scalar_one()["value"]


def next_number(series: str) -> int:
    """The next number of a series, without gaps: the row is locked until the commit."""
    name = f"number:{series}"
    insert_missing(Setting, {"name": name, "value": {"value": 0}})
    row = db.session.scalars(
        select(Setting).where(Setting.name == name).with_for_update().execution_options(populate_existing=True)
    ).one()
    row.value = {"value": row.value["value"] + 1}
    return row.value["value"]


def instant_of(name: str) -> datetime | None:
    """An instant kept under `name` as {"at": …}, if there is one."""
    value = db.session.execute(select(Setting.value).where(Setting.name == name)).scalar()
    return datetime.fromisoformat(value["at"]) if value and "at" in value else None
