"""Items of an agenda that begin at a fixed time.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

from confsys.extensions import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("agenda_items") as table:
        table.add_column(sa.Column("fixed_start", Instant(), nullable=True))


def downgrade():
    with op.batch_alter_table("agenda_items") as table:
        table.drop_column("fixed_start")
