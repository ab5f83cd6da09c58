"""Runs the migrations against the app's own database, over its own engine."""

from alembic import context
from flask import current_app

database = current_app.extensions["migrate"].db


def refuse_empty(_context, _revision, directives):
    """No migration file is written when nothing changed."""
    if getattr(context.config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives[:] = []


with database.engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=database.metadatas[None],
        process_revision_directives=refuse_empty,
        compare_type=True,
        render_as_batch=True,
    )
    with context.begin_transaction():
        context.run_migrations()
