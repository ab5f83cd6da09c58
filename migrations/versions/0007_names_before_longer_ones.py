"""A name stands before those that begin with it: Xã Tân Phú before Xã Tân Phú Đông.

Revision ID: 0007
Revises: 0006
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade():
    for table in ("people", "sites"):
        op.execute(f"UPDATE {table} SET sort_key = replace(replace(sort_key, ' ', '.'), '|', ' ')")


def downgrade():
    for table in ("people", "sites"):
        op.execute(f"UPDATE {table} SET sort_key = replace(replace(sort_key, ' ', '|'), '.', ' ')")
