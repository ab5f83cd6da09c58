"""When the time of a vote is over.

Revision ID: 0039
Revises: 0038
"""

import sqlalchemy as sa
from alembic import op

from confsys.extensions import Instant

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("votes", sa.Column("closes_at", Instant(), nullable=True))


def downgrade():
    with op.batch_alter_table("votes") as table:
        table.drop_column("closes_at")
