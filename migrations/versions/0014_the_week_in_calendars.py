"""Links to the weekly calendar; what is kept of calendars is kept by stream, for weeks as for conferences.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

CONFERENCE = sa.Column(
    "conference_id",
    sa.String(),
    sa.ForeignKey("conferences.id", name="fk_kept_events_conference_id_conferences"),
    primary_key=True,
)


def upgrade():
    _keep_by(sa.Column("thing", sa.String(), primary_key=True))
    _allow("person", "site", "organisation", "week")


def downgrade():
    op.execute("DELETE FROM calendar_links WHERE kind = 'week'")
    _allow("person", "site", "organisation")
    _keep_by(CONFERENCE)


def _keep_by(column: sa.Column) -> None:
    """Without what was kept: it is made again at the next poll."""
    op.drop_table("kept_events")
    op.create_table(
        "kept_events",
        column,
        sa.Column("variant", sa.String(), primary_key=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
    )


def _allow(*kinds: str) -> None:
    with op.batch_alter_table("calendar_links") as table:
        table.drop_constraint(op.f("ck_calendar_links_kind"), type_="check")
        table.create_check_constraint(op.f("ck_calendar_links_kind"), f"kind IN {kinds}")
