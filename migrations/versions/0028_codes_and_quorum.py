"""Six-digit codes of sites, on how many devices links were used, wrong codes by day, and the quorum of a conference.

Revision ID: 0028
Revises: 0027
"""

import secrets

import sqlalchemy as sa
from alembic import op

from confsys.extensions import Instant

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None
WORKING = ("issued", "open", "live", "recess")


def upgrade():
    codes = op.create_table(
        "site_codes",
        _of_participation("site_codes"),
        sa.Column("code", sa.String(), nullable=False),
        sa.UniqueConstraint("code", name="uq_site_codes_code"),
    )
    op.create_table(
        "site_devices",
        _of_participation("site_devices"),
        sa.Column("device", sa.String(), primary_key=True),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("first_at", Instant(), nullable=False),
        sa.Column("last_at", Instant(), nullable=False),
    )
    op.create_table(
        "wrong_codes",
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("times", sa.Integer(), nullable=False),
    )
    key = sa.ForeignKey("conferences.id", name="fk_quorums_conference_id_conferences", ondelete="CASCADE")
    op.create_table(
        "quorums",
        sa.Column("conference_id", sa.String(), key, primary_key=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("share", "base")),
        sa.CheckConstraint("share IN ('half', 'two-thirds', 'three-quarters')", name="ck_quorums_share"),
        sa.CheckConstraint("base IN ('all', 'without-main')", name="ck_quorums_base"),
    )
    _draw(codes)


def downgrade():
    for table in ("quorums", "wrong_codes", "site_devices", "site_codes"):
        op.drop_table(table)


def _draw(codes):
    """Conferences that are known to their sites already have codes, too."""
    states = ", ".join(f"'{state}'" for state in WORKING)
    query = "SELECT p.id FROM participations p JOIN conferences c ON c.id = p.conference_id"
    ids = [row[0] for row in op.get_bind().execute(sa.text(f"{query} WHERE c.state IN ({states})"))]
    drawn = set()
    while len(drawn) < len(ids):
        drawn.add(f"{secrets.randbelow(10**6):06}")
    if ids:
        op.bulk_insert(codes, [{"participation_id": i, "code": c} for i, c in zip(ids, drawn, strict=True)])


def _of_participation(table):
    name = f"fk_{table}_participation_id_participations"
    key = sa.ForeignKey("participations.id", name=name, ondelete="CASCADE")
    return sa.Column("participation_id", sa.String(), key, primary_key=True)
