"""The links of delegates that were renewed.

Revision ID: 0037
Revises: 0036
"""

import sqlalchemy as sa
from alembic import op

from confsys.extensions import Instant

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade():
    key = sa.ForeignKey(
        "participations.id", name="fk_delegate_links_participation_id_participations", ondelete="CASCADE"
    )
    op.create_table(
        "delegate_links",
        sa.Column("participation_id", sa.String(), key, primary_key=True),
        sa.Column("mark", sa.String(), primary_key=True),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("renewed_at", Instant(), nullable=False),
    )


def downgrade():
    op.drop_table("delegate_links")
