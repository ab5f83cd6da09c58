"""Since when each site is invited, and when it was reminded.

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

from confsys.extensions import Instant

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

# What has been issued already was issued to all of its sites at the time the journal says.
KNOWN = """
INSERT INTO invitations (participation_id, invited_at, is_late)
SELECT participations.id, issued.at, :late FROM participations
JOIN (SELECT stream, max(at) AS at FROM journal WHERE kind = 'conference.issued' GROUP BY stream) AS issued
ON issued.stream = 'conference:' || participations.conference_id
WHERE NOT participations.is_main
"""


def upgrade():
    key = sa.ForeignKey(
        "participations.id", name="fk_invitations_participation_id_participations", ondelete="CASCADE"
    )
    op.create_table(
        "invitations",
        sa.Column("participation_id", sa.String(), key, primary_key=True),
        sa.Column("invited_at", Instant(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        *(sa.Column(name, Instant(), nullable=True) for name in ("reminded_at", "after_at", "afternoon_at")),
    )
    op.execute(sa.text(KNOWN).bindparams(sa.bindparam("late", False, sa.Boolean())))


def downgrade():
    op.drop_table("invitations")
