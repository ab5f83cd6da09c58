"""Who comes to a site in the place of the leader who is invited, and what the chair says to it.

Revision ID: 0029
Revises: 0028
"""

import sqlalchemy as sa
from alembic import op

from confsys.extensions import Instant

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade():
    key = sa.ForeignKey("participations.id", name="fk_stand_ins_participation_id_participations", ondelete="CASCADE")
    op.create_table(
        "stand_ins",
        sa.Column("participation_id", sa.String(), key, primary_key=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("leader", "name", "state", "word", "told_by")),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'consented', 'refused')", name="ck_stand_ins_state"),
    )


def downgrade():
    op.drop_table("stand_ins")
