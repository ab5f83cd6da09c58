"""Which unit came after which.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "site_successions",
        _site("old_id"),
        _site("new_id"),
        sa.Column("day", sa.Date(), nullable=False),
    )
    op.create_index("ix_site_successions_new_id", "site_successions", ["new_id"])


def downgrade():
    op.drop_table("site_successions")


def _site(column):
    key = sa.ForeignKey("sites.id", name=f"fk_site_successions_{column}_sites")
    return sa.Column(column, sa.String(), key, primary_key=True)
