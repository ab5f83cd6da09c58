"""Conferences that somebody outside convenes, and conferences that were entered after they took place.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

OUTSIDE = ("convener", "outside_chair", "outside_place")


def upgrade():
    with op.batch_alter_table("conferences") as table:
        for name in OUTSIDE:
            table.add_column(sa.Column(name, sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("entered_afterwards", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("conferences") as table:
        for name in (*OUTSIDE, "entered_afterwards"):
            table.alter_column(name, server_default=None)
    journal = "SELECT stream FROM journal WHERE kind = 'conference.entered_from_the_past'"
    op.execute(f"UPDATE conferences SET entered_afterwards = true WHERE 'conference:' || id IN ({journal})")


def downgrade():
    with op.batch_alter_table("conferences") as table:
        for name in ("entered_afterwards", *OUTSIDE):
            table.drop_column(name)
