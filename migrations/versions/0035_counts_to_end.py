"""Items that end at their planned end however late they begin, and when that is once they have begun.

Revision ID: 0035
Revises: 0034
"""

import sqlalchemy as sa
from alembic import op

from confsys.extensions import Instant

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("agenda_items") as table:
        table.add_column(sa.Column("counts_to_end", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("due_at", Instant(), nullable=True))
    with op.batch_alter_table("agenda_items") as table:
        table.alter_column("counts_to_end", server_default=None)


def downgrade():
    with op.batch_alter_table("agenda_items") as table:
        table.drop_column("due_at")
        table.drop_column("counts_to_end")
