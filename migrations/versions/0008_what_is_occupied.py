"""Rooms, equipment, bridges; who and what is occupied when; days away; what is asked for with a slot.

No more of a resource is held at any moment than there is of it: a trigger guarantees that on both databases. On
PostgreSQL it locks the resource first (not against those that only refer to it), so that of two at once the second
counts what the first has written; on
SQLite there is one writer at a time.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

from confsys.extensions import Instant, SortKey

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KNOWN = "'approved', 'issued', 'open', 'live', 'recess', 'closed', 'archived'"
# At NEW's start, and at each later start within it: what others hold then, and NEW, must not be more than there is.
TOO_MUCH = """
    SELECT 1 FROM (
        SELECT NEW.starts_at AS moment
        UNION
        SELECT starts_at FROM bookings
        WHERE subject = NEW.subject AND standing = 'held' AND starts_at >= NEW.starts_at AND starts_at < NEW.ends_at
    ) moments
    WHERE NEW.amount + (
        SELECT coalesce(sum(amount), 0) FROM bookings
        WHERE subject = NEW.subject AND standing = 'held' AND holder <> NEW.holder
          AND starts_at <= moment AND starts_at > {longest} AND ends_at > moment
    ) > (SELECT capacity FROM resources WHERE id = NEW.resource_id)
"""
APPLIES = "NEW.resource_id IS NOT NULL AND NEW.standing = 'held'"
ON_SQLITE = """
CREATE TRIGGER bookings_fit_on_{event} BEFORE {event} ON bookings WHEN {applies}
BEGIN
    SELECT RAISE(ABORT, 'bookings_fit') WHERE EXISTS ({too_much});
END
"""
ON_POSTGRESQL = """
CREATE FUNCTION bookings_fit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {applies} THEN
        PERFORM 1 FROM resources WHERE id = NEW.resource_id FOR NO KEY UPDATE;
        IF EXISTS ({too_much}) THEN
            RAISE EXCEPTION 'bookings_fit' USING ERRCODE = 'exclusion_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bookings_fit BEFORE INSERT OR UPDATE ON bookings FOR EACH ROW EXECUTE FUNCTION bookings_fit()
"""


def upgrade():
    _make_tables()
    with op.batch_alter_table("conferences") as table:
        table.add_column(sa.Column("room_id", sa.String(), nullable=True))
        table.add_column(sa.Column("reasons", _json(), nullable=False, server_default="{}"))
        table.create_foreign_key("fk_conferences_room_id_resources", "resources", ["room_id"], ["id"])
    with op.batch_alter_table("conferences") as table:
        table.alter_column("reasons", server_default=None)
    _book_what_is_planned()
    if op.get_bind().dialect.name == "sqlite":
        longest = TOO_MUCH.format(longest="datetime(NEW.starts_at, '-15 days')")
        for event in ("INSERT", "UPDATE"):
            op.execute(ON_SQLITE.format(event=event, applies=APPLIES, too_much=longest))
    else:
        longest = TOO_MUCH.format(longest="NEW.starts_at - interval '15 days'")
        op.execute(ON_POSTGRESQL.format(applies=APPLIES, too_much=longest))


def downgrade():
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER bookings_fit ON bookings")
        op.execute("DROP FUNCTION bookings_fit()")
    with op.batch_alter_table("conferences") as table:
        table.drop_constraint("fk_conferences_room_id_resources", type_="foreignkey")
        table.drop_column("reasons")
        table.drop_column("room_id")
    for name in ("slot_requests", "conference_units", "absences", "bookings", "resources"):
        op.drop_table(name)


def _json():
    return sa.JSON(none_as_null=True).with_variant(sa.dialects.postgresql.JSONB(none_as_null=True), "postgresql")


def _make_tables():
    op.create_table(
        "resources",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("site_id", sa.String(), sa.ForeignKey("sites.id", name="fk_resources_site_id_sites"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("sort_key", SortKey, nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer()),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("retired_at", Instant()),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('room', 'unit', 'bridge')", name="ck_resources_kind"),
        sa.CheckConstraint("capacity > 0", name="ck_resources_capacity"),
        sa.CheckConstraint("kind = 'bridge' OR capacity = 1", name="ck_resources_alone"),
    )
    op.create_index("ix_resources_site", "resources", ["site_id", "kind"])
    op.create_table(
        "bookings",
        sa.Column("holder", sa.String(), primary_key=True),
        sa.Column("subject", sa.String(), primary_key=True),
        sa.Column(
            "resource_id", sa.String(), sa.ForeignKey("resources.id", name="fk_bookings_resource_id_resources")
        ),
        sa.Column("starts_at", Instant(), nullable=False),
        sa.Column("ends_at", Instant(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name="ck_bookings_times"),
        sa.CheckConstraint("standing IN ('asked', 'held')", name="ck_bookings_standing"),
        sa.CheckConstraint("amount > 0", name="ck_bookings_amount"),
    )
    op.create_index("ix_bookings_when", "bookings", ["subject", "starts_at", "ends_at"])
    op.create_table(
        "absences",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column(
            "person_id", sa.String(), sa.ForeignKey("people.id", name="fk_absences_person_id_people"), nullable=False
        ),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.CheckConstraint("first_day <= last_day", name="ck_absences_days"),
    )
    op.create_index("ix_absences_when", "absences", ["person_id", "last_day"])
    op.create_table(
        "conference_units",
        sa.Column(
            "conference_id",
            sa.String(),
            sa.ForeignKey("conferences.id", name="fk_conference_units_conference_id_conferences"),
            primary_key=True,
        ),
        sa.Column(
            "resource_id",
            sa.String(),
            sa.ForeignKey("resources.id", name="fk_conference_units_resource_id_resources"),
            primary_key=True,
        ),
    )
    op.create_table(
        "slot_requests",
        sa.Column(
            "conference_id",
            sa.String(),
            sa.ForeignKey("conferences.id", name="fk_slot_requests_conference_id_conferences"),
            primary_key=True,
        ),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("needs", sa.String(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("proposed_starts_at", Instant()),
        sa.Column("proposed_ends_at", Instant()),
        sa.Column("proposed_by_id", sa.String(), sa.ForeignKey("people.id", name="fk_slot_requests_proposed_by_id_people")),
        sa.Column("proposed_why", sa.String(), nullable=False),
        sa.UniqueConstraint("code", name="uq_slot_requests_code"),
    )


def _book_what_is_planned():
    """The conferences there are occupy their sites and the persons named in them."""
    standing = f"CASE WHEN state = 'requested' THEN 'asked' ELSE 'held' END"
    columns = "holder, subject, starts_at, ends_at, amount, standing"
    for table, kind, column in (("participations", "site", "site_id"), ("conference_people", "person", "person_id")):
        op.execute(
            f"INSERT INTO bookings ({columns}) SELECT DISTINCT 'conference:' || c.id, '{kind}:' || t.{column}, c.starts_at,"
            f" c.ends_at, 1, {standing} FROM conferences c JOIN {table} t ON t.conference_id = c.id"
            f" WHERE c.entered_afterwards = false AND c.state IN ('requested', {KNOWN})"
        )
