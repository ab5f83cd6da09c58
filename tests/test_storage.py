"""What the database promises: durable, strict, alike on SQLite and PostgreSQL, and every migration can be undone."""

from datetime import datetime, timedelta, timezone

import pysqlite3.dbapi2 as sqlite
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import func, inspect, select, table, text
from sqlalchemy.exc import IntegrityError, StatementError

from confsys import changes, extensions
from confsys.agenda.models import AgendaItem
from confsys.app import create_app
from confsys.conferences.models import Conference, Participation
from confsys.extensions import db, engine_options
from confsys.settings import epoch, next_number
from tests import postgres
from tests.build import a_conference, a_site
from tests.conftest import ON_POSTGRESQL


def test_migrations_go_up_and_down_and_match_the_models(tmp_path):
    url = postgres.database("confsys_migrations") if ON_POSTGRESQL else f"sqlite:///{tmp_path / 'm.db'}"
    app = create_app({"INSTANCE": str(tmp_path), "DATABASE_URL": url})
    with app.app_context():
        upgrade()
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, db.metadatas[None]) == []
        downgrade(revision="base")
        assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
        upgrade()
        assert len(epoch()) == 16
        db.engine.dispose()


def test_migrations_keep_every_row_of_an_office_at_work(tmp_path):
    url = postgres.database("confsys_migrations") if ON_POSTGRESQL else f"sqlite:///{tmp_path / 'm.db'}"
    app = create_app({"INSTANCE": str(tmp_path), "DATABASE_URL": url})
    with app.app_context():
        upgrade()
        a_conference()
        before = rows_of_each_table()

        downgrade(revision="0001")
        upgrade()

        assert rows_of_each_table() == before
        assert before["conferences"] == 1
        if not ON_POSTGRESQL:
            assert db.session.execute(text("PRAGMA foreign_keys")).scalar() == 1
        db.session.remove()
        db.engine.dispose()


def rows_of_each_table() -> dict[str, int]:
    with db.engine.connect() as connection:
        return {
            name: connection.execute(select(func.count()).select_from(table(name))).scalar_one()
            for name in inspect(connection).get_table_names()
        }


def test_what_was_committed_is_on_the_disk(app):
    asked = POSTGRESQL_ASKED if ON_POSTGRESQL else SQLITE_ASKED
    with db.engine.connect() as connection:
        told = [connection.execute(text(question)).scalar() for question in asked]
    assert told == ([0] if ON_POSTGRESQL else ["wal", 2, 1, 0])


# A server of the tests' own writes nothing to the disk; what counts is that no connection of ours asks for less.
POSTGRESQL_ASKED = (
    "SELECT count(*) FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit')"
    " AND source IN ('client', 'session', 'database', 'user', 'database user')",
)
SQLITE_ASKED = ("PRAGMA journal_mode", "PRAGMA synchronous", "PRAGMA foreign_keys", "PRAGMA busy_timeout")


def test_an_sqlite_that_corrupts_is_refused(monkeypatch):
    monkeypatch.setattr(sqlite, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(RuntimeError, match=r"3\.51\.3"):
        engine_options("sqlite:///x.db")


def test_a_naive_time_is_refused(app):
    conference = a_conference()
    with pytest.raises(StatementError, match="time zone"), changes.transaction():
        conference.starts_at = datetime(2026, 11, 26, 7, 30)  # noqa: DTZ001
        db.session.flush()


def test_times_come_back_in_utc(app):
    start = datetime(2026, 11, 26, 7, 30, tzinfo=timezone(timedelta(hours=7)))
    conference_id = a_conference(starts_at=start).id
    db.session.expire_all()
    found = db.session.get_one(Conference, conference_id).starts_at
    assert (found, found.utcoffset()) == (start, timedelta())


def an_item(conference, position, state):
    return AgendaItem(conference_id=conference.id, position=position, kind="khac", title="x", minutes=5, state=state)


WRONG = {
    "a conference that ends before it starts": lambda c: setattr(c, "ends_at", c.starts_at),
    "an unknown state": lambda c: setattr(c, "state", "asleep"),
    "an unknown kind": lambda c: setattr(c, "kind", "party"),
    "two items at one place": lambda c: db.session.add_all([an_item(c, 1, "planned"), an_item(c, 1, "planned")]),
    "two items running": lambda c: db.session.add_all([an_item(c, 1, "running"), an_item(c, 2, "paused")]),
    "an item of no minutes": lambda c: db.session.add(AgendaItem(**vars_of(an_item(c, 1, "planned")), minutes=0)),
    "a site twice": lambda c: db.session.add(Participation(conference_id=c.id, site_id=c.main_site_id)),
    "a site that is not there": lambda c: db.session.add(Participation(conference_id=c.id, site_id="nowhere")),
}


def vars_of(item):
    return {name: getattr(item, name) for name in ("conference_id", "position", "kind", "title", "state")}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_the_database_itself_refuses_what_may_not_be(app, wrong):
    conference = a_conference()
    with pytest.raises(IntegrityError), changes.transaction():
        wrong(conference)
        db.session.flush()


def test_numbers_have_no_gaps_even_after_a_refusal(app):
    def number():
        with changes.transaction():
            return next_number("X")

    assert number() == 1
    with pytest.raises(ZeroDivisionError), changes.transaction():
        next_number("X")
        raise ZeroDivisionError
    assert number() == 2


def test_names_sort_alike_on_both_databases(app):
    names = ["Xã Đốc", "Phường 10", "Phường 2", "Xã Ăn", "Xã An", "Xã Bá", "Xã Bà"]
    for name in names:
        a_site(name)
    with db.engine.connect() as connection:
        found = connection.execute(text("SELECT name FROM sites ORDER BY sort_key")).scalars().all()
    assert found == ["Phường 2", "Phường 10", "Xã An", "Xã Ăn", "Xã Bà", "Xã Bá", "Xã Đốc"]


def test_the_epoch_is_kept(app):
    assert epoch() == epoch()
    assert extensions.OLDEST_SQLITE == (3, 51, 3)
