"""What is written down about a site while it gets ready.

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

from confsys.extensions import Instant

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "site_notes",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column(
            "participation_id",
            sa.String(),
            sa.ForeignKey("participations.id", name="fk_site_notes_participation_id_participations", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("was_called", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.String(), sa.ForeignKey("people.id", name="fk_site_notes_by_id_people")),
        sa.Column("at", Instant(), nullable=False),
    )
    op.create_index("ix_site_notes_participation", "site_notes", ["participation_id", "at"])


def downgrade():
    op.drop_table("site_notes")
