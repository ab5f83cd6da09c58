"""When a conference is rehearsed.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

from confsys.extensions import Instant

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("conferences") as table:
        table.add_column(sa.Column("rehearsal_starts_at", Instant()))
        table.add_column(sa.Column("rehearsal_ends_at", Instant()))


def downgrade():
    with op.batch_alter_table("conferences") as table:
        table.drop_column("rehearsal_ends_at")
        table.drop_column("rehearsal_starts_at")
