"""Each edition of a conference as it was told.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from confsys.extensions import Instant

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

VALUES = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade():
    op.create_table(
        "editions",
        sa.Column("conference_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.String(), nullable=True),
        sa.Column("content", VALUES, nullable=False),
        sa.Column("personal", VALUES, nullable=False),
        sa.ForeignKeyConstraint(
            ["conference_id"], ["conferences.id"], name=op.f("fk_editions_conference_id_conferences")
        ),
        sa.PrimaryKeyConstraint("conference_id", "number", name=op.f("pk_editions")),
    )


def downgrade():
    op.drop_table("editions")
