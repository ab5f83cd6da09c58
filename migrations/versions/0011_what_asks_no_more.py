"""Who asks for no more of a resource than he holds already keeps it, although there may be less of it by now.

A bridge that lost ports must not stop a conference from giving back some of its own, nor from ending early. Otherwise
as in 0008.

Revision ID: 0011
Revises: 0010
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

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
NO_MORE = """
    OLD.standing = 'held' AND OLD.holder = NEW.holder AND OLD.subject = NEW.subject AND OLD.amount >= NEW.amount
    AND OLD.starts_at <= NEW.starts_at AND OLD.ends_at >= NEW.ends_at
"""
ON_SQLITE = """
CREATE TRIGGER bookings_fit_on_UPDATE BEFORE UPDATE ON bookings WHEN {applies}
BEGIN
    SELECT RAISE(ABORT, 'bookings_fit') WHERE EXISTS ({too_much});
END
"""
ON_POSTGRESQL = """
CREATE OR REPLACE FUNCTION bookings_fit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {unless}
    IF {applies} THEN
        PERFORM 1 FROM resources WHERE id = NEW.resource_id FOR NO KEY UPDATE;
        IF EXISTS ({too_much}) THEN
            RAISE EXCEPTION 'bookings_fit' USING ERRCODE = 'exclusion_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$
"""
UNLESS = "IF TG_OP = 'UPDATE' THEN IF {no_more} THEN RETURN NEW; END IF; END IF;"


def upgrade():
    _watch(applies=f"{APPLIES} AND NOT ({NO_MORE})", unless=UNLESS.format(no_more=NO_MORE))


def downgrade():
    _watch(applies=APPLIES, unless="")


def _watch(*, applies: str, unless: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        too_much = TOO_MUCH.format(longest="datetime(NEW.starts_at, '-15 days')")
        op.execute("DROP TRIGGER bookings_fit_on_UPDATE")
        op.execute(ON_SQLITE.format(applies=applies, too_much=too_much))
    else:
        too_much = TOO_MUCH.format(longest="NEW.starts_at - interval '15 days'")
        op.execute(ON_POSTGRESQL.format(applies=APPLIES, too_much=too_much, unless=unless))
