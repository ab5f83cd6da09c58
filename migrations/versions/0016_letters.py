"""Letters: a queue for each receiver, the letters in it, and the attempts to hand them over.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from confsys.extensions import Instant

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "mailboxes",
        sa.Column("address", sa.String(), primary_key=True),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("lease", sa.String()),
        sa.Column("leased_until", Instant()),
    )
    op.create_table(
        "letters",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column(
            "mailbox_address",
            sa.String(),
            sa.ForeignKey("mailboxes.address", name="fk_letters_mailbox_address_mailboxes"),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("message_id", "kind")),
        _refers("body_id", "letters", "sites", nullable=False),
        _refers("conference_id", "letters", "conferences"),
        _refers("person_id", "letters", "people"),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("name", "language", "subject", "text", "short")),
        sa.Column("about", _json(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("reply_to", "folded", "state", "reason")),
        sa.Column("written_at", Instant(), nullable=False),
        _refers("written_by_id", "letters", "people"),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("lapses_at", Instant(), nullable=False),
        sa.Column("tried_since", Instant()),
        sa.Column("ended_at", Instant()),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'sent', 'dead', 'lapsed', 'withdrawn')", name="ck_letters_state"),
        sa.CheckConstraint("(state = 'dead') = (reason <> '')", name="ck_letters_reason"),
        sa.CheckConstraint("(state = 'waiting') = (ended_at IS NULL)", name="ck_letters_ended"),
        sa.UniqueConstraint("message_id", name="uq_letters_message_id"),
        sa.UniqueConstraint("mailbox_address", "number", name="uq_letters_number"),
    )
    for name in ("body_id", "conference_id", "person_id", "written_at"):
        op.create_index(f"ix_letters_{name}", "letters", [name])
    op.create_index("ix_letters_due", "letters", ["state", "due_at"])
    op.create_table(
        "letter_attempts",
        _refers("letter_id", "letter_attempts", "letters", primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("lease", sa.String(), nullable=False),
        sa.Column("begun_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant()),
        sa.Column("outcome", sa.String()),
        sa.Column("code", sa.Integer()),
        sa.Column("reply", sa.String(), nullable=False),
        sa.CheckConstraint("outcome IN ('taken', 'refused', 'later', 'lost')", name="ck_letter_attempts_outcome"),
        sa.UniqueConstraint("lease", name="uq_letter_attempts_lease"),
    )


def downgrade():
    for name in ("letter_attempts", "letters", "mailboxes"):
        op.drop_table(name)


def _refers(column, table, target, **options):
    key = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{column}_{target}")
    return sa.Column(column, sa.String(), key, **options)


def _json():
    return sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
