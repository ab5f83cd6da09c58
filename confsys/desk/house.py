"""The state of the house, for its administrator: does it run, on what, and who signs in."""

from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from confsys.extensions import db
from confsys.live.health import worker_lives
from confsys.people.models import Person, SignIn
from confsys.settings import HEARTBEAT, instant_of

LATEST = 6


@dataclass(frozen=True)
class House:
    """What an administrator looks at first."""

    version: str
    database: str
    worker_seen_at: datetime | None
    worker_lives: bool
    people: int
    disabled: int
    without_password: int
    sign_ins: list[SignIn]


def house() -> House:
    """The house as it stands: four statements."""
    seen = instant_of(HEARTBEAT)
    disabled, without = func.count(Person.disabled_at), func.count() - func.count(Person.password)
    people, disabled_now, without_password = db.session.execute(select(func.count(), disabled, without)).one()
    return House(
        version=current_app.config["VERSION"],
        database=_database(),
        worker_seen_at=seen,
        worker_lives=worker_lives(seen),
        people=people,
        disabled=disabled_now,
        without_password=without_password,
        sign_ins=_sign_ins(),
    )


def _database() -> str:
    is_sqlite = db.engine.dialect.name == "sqlite"
    version = db.session.scalar(select(func.sqlite_version() if is_sqlite else func.current_setting("server_version")))
    return f"{'SQLite' if is_sqlite else 'PostgreSQL'} {version}"


def _sign_ins() -> list[SignIn]:
    """The latest, each with its person."""
    query = select(SignIn).options(joinedload(SignIn.person)).order_by(SignIn.created_at.desc(), SignIn.id)
    return list(db.session.scalars(query.limit(LATEST)))
