"""Who goes to a conference in the place of a person named in it.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KEY = "fk_conference_people_substitute_id_people"


def upgrade():
    with op.batch_alter_table("conference_people") as table:
        table.add_column(sa.Column("substitute_id", sa.String()))
        table.create_foreign_key(KEY, "people", ["substitute_id"], ["id"])
        table.create_index("ix_conference_people_substitute_id", ["substitute_id"])


def downgrade():
    with op.batch_alter_table("conference_people") as table:
        table.drop_index("ix_conference_people_substitute_id")
        table.drop_constraint(KEY, type_="foreignkey")
        table.drop_column("substitute_id")
