"""Who is connected: leases of the processes that hold the lines, and how long somebody has been here.

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

from confsys.extensions import Instant

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "leases",
        *(sa.Column(name, sa.String(), primary_key=True) for name in ("process", "subject", "holder")),
        sa.Column("screens", sa.Integer(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.CheckConstraint("screens >= 0", name="ck_leases_screens"),
    )
    op.create_index("ix_leases_subject", "leases", ["subject", "until"])
    op.create_index("ix_leases_until", "leases", ["until"])
    op.create_table(
        "presences",
        sa.Column("subject", sa.String(), primary_key=True),
        *(sa.Column(name, Instant(), nullable=False) for name in ("first_seen_at", "since", "seen_at")),
        sa.Column("lost_at", Instant(), nullable=True),
    )
    op.create_index("ix_presences_lost_at", "presences", ["lost_at"])


def downgrade():
    op.drop_table("presences")
    op.drop_table("leases")
