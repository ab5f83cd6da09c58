"""When the clocks of a conference's items warn, where it is not as in every conference.

Revision ID: 0043
Revises: 0042
"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("conferences") as table:
        table.add_column(sa.Column("warn_minutes", sa.Integer(), nullable=True))
        table.add_column(sa.Column("danger_seconds", sa.Integer(), nullable=True))
        table.create_check_constraint("warn_minutes", "warn_minutes BETWEEN 0 AND 30")
        table.create_check_constraint("danger_seconds", "danger_seconds BETWEEN 0 AND 600")


def downgrade():
    with op.batch_alter_table("conferences") as table:
        table.drop_constraint("danger_seconds", type_="check")
        table.drop_constraint("warn_minutes", type_="check")
        table.drop_column("danger_seconds")
        table.drop_column("warn_minutes")
