"""What the sites of a conference answer, and the delegates they name.

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

from confsys.extensions import Instant

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "answers",
        _of_participation("answers", primary_key=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("heads", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("word", "way", "told_by")),
        sa.Column("answered_at", Instant(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("answer IN ('accepted', 'declined', 'tentative')", name="ck_answers_answer"),
        sa.CheckConstraint("way IN ('link', 'account', 'telephone')", name="ck_answers_way"),
        sa.CheckConstraint("heads BETWEEN 0 AND 5000", name="ck_answers_heads"),
        sa.CheckConstraint("answer <> 'accepted' OR heads > 0", name="ck_answers_somebody"),
    )
    op.create_table(
        "delegates",
        sa.Column("id", sa.String(), primary_key=True),
        _of_participation("delegates", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("name", "office")),
        sa.Column("speaks", sa.Boolean(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.UniqueConstraint("participation_id", "folded", name="uq_delegates_participation_id"),
    )


def downgrade():
    op.drop_table("delegates")
    op.drop_table("answers")


def _of_participation(table, **options):
    name = f"fk_{table}_participation_id_participations"
    key = sa.ForeignKey("participations.id", name=name, ondelete="CASCADE")
    return sa.Column("participation_id", sa.String(), key, **options)
