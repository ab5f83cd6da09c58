"""Tests sites make by themselves, check lists of technicians, incidents.

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from confsys.extensions import Instant

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

WAYS = "way IN ('link', 'account', 'office')"
OPEN = sa.text("solved_at IS NULL")
VALUES = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade():
    op.create_table(
        "self_tests",
        sa.Column("id", sa.String(), primary_key=True),
        _of_participation("self_tests", nullable=False),
        sa.Column("tested_at", Instant(), nullable=False),
        *_words("way", "device", "verdict"),
        sa.Column("measured", VALUES, nullable=False),
        sa.CheckConstraint("verdict IN ('ready', 'usable', 'unusable')", name="ck_self_tests_verdict"),
        sa.CheckConstraint(WAYS, name="ck_self_tests_way"),
    )
    op.create_index("ix_self_tests_latest", "self_tests", ["participation_id", "tested_at"])
    op.create_table(
        "check_lists",
        _of_participation("check_lists", primary_key=True),
        sa.Column("points", VALUES, nullable=False),
        *_words("signed_by"),
        sa.Column("signed_at", Instant()),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("(signed_at IS NULL) = (signed_by = '')", name="ck_check_lists_signed"),
    )
    op.create_table(
        "incidents",
        sa.Column("id", sa.String(), primary_key=True),
        _of_participation("incidents", nullable=False),
        *_words("kind", "way", "note", "taken_by", "done"),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column(
            "opened_by_id", sa.String(), sa.ForeignKey("people.id", name="fk_incidents_opened_by_id_people")
        ),
        *(sa.Column(name, Instant()) for name in ("taken_at", "solved_at")),
        sa.CheckConstraint("kind IN ('picture', 'sound', 'line')", name="ck_incidents_kind"),
        sa.CheckConstraint(WAYS, name="ck_incidents_way"),
        sa.CheckConstraint("(taken_at IS NULL) = (taken_by = '')", name="ck_incidents_taken"),
    )
    one_open = {"unique": True, "sqlite_where": OPEN, "postgresql_where": OPEN}
    op.create_index("uq_incidents_one_open", "incidents", ["participation_id", "kind"], **one_open)
    op.create_index("ix_incidents_opened", "incidents", ["participation_id", "opened_at"])


def downgrade():
    for table in ("incidents", "check_lists", "self_tests"):
        op.drop_table(table)


def _words(*names):
    return (sa.Column(name, sa.String(), nullable=False) for name in names)


def _of_participation(table, **options):
    name = f"fk_{table}_participation_id_participations"
    key = sa.ForeignKey("participations.id", name=name, ondelete="CASCADE")
    return sa.Column("participation_id", sa.String(), key, **options)
