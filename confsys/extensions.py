"""The libraries the house stands on, made once and bound to the app in app.py."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pysqlite3.dbapi2 as sqlite
from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    ColumnElement,
    DateTime,
    Engine,
    Interval,
    MetaData,
    String,
    event,
    func,
    inspect,
    literal,
    type_coerce,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite as sqlite_dialect
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.types import TypeDecorator

# WAL files written by 3.7.0 to 3.51.2 can be corrupted when several connections reset them.
OLDEST_SQLITE = (3, 51, 3)

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator):
    """A point in time. Refuses naive values; always gives back UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        return datetime

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value, dialect):
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# Compared byte by byte on both databases, whatever the server's own collation.
SortKey = String().with_variant(String(collation="C"), "postgresql")


class Base(DeclarativeBase):
    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={
            datetime: Instant(),
            dict[str, Any]: JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql"),
        },
    )


db = SQLAlchemy(
    model_class=Base,
    disable_autonaming=True,
    # Rows stay readable after the commit: the door still has to answer from them.
    session_options={"expire_on_commit": False},
)
migrate = Migrate(render_as_batch=True, compare_type=True)


def engine_options(url: str) -> dict[str, Any]:
    """What SQLAlchemy needs to know about the database behind `url`."""
    if not url.startswith("sqlite"):
        # PostgreSQL lets in a hundred unless it is told otherwise: three processes, their bells and the worker fit.
        return {"pool_size": 20, "max_overflow": 5, "pool_pre_ping": True}
    if sqlite.sqlite_version_info < OLDEST_SQLITE:
        raise RuntimeError(f"SQLite {sqlite.sqlite_version} can corrupt its files; 3.51.3 or newer is needed.")
    # Waiting for a lock is done in changes.py, where it lets other requests go on.
    return {"module": sqlite, "connect_args": {"timeout": 0}, "pool_size": 20, "max_overflow": 20}


def prepare_sqlite(engine: Engine) -> None:
    """Durable and safe settings for every connection; transactions begin where we say."""

    @event.listens_for(engine, "connect")
    def connected(connection, _record):
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begins(connection):
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def moved(instant: Any, by: timedelta) -> ColumnElement[datetime]:
    """An instant of a row, earlier or later, as the database itself counts; to the second."""
    if db.engine.dialect.name == "sqlite":  # kept as text, whose order is that of time
        seconds = f"{by.total_seconds():+.0f} seconds"
        return type_coerce(func.strftime("%Y-%m-%d %H:%M:%f000", instant, seconds), Instant())
    return type_coerce(instant + literal(by, Interval()), Instant())


def insert_missing(model: type[Base], values: dict[str, Any]) -> None:
    """Insert a row unless its key exists already, also when two try at once."""
    db.session.execute(_dialect().insert(model).values(values).on_conflict_do_nothing())


def insert_or_lock(model: type[Base], rows: list[dict[str, Any]]) -> list[Any]:
    """The rows with these keys, in one statement: those that exist are locked as they are, the others begin so."""
    insert = _dialect().insert(model).values(rows)
    keys = [column.name for column in inspect(model).primary_key]
    locked = insert.on_conflict_do_update(index_elements=keys, set_={keys[0]: insert.excluded[keys[0]]})
    found = locked.returning(model).execution_options(populate_existing=True)
    return list(db.session.scalars(found))


def insert_or_replace(model: type[Base], rows: list[dict[str, Any]]) -> None:
    """Write these rows whole, all at once, whether they were there or not."""
    if not rows:
        return
    keys = [column.name for column in inspect(model).primary_key]
    insert = _dialect().insert(model)  # the values go beside it: with them inside it were translated anew each time
    new = {name: insert.excluded[name] for name in rows[0] if name not in keys}
    db.session.execute(insert.on_conflict_do_update(index_elements=keys, set_=new), rows)


def _dialect():
    return sqlite_dialect if db.engine.dialect.name == "sqlite" else postgresql


def forget_too(app: Flask, forget: Callable[[], None]) -> None:
    """`forget()` drops what this process keeps of the database: tests begin with an empty house."""
    before = app.extensions.get("forget_everything", lambda: None)

    def both() -> None:
        before()
        forget()

    app.extensions["forget_everything"] = both
