"""What sites were told of their turns while a conference runs.

Revision ID: 0036
Revises: 0035
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade():
    name = "fk_announced_turns_conference_id_conferences"
    key = sa.ForeignKey("conferences.id", name=name, ondelete="CASCADE")
    op.create_table(
        "announced_turns",
        sa.Column("conference_id", sa.String(), key, primary_key=True),
        sa.Column("turns", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    )


def downgrade():
    op.drop_table("announced_turns")
