"""Votes, their answers, who is entitled, and the ballots that bear a name.

Revision ID: 0034
Revises: 0033
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from confsys.extensions import Instant

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

Plain = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
SETS = {
    "kind": ("hands", "named", "secret"),
    "unit": ("sites", "delegates"),
    "base": ("present", "summoned", "cast"),
    "majority": ("half", "two-thirds", "three-quarters"),
    "state": ("drafted", "open", "closed", "published", "cancelled"),
}


def upgrade():
    op.create_table(
        "votes",
        _id(),
        _of("votes", "conference", "conferences"),
        sa.Column("number", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("question", *SETS, "reason")),
        sa.Column("minutes", sa.Integer(), nullable=True),
        *(sa.Column(name, Instant(), nullable=True) for name in ("opened_at", "closed_at", "published_at")),
        sa.Column("summoned", sa.Integer(), nullable=False),
        *(sa.Column(name, Plain, nullable=True) for name in ("opened_with", "closed_with")),
        sa.Column("reasons", Plain, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.UniqueConstraint("conference_id", "number", name="uq_votes_conference_id"),
        *(sa.CheckConstraint(f"{name} IN {words}", name=f"ck_votes_{name}") for name, words in SETS.items()),
        sa.CheckConstraint("kind <> 'secret' OR unit = 'sites'", name="ck_votes_secret_of_sites"),
    )
    is_open = sa.text("state = 'open'")
    where = {"sqlite_where": is_open, "postgresql_where": is_open}
    op.create_index("uq_votes_one_open", "votes", ["conference_id"], unique=True, **where)
    op.create_table(
        "vote_choices",
        _of("vote_choices", "vote", "votes", primary_key=True),
        sa.Column("key", sa.String(), primary_key=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count >= 0", name="ck_vote_choices_count"),
    )
    op.create_table(
        "voters",
        _id(),
        _of("voters", "vote", "votes"),
        _of("voters", "participation", "participations", ondelete="SET NULL", nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("site", "name", "office", "folded")),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("has_voted", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("vote_id", "participation_id", "folded", name="uq_voters_vote_id"),
        sa.CheckConstraint("weight > 0", name="ck_voters_weight"),
    )
    op.create_index("ix_voters_participation_id", "voters", ["participation_id"])
    op.create_table(
        "ballots",
        _of("ballots", "voter", "voters", primary_key=True),
        sa.Column("counts", Plain, nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("way", "told_by")),
        sa.Column("cast_at", Instant(), nullable=False),
        sa.Column(
            "cast_by_id",
            sa.String(),
            sa.ForeignKey("people.id", name="fk_ballots_cast_by_id_people"),
            nullable=True,
        ),
        sa.CheckConstraint("way IN ('link', 'account', 'office')", name="ck_ballots_way"),
    )


def downgrade():
    for table in ("ballots", "voters", "vote_choices", "votes"):
        op.drop_table(table)


def _id():
    return sa.Column("id", sa.String(), primary_key=True)


def _of(table, name, other, *, ondelete="CASCADE", primary_key=False, nullable=False):
    key = sa.ForeignKey(f"{other}.id", name=f"fk_{table}_{name}_id_{other}", ondelete=ondelete)
    return sa.Column(f"{name}_id", sa.String(), key, primary_key=primary_key, nullable=nullable)
