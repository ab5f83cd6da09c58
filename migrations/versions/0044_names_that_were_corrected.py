"""Whose name was corrected keeps his link.

Revision ID: 0044
Revises: 0043
"""

import sqlalchemy as sa
from alembic import op

from confsys.extensions import Instant

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("delegate_links") as table:
        table.add_column(sa.Column("same_as", sa.String(), nullable=True))
        table.alter_column("renewed_at", existing_type=Instant(), nullable=True)


def downgrade():
    op.execute("DELETE FROM delegate_links WHERE renewed_at IS NULL")
    with op.batch_alter_table("delegate_links") as table:
        table.alter_column("renewed_at", existing_type=Instant(), nullable=False)
        table.drop_column("same_as")
