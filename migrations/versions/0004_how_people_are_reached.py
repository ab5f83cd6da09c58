"""Office title, e-mail and telephone of persons; a role ends after it begins.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("position", sa.String(), nullable=True))
        people.add_column(sa.Column("email", sa.String(), nullable=True))
        people.add_column(sa.Column("telephone", sa.String(), nullable=True))
        people.create_unique_constraint(people.f("uq_people_email"), ["email"])
    with op.batch_alter_table("roles_held") as roles:
        roles.create_check_constraint(
            roles.f("ck_roles_held_dates"), "valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to"
        )


def downgrade():
    with op.batch_alter_table("roles_held") as roles:
        roles.drop_constraint(roles.f("ck_roles_held_dates"), type_="check")
    with op.batch_alter_table("people") as people:
        people.drop_constraint(people.f("uq_people_email"), type_="unique")
        people.drop_column("telephone")
        people.drop_column("email")
        people.drop_column("position")
