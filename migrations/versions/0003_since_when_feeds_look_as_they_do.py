"""Since when each feed looks as it does.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

from confsys.extensions import Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "calendar_feeds",
        sa.Column("feed", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("feed", name=op.f("pk_calendar_feeds")),
    )
    op.execute("DELETE FROM kept_events")  # made in the old format


def downgrade():
    op.drop_table("calendar_feeds")
    op.execute("DELETE FROM kept_events")
