"""What was chosen for the screen of a hall.

Revision ID: 0032
Revises: 0031
"""

import sqlalchemy as sa
from alembic import op

from confsys.extensions import Instant

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None
SCENES = "'automatic', 'speech', 'agenda', 'vote', 'break', 'message', 'plain'"


def upgrade():
    key = sa.ForeignKey("conferences.id", name="fk_stages_conference_id_conferences", ondelete="CASCADE")
    op.create_table(
        "stages",
        sa.Column("conference_id", sa.String(), key, primary_key=True),
        sa.Column("scene", sa.String(), nullable=False),
        sa.Column("resumes_at", Instant(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("lower_third", "theme")),
        sa.CheckConstraint(f"scene IN ({SCENES})", name="ck_stages_scene"),
        sa.CheckConstraint("lower_third IN ('off', 'on', 'briefly')", name="ck_stages_lower_third"),
        sa.CheckConstraint("theme IN ('dark', 'light')", name="ck_stages_theme"),
    )


def downgrade():
    op.drop_table("stages")
