"""Runs the migrations against the app's own database, over its own engine."""

from contextlib import contextmanager

from alembic import context
from flask import current_app

database = current_app.extensions["migrate"].db


def refuse_empty(_context, _revision, directives):
    """No migration file is written when nothing changed."""
    if getattr(context.config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives[:] = []


@contextmanager
def tables_may_be_copied(connection):
    """SQLite changes a table by copying it and dropping the old one, though rows of other tables point at that.

    So references are not watched meanwhile, but looked at once afterwards.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection  # the switch works outside a transaction only
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")
    if broken := driver.execute("PRAGMA foreign_key_check").fetchall():
        raise RuntimeError(f"The migration has left references to rows that are not there: {broken[:5]}")


with database.engine.connect() as connection, tables_may_be_copied(connection):
    context.configure(
        connection=connection,
        target_metadata=database.metadatas[None],
        process_revision_directives=refuse_empty,
        compare_type=True,
        render_as_batch=True,
    )
    with context.begin_transaction():
        context.run_migrations()
