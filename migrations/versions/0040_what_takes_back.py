"""Which entries of the journal belong together, and which one an entry takes back.

Revision ID: 0040
Revises: 0039
"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None
UNDOES = sa.text("takes_back IS NOT NULL")


def upgrade():
    op.add_column("journal", sa.Column("since", sa.Integer(), nullable=True))
    op.add_column("journal", sa.Column("takes_back", sa.Integer(), nullable=True))
    columns = ["stream", "takes_back"]
    op.create_index("ix_journal_takes_back", "journal", columns, sqlite_where=UNDOES, postgresql_where=UNDOES)


def downgrade():
    op.drop_index("ix_journal_takes_back", "journal")
    with op.batch_alter_table("journal") as batch:
        batch.drop_column("takes_back")
        batch.drop_column("since")
