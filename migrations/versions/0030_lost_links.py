"""Links that were lost and are asked for again.

Revision ID: 0030
Revises: 0029
"""

import sqlalchemy as sa
from alembic import op

from confsys.extensions import Instant

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "link_requests",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("site_id", sa.String(), _key("site_id", "sites"), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ended_by_id", sa.String(), _key("ended_by_id", "people"), nullable=True),
        sa.CheckConstraint("state IN ('open', 'sent', 'told', 'refused')", name="ck_link_requests_state"),
    )
    op.create_index("ix_link_requests_open", "link_requests", ["state", "site_id"])
    op.create_index("ix_link_requests_site_id", "link_requests", ["site_id"])


def downgrade():
    op.drop_table("link_requests")


def _key(column, table):
    return sa.ForeignKey(f"{table}.id", name=f"fk_link_requests_{column}_{table}")
