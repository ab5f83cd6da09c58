"""Saved groups of sites.

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

from confsys.extensions import SortKey

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "site_group_sets",
        sa.Column("id", sa.String(), primary_key=True),
        _refers("body_id", "site_group_sets", "sites", nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
    )
    op.create_index("ix_site_group_sets_body_id", "site_group_sets", ["body_id"])
    op.create_table(
        "site_groups",
        sa.Column("id", sa.String(), primary_key=True),
        _refers("set_id", "site_groups", "site_group_sets", nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sort_key", SortKey, nullable=False),
        sa.Column("valid_from", sa.Date()),
        sa.Column("valid_to", sa.Date()),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to", name="ck_site_groups_dates"
        ),
    )
    op.create_index("ix_site_groups_set_id", "site_groups", ["set_id"])
    op.create_table(
        "site_group_members",
        _refers("set_id", "site_group_members", "site_group_sets", primary_key=True),
        _refers("site_id", "site_group_members", "sites", primary_key=True),
        _refers("group_id", "site_group_members", "site_groups", nullable=False),
    )
    op.create_index("ix_site_group_members_group_id", "site_group_members", ["group_id"])


def downgrade():
    for name in ("site_group_members", "site_groups", "site_group_sets"):
        op.drop_table(name)


def _refers(column, table, target, **options):
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}_{target}")
    return sa.Column(column, sa.String(), key, **options)
