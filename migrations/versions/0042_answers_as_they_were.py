"""The answer to a command is kept as it was given: JSONB would bring its names in an order of its own.

Revision ID: 0042
Revises: 0041
"""

from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade():
    _keep_as("JSON")


def downgrade():
    _keep_as("JSONB")


def _keep_as(sort):
    """Only PostgreSQL tells the two apart."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE commands ALTER COLUMN answer TYPE {sort} USING answer::{sort}")
