"""What the office and its sites tell each other.

Revision ID: 0031
Revises: 0030
"""

import sqlalchemy as sa
from alembic import op

from confsys.extensions import Instant

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

WAYS = "('link', 'account', 'office')"


def upgrade():
    op.create_table(
        "messages",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("conference_id", sa.String(), _key("messages", "conference_id", "conferences"), nullable=False),
        sa.Column("from_id", sa.String(), _key("messages", "from_id", "participations", "CASCADE"), nullable=True),
        sa.Column("answers_id", sa.String(), _key("messages", "answers_id", "messages", "SET NULL"), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.String(), _key("messages", "by_id", "people"), nullable=True),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("told_by", sa.String(), nullable=False),
        sa.Column("sent_at", Instant(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=True),
        sa.Column("seen_by_id", sa.String(), _key("messages", "seen_by_id", "people"), nullable=True),
        sa.Column("released_at", Instant(), nullable=True),
        sa.Column("withdrawn_at", Instant(), nullable=True),
        sa.CheckConstraint(f"way IN {WAYS}", name="ck_messages_way"),
        sa.CheckConstraint("withdrawn_at IS NULL OR released_at IS NULL", name="ck_messages_released"),
    )
    op.create_index("ix_messages_of_conference", "messages", ["conference_id", "sent_at"])
    op.create_index("ix_messages_from_id", "messages", ["from_id"])
    op.create_index("ix_messages_answers_id", "messages", ["answers_id"])
    op.create_index(
        "uq_messages_one_released",
        "messages",
        ["conference_id"],
        unique=True,
        sqlite_where=sa.text("released_at IS NOT NULL"),
        postgresql_where=sa.text("released_at IS NOT NULL"),
    )
    of = "message_recipients"
    op.create_table(
        of,
        sa.Column("message_id", sa.String(), _key(of, "message_id", "messages", "CASCADE"), primary_key=True),
        sa.Column(
            "participation_id", sa.String(), _key(of, "participation_id", "participations", "CASCADE"), primary_key=True
        ),
        sa.Column("delivered_at", Instant(), nullable=True),
        sa.Column("seen_at", Instant(), nullable=True),
        sa.Column("seen_way", sa.String(), nullable=True),
        sa.Column("told_by", sa.String(), nullable=False),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.CheckConstraint(f"seen_way IS NULL OR seen_way IN {WAYS}", name=f"ck_{of}_way"),
        sa.CheckConstraint("(seen_at IS NULL) = (seen_way IS NULL)", name=f"ck_{of}_seen"),
        sa.CheckConstraint("(answered_at IS NULL) = (answer = '')", name=f"ck_{of}_answered"),
        sa.CheckConstraint("seen_at IS NULL OR delivered_at IS NOT NULL", name=f"ck_{of}_delivered_first"),
        sa.CheckConstraint("answered_at IS NULL OR seen_at IS NOT NULL", name=f"ck_{of}_seen_first"),
    )
    op.create_index("ix_message_recipients_of_site", of, ["participation_id"])


def downgrade():
    op.drop_table("message_recipients")
    op.drop_table("messages")


def _key(table, column, other, ondelete=None):
    return sa.ForeignKey(f"{other}.id", name=f"fk_{table}_{column}_{other}", ondelete=ondelete)
