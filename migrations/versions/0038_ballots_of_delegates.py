"""Delegates cast their ballots themselves, in secret, too.

Revision ID: 0038
Revises: 0037
"""

from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

WAYS = ("link", "account", "office")
SECRET, WAY = "ck_votes_ck_votes_secret_of_sites", "ck_ballots_ck_ballots_way"  # as they were named in 0034


def upgrade():
    with op.batch_alter_table("votes") as table:
        table.drop_constraint(op.f(SECRET), type_="check")
    _allow(*WAYS, "himself")


def downgrade():
    """What older programs cannot read goes: a secret vote of delegates was put anew, a ballot by himself was by link."""
    gone = "kind = 'secret' AND unit = 'delegates'"
    for table in ("voters", "vote_choices"):  # nothing is watched while a table is copied
        op.execute(f"DELETE FROM {table} WHERE vote_id IN (SELECT id FROM votes WHERE {gone})")
    op.execute(f"DELETE FROM votes WHERE {gone}")
    op.execute("UPDATE ballots SET way = 'link' WHERE way = 'himself'")
    with op.batch_alter_table("votes") as table:
        table.create_check_constraint(op.f(SECRET), "kind <> 'secret' OR unit = 'sites'")
    _allow(*WAYS)


def _allow(*ways: str) -> None:
    with op.batch_alter_table("ballots") as table:
        table.drop_constraint(op.f(WAY), type_="check")
        table.create_check_constraint(op.f(WAY), f"way IN {ways}")
