"""Polls: a question to guests without an account, its slots, and what each of them said.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from confsys.extensions import Instant

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "polls",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        _refers("organiser_id", "polls", "sites", nullable=False),
        _refers("conference_id", "polls", "conferences"),
        _refers("made_by_id", "polls", "people"),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("names_shown", sa.Boolean(), nullable=False),
        sa.Column("wanted", _json(), nullable=False),
        sa.Column("link_generation", sa.Integer(), nullable=False),
        sa.Column("link_revoked_at", Instant()),
        sa.Column("closed_at", Instant()),
        _refers("decided_by_id", "polls", "people"),
        sa.Column("names_erased_at", Instant()),
        sa.Column("revision", sa.Integer(), nullable=False),
    )
    for name in ("organiser_id", "conference_id", "closed_at"):
        op.create_index(f"ix_polls_{name}", "polls", [name])
    op.create_table(
        "poll_slots",
        sa.Column("id", sa.String(), primary_key=True),
        _refers("poll_id", "poll_slots", "polls", nullable=False),
        sa.Column("starts_at", Instant(), nullable=False),
        sa.Column("ends_at", Instant(), nullable=False),
        sa.Column("is_chosen", sa.Boolean(), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name="ck_poll_slots_times"),
        sa.UniqueConstraint("poll_id", "starts_at", "ends_at", name="uq_poll_slots_poll_id"),
    )
    op.create_table(
        "poll_answers",
        sa.Column("id", sa.String(), primary_key=True),
        _refers("poll_id", "poll_answers", "polls", nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("told_by", sa.String(), nullable=False),
        _refers("entered_by_id", "poll_answers", "people"),
        sa.Column("answered_at", Instant(), nullable=False),
        sa.Column("struck_at", Instant()),
        sa.UniqueConstraint("poll_id", "number", name="uq_poll_answers_number"),
        sa.UniqueConstraint("poll_id", "key", name="uq_poll_answers_key"),
    )
    op.create_table(
        "poll_choices",
        _refers("answer_id", "poll_choices", "poll_answers", primary_key=True),
        _refers("slot_id", "poll_choices", "poll_slots", primary_key=True),
        sa.Column("choice", sa.String(), nullable=False),
        sa.CheckConstraint("choice IN ('yes', 'maybe', 'no')", name="ck_poll_choices_choice"),
    )
    op.create_index("ix_poll_choices_slot_id", "poll_choices", ["slot_id"])


def downgrade():
    for name in ("poll_choices", "poll_answers", "poll_slots", "polls"):
        op.drop_table(name)


def _refers(column, table, target, **options):
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}_{target}")
    return sa.Column(column, sa.String(), key, **options)


def _json():
    return sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
