"""What is said for another time that is proposed, warning by warning; and the time that did not suit, with why.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from confsys.extensions import Instant

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("slot_requests") as table:
        table.add_column(sa.Column("proposed_reasons", _json(), nullable=False, server_default="{}"))
        table.add_column(sa.Column("declined_starts_at", Instant()))
        table.add_column(sa.Column("declined_ends_at", Instant()))
        table.add_column(sa.Column("declined_why", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("slot_requests") as table:
        table.alter_column("proposed_reasons", server_default=None)
        table.alter_column("declined_why", server_default=None)


def downgrade():
    with op.batch_alter_table("slot_requests") as table:
        for name in ("declined_why", "declined_ends_at", "declined_starts_at", "proposed_reasons"):
            table.drop_column(name)


def _json():
    return sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
