"""Computers of meeting rooms that are paired with a site.

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

from confsys.extensions import Instant

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "pairings",
        sa.Column("secret_hash", sa.String(), primary_key=True),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("claimed_at", Instant(), nullable=True),
        sa.UniqueConstraint("code_hash", name="uq_pairings_code_hash"),
    )
    op.create_index("ix_pairings_made_at", "pairings", ["made_at"])
    op.create_table(
        "paired_screens",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("site_id", sa.String(), _key("site_id", "sites"), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("name", "folded", "device")),
        sa.Column("paired_at", Instant(), nullable=False),
        sa.Column("paired_by_id", sa.String(), _key("paired_by_id", "people"), nullable=True),
        sa.Column("view", sa.String(), nullable=False),
        sa.Column("conference_id", sa.String(), _key("conference_id", "conferences"), nullable=True),
        sa.Column("message", sa.String(), nullable=False),
        *(sa.Column(name, Instant(), nullable=True) for name in ("message_at", "message_until", "identify_until")),
        sa.Column("reloads", sa.Integer(), nullable=False),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.UniqueConstraint("secret_hash", name="uq_paired_screens_secret_hash"),
        sa.CheckConstraint("view IN ('screen', 'stage')", name="ck_paired_screens_view"),
    )
    op.create_index("ix_paired_screens_site_id", "paired_screens", ["site_id"])
    op.create_index("ix_paired_screens_conference_id", "paired_screens", ["conference_id"])


def downgrade():
    op.drop_table("paired_screens")
    op.drop_table("pairings")


def _key(column, table):
    return sa.ForeignKey(f"{table}.id", name=f"fk_paired_screens_{column}_{table}")
