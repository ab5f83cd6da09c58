"""Lịch công tác tuần: weeks, entries, editions, papers, what readers have seen; short names of offices.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

from confsys.extensions import Instant

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("people") as table:
        table.add_column(sa.Column("short_name", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("people") as table:
        table.alter_column("short_name", server_default=None)
    op.create_table(
        "weeks",
        sa.Column("id", sa.String(), primary_key=True),
        _to("weeks", "body_id", "sites", nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("published_at", Instant()),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.UniqueConstraint("body_id", "monday", name="uq_weeks_body_id"),
    )
    op.create_table(
        "week_entries",
        sa.Column("id", sa.String(), primary_key=True),
        _to("week_entries", "week_id", "weeks", nullable=False),
        _to("week_entries", "conference_id", "conferences"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("half", sa.String(), nullable=False),
        sa.Column("at", sa.Time()),
        sa.Column("until", sa.Time()),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("title", "place")),
        _to("week_entries", "room_id", "resources"),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("leaders", "prepared_by", "accompanied_by", "staff_officer")
        ),
        sa.Column("own_invitation", sa.Boolean(), nullable=False),
        sa.Column("room_code", sa.String(), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.CheckConstraint("half IN ('morning', 'afternoon')", name="ck_week_entries_half"),
        sa.CheckConstraint("until IS NULL OR (at IS NOT NULL AND at < until)", name="ck_week_entries_hours"),
        sa.UniqueConstraint("week_id", "conference_id", name="uq_week_entries_week_id"),
    )
    op.create_index("ix_week_entries_week", "week_entries", ["week_id", "day"])
    op.create_table(
        "week_leaders",
        _to("week_leaders", "entry_id", "week_entries", primary_key=True),
        _to("week_leaders", "person_id", "people", primary_key=True),
        sa.Column("position", sa.Integer(), nullable=False),
    )
    op.create_index("ix_week_leaders_person_id", "week_leaders", ["person_id"])
    op.create_table(
        "week_editions",
        _to("week_editions", "week_id", "weeks", primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("published_at", Instant(), nullable=False),
        _to("week_editions", "published_by_id", "people"),
        sa.Column(
            "rows",
            sa.JSON(none_as_null=True).with_variant(sa.dialects.postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
    )
    op.create_table(
        "week_papers",
        _to("week_papers", "week_id", "weeks", primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("format", sa.String(), primary_key=True),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.CheckConstraint("format IN ('pdf', 'xlsx', 'docx')", name="ck_week_papers_format"),
    )
    op.create_table(
        "week_looks",
        _to("week_looks", "person_id", "people", primary_key=True),
        _to("week_looks", "week_id", "weeks", primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("looked_at", Instant(), nullable=False),
    )


def downgrade():
    for name in ("week_looks", "week_papers", "week_editions", "week_leaders", "week_entries", "weeks"):
        op.drop_table(name)
    with op.batch_alter_table("people") as table:
        table.drop_column("short_name")


def _to(table, column, other, **more):
    """A column that refers to the id of another table."""
    key = sa.ForeignKey(f"{other}.id", name=f"fk_{table}_{column}_{other}")
    return sa.Column(column, sa.String(), key, **more)
