"""Turns to speak, and what is set for the floor of a conference.

Revision ID: 0033
Revises: 0032
"""

import sqlalchemy as sa
from alembic import op

from confsys.extensions import Instant

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None
KINDS = "('urgent', 'question', 'reply', 'paper', 'request')"
STATES = "('waiting', 'called', 'speaking', 'paused', 'done', 'withdrawn', 'refused')"
HAS_FLOOR = "state = 'speaking' OR (state = 'paused' AND paused_for_id IS NULL)"
IN_LIST = "state IN ('waiting', 'called')"


def upgrade():
    op.create_table(
        "turns",
        sa.Column("id", sa.String(), primary_key=True),
        _to("conference_id", "conferences", "CASCADE", nullable=False),
        _to("participation_id", "participations", "CASCADE", nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("kind", "state", "way")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("topic", "speaker", "told_by", "word")),
        sa.Column("asked_at", Instant(), nullable=False),
        _to("asked_by_id", "people"),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("is_last", sa.Boolean(), nullable=False),
        *(sa.Column(name, Instant()) for name in ("called_at", "started_at", "ended_at", "paused_at")),
        sa.Column("paused_seconds", sa.Integer(), nullable=False),
        _to("paused_for_id", "turns", "SET NULL"),
        _to("from_item_id", "agenda_items", "SET NULL"),
        _to("as_item_id", "agenda_items", "SET NULL"),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(f"kind IN {KINDS}", name="ck_turns_kind"),
        sa.CheckConstraint(f"state IN {STATES}", name="ck_turns_state"),
        sa.CheckConstraint("way IN ('link', 'account', 'office')", name="ck_turns_way"),
        sa.CheckConstraint("paused_for_id IS NULL OR state = 'paused'", name="ck_turns_paused_for"),
        sa.CheckConstraint(
            "state NOT IN ('speaking', 'paused') OR started_at IS NOT NULL", name="ck_turns_started"
        ),
        sa.CheckConstraint("(state = 'refused') = (word <> '')", name="ck_turns_word"),
    )
    _one("uq_turns_one_on_floor", ["conference_id"], HAS_FLOOR)
    _one("uq_turns_one_waiting", ["participation_id", "kind"], IN_LIST)
    op.create_index("ix_turns_in_conference", "turns", ["conference_id", "state"])
    for column in ("participation_id", "as_item_id"):
        op.create_index(f"ix_turns_{column}", "turns", [column])
    key = sa.ForeignKey("conferences.id", name="fk_floors_conference_id_conferences", ondelete="CASCADE")
    json = sa.JSON(none_as_null=True).with_variant(sa.dialects.postgresql.JSONB(none_as_null=True), "postgresql")
    op.create_table(
        "floors",
        sa.Column("conference_id", sa.String(), key, primary_key=True),
        sa.Column("closed_at", Instant()),
        *(sa.Column(name, json, nullable=False) for name in ("minutes", "extra")),
    )


def downgrade():
    op.drop_table("floors")
    op.drop_table("turns")


def _one(name, columns, where):
    condition = sa.text(where)
    op.create_index(name, "turns", columns, unique=True, sqlite_where=condition, postgresql_where=condition)


def _to(column, table, ondelete=None, nullable=True):
    key = sa.ForeignKey(f"{table}.id", name=f"fk_turns_{column}_{table}", ondelete=ondelete)
    return sa.Column(column, sa.String(), key, nullable=nullable)
