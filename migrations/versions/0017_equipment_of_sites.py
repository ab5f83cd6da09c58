"""How a site is equipped and connected.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

from confsys.extensions import Instant

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

KINDS = "('', 'tslcd', 'fibre', 'leased', 'mobile', 'satellite', 'other')"


def upgrade():
    op.create_table(
        "site_equipment",
        _site("site_equipment"),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("web", "room_code", "sip", "h323")),
        *_line("main"),
        *_line("backup"),
        sa.Column("power", sa.String(), nullable=False),
        sa.Column("power_minutes", sa.Integer()),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(f"main_kind IN {KINDS}", name="ck_site_equipment_main_kind"),
        sa.CheckConstraint(f"backup_kind IN {KINDS}", name="ck_site_equipment_backup_kind"),
        sa.CheckConstraint("power IN ('', 'none', 'ups', 'generator')", name="ck_site_equipment_power"),
        sa.CheckConstraint(
            "power_minutes IS NULL OR power IN ('ups', 'generator')", name="ck_site_equipment_power_minutes"
        ),
    )
    op.create_table(
        "site_checks",
        _site("site_checks"),
        sa.Column("item", sa.String(), primary_key=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("broken", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("checked_at", Instant()),
        sa.Column(
            "checked_by_id", sa.String(), sa.ForeignKey("people.id", name="fk_site_checks_checked_by_id_people")
        ),
        sa.CheckConstraint(
            "item IN ('codec', 'camera', 'display', 'microphones', 'mixer', 'speakers')", name="ck_site_checks_item"
        ),
        sa.CheckConstraint("state IN ('good', 'broken', 'unchecked')", name="ck_site_checks_state"),
        sa.CheckConstraint("(state = 'broken') = (broken > 0)", name="ck_site_checks_broken"),
        sa.CheckConstraint("(state = 'unchecked') = (checked_at IS NULL)", name="ck_site_checks_checked"),
    )


def downgrade():
    op.drop_table("site_checks")
    op.drop_table("site_equipment")


def _site(table):
    key = sa.ForeignKey("sites.id", name=f"fk_{table}_site_id_sites")
    return sa.Column("site_id", sa.String(), key, primary_key=True)


def _line(name):
    return (
        sa.Column(f"{name}_provider", sa.String(), nullable=False),
        sa.Column(f"{name}_kind", sa.String(), nullable=False),
        sa.Column(f"{name}_mbits", sa.Integer()),
    )
