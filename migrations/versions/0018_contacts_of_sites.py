"""Who answers for a site.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "site_contacts",
        sa.Column("id", sa.String(), primary_key=True),
        _refers("site_id", "sites", nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        _refers("person_id", "people"),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("name", "position", "telephone", "email")),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> '' OR person_id IS NOT NULL", name="ck_site_contacts_named"),
        sa.CheckConstraint("rank > 0", name="ck_site_contacts_rank"),
    )
    op.create_index("ix_site_contacts_site", "site_contacts", ["site_id", "rank"])
    op.create_index("ix_site_contacts_person_id", "site_contacts", ["person_id"])


def downgrade():
    op.drop_table("site_contacts")


def _refers(column, target, **options):
    key = sa.ForeignKey(f"{target}.id", name=f"fk_site_contacts_{column}_{target}")
    return sa.Column(column, sa.String(), key, **options)
