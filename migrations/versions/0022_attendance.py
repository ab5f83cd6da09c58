"""How sites are there in a conference, and who was seen at each.

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

from confsys.extensions import Instant

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "attendances",
        _of_participation("attendances", primary_key=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("heads", sa.Integer(), nullable=False),
        sa.Column("checked_in_at", Instant()),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("way", "word", "told_by")),
        sa.Column("noted_at", Instant(), nullable=False),
        sa.Column(
            "noted_by_id", sa.String(), sa.ForeignKey("people.id", name="fk_attendances_noted_by_id_people")
        ),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('present', 'online', 'absent', 'not-called')", name="ck_attendances_state"),
        sa.CheckConstraint("way IN ('link', 'account', 'code', 'office', 'roll-call')", name="ck_attendances_way"),
        sa.CheckConstraint("heads BETWEEN 0 AND 5000", name="ck_attendances_heads"),
        sa.CheckConstraint("state IN ('present', 'online') OR heads = 0", name="ck_attendances_nobody"),
        sa.CheckConstraint(
            "state NOT IN ('present', 'online') OR checked_in_at IS NOT NULL", name="ck_attendances_since"
        ),
    )
    op.create_table(
        "attendees",
        sa.Column("id", sa.String(), primary_key=True),
        _of_participation("attendees", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("name", "office")),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("added", "late")),
        sa.Column("came_at", Instant(), nullable=False),
        sa.Column("left_at", Instant()),
        sa.Column("folded", sa.String(), nullable=False),
        sa.UniqueConstraint("participation_id", "folded", name="uq_attendees_participation_id"),
    )


def downgrade():
    op.drop_table("attendees")
    op.drop_table("attendances")


def _of_participation(table, **options):
    name = f"fk_{table}_participation_id_participations"
    key = sa.ForeignKey("participations.id", name=name, ondelete="CASCADE")
    return sa.Column("participation_id", sa.String(), key, **options)
