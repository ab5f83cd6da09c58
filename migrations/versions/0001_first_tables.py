"""First tables.

Revision ID: 0001
Revises:
"""

import secrets

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from confsys.extensions import Instant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

PLAIN = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
SORT_KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade():
    op.create_table('commands',
    sa.Column('person_id', sa.String(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('sent', sa.String(), nullable=False),
    sa.Column('answer', PLAIN, nullable=True),
    sa.Column('at', Instant(), nullable=False),
    sa.PrimaryKeyConstraint('person_id', 'key', name=op.f('pk_commands'))
    )
    with op.batch_alter_table('commands', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_commands_at'), ['at'], unique=False)

    op.create_table('journal',
    sa.Column('stream', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('at', Instant(), nullable=False),
    sa.Column('by', sa.String(), nullable=True),
    sa.Column('about', PLAIN, nullable=False),
    sa.Column('before', PLAIN, nullable=True),
    sa.Column('after', PLAIN, nullable=True),
    sa.Column('personal_hash', sa.String(), nullable=True),
    sa.PrimaryKeyConstraint('stream', 'version', name=op.f('pk_journal'))
    )
    with op.batch_alter_table('journal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_journal_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_journal_by'), ['by'], unique=False)

    op.create_table('people',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('folded', sa.String(), nullable=False),
    sa.Column('sort_key', SORT_KEY, nullable=False),
    sa.Column('username', sa.String(), nullable=True),
    sa.Column('password', sa.String(), nullable=True),
    sa.Column('is_demo', sa.Boolean(), nullable=False),
    sa.Column('language', sa.String(), nullable=True),
    sa.Column('disabled_at', Instant(), nullable=True),
    sa.Column('created_at', Instant(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_people')),
    sa.UniqueConstraint('username', name=op.f('uq_people_username'))
    )
    with op.batch_alter_table('people', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_people_folded'), ['folded'], unique=False)
        batch_op.create_index(batch_op.f('ix_people_sort_key'), ['sort_key'], unique=False)

    op.create_table('settings',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('value', PLAIN, nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_settings'))
    )
    op.create_table('sites',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('folded', sa.String(), nullable=False),
    sa.Column('sort_key', SORT_KEY, nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('parent_id', sa.String(), nullable=True),
    sa.Column('path', sa.String(), nullable=False),
    sa.Column('code', sa.String(), nullable=True),
    sa.Column('gso_code', sa.String(), nullable=True),
    sa.Column('domain', sa.String(), nullable=True),
    sa.Column('source', sa.String(), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.CheckConstraint("kind IN ('tinh', 'van-phong', 'so', 'thanh-tra', 'thanh-pho', 'thi-xa', 'huyen', 'thi-tran', 'phuong', 'xa', 'doanh-nghiep', 'khac')", name=op.f('ck_sites_kind')),
    sa.CheckConstraint('valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to', name=op.f('ck_sites_dates')),
    sa.ForeignKeyConstraint(['parent_id'], ['sites.id'], name=op.f('fk_sites_parent_id_sites')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sites')),
    sa.UniqueConstraint('key', name=op.f('uq_sites_key'))
    )
    with op.batch_alter_table('sites', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sites_folded'), ['folded'], unique=False)
        batch_op.create_index(batch_op.f('ix_sites_gso_code'), ['gso_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_sites_parent_id'), ['parent_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_sites_path'), ['path'], unique=False)
        batch_op.create_index(batch_op.f('ix_sites_sort_key'), ['sort_key'], unique=False)

    op.create_table('streams',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_streams'))
    )
    op.create_table('api_tokens',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('person_id', sa.String(), nullable=False),
    sa.Column('secret_hash', sa.String(), nullable=False),
    sa.Column('label', sa.String(), nullable=False),
    sa.Column('scope', sa.String(), nullable=False),
    sa.Column('created_at', Instant(), nullable=False),
    sa.Column('last_used_at', Instant(), nullable=True),
    sa.Column('revoked_at', Instant(), nullable=True),
    sa.CheckConstraint("scope IN ('all', 'read')", name=op.f('ck_api_tokens_scope')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_api_tokens_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_api_tokens')),
    sa.UniqueConstraint('secret_hash', name=op.f('uq_api_tokens_secret_hash'))
    )
    with op.batch_alter_table('api_tokens', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_api_tokens_person_id'), ['person_id'], unique=False)

    op.create_table('calendar_links',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('person_id', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('site_id', sa.String(), nullable=True),
    sa.Column('label', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('alarms', sa.Boolean(), nullable=False),
    sa.Column('busy_only', sa.Boolean(), nullable=False),
    sa.Column('secret_hash', sa.String(), nullable=False),
    sa.Column('created_at', Instant(), nullable=False),
    sa.Column('last_used_at', Instant(), nullable=True),
    sa.Column('use_count', sa.Integer(), nullable=False),
    sa.Column('revoked_at', Instant(), nullable=True),
    sa.CheckConstraint("kind IN ('person', 'site', 'organisation')", name=op.f('ck_calendar_links_kind')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_calendar_links_person_id_people')),
    sa.ForeignKeyConstraint(['site_id'], ['sites.id'], name=op.f('fk_calendar_links_site_id_sites')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_links')),
    sa.UniqueConstraint('secret_hash', name=op.f('uq_calendar_links_secret_hash'))
    )
    with op.batch_alter_table('calendar_links', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_calendar_links_person_id'), ['person_id'], unique=False)

    op.create_table('conferences',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('uid', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('folded', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('mode', sa.String(), nullable=False),
    sa.Column('reach', sa.String(), nullable=False),
    sa.Column('public', sa.Boolean(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('state_before', sa.String(), nullable=True),
    sa.Column('reason', sa.String(), nullable=True),
    sa.Column('starts_at', Instant(), nullable=False),
    sa.Column('ends_at', Instant(), nullable=False),
    sa.Column('main_site_id', sa.String(), nullable=False),
    sa.Column('organiser_id', sa.String(), nullable=False),
    sa.Column('planned_by_id', sa.String(), nullable=True),
    sa.Column('asked_by_id', sa.String(), nullable=True),
    sa.Column('started_at', Instant(), nullable=True),
    sa.Column('closed_at', Instant(), nullable=True),
    sa.Column('stage_generation', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('edition', sa.Integer(), nullable=False),
    sa.Column('calendar_revision', sa.Integer(), nullable=False),
    sa.Column('calendar_changed_at', Instant(), nullable=False),
    sa.Column('created_at', Instant(), nullable=False),
    sa.CheckConstraint("kind IN ('giao-ban', 'chuyen-mon', 'so-ket', 'tong-ket', 'chuyen-de', 'tap-huan', 'hop-khac')", name=op.f('ck_conferences_kind')),
    sa.CheckConstraint("mode IN ('truc-tuyen', 'truc-tiep', 'ket-hop')", name=op.f('ck_conferences_mode')),
    sa.CheckConstraint("reach IN ('none', 'commune_wide', 'province_wide')", name=op.f('ck_conferences_reach')),
    sa.CheckConstraint("state IN ('draft', 'requested', 'approved', 'issued', 'open', 'live', 'recess', 'closed', 'archived', 'postponed', 'cancelled')", name=op.f('ck_conferences_state')),
    sa.CheckConstraint('starts_at < ends_at', name=op.f('ck_conferences_times')),
    sa.ForeignKeyConstraint(['asked_by_id'], ['people.id'], name=op.f('fk_conferences_asked_by_id_people')),
    sa.ForeignKeyConstraint(['main_site_id'], ['sites.id'], name=op.f('fk_conferences_main_site_id_sites')),
    sa.ForeignKeyConstraint(['organiser_id'], ['sites.id'], name=op.f('fk_conferences_organiser_id_sites')),
    sa.ForeignKeyConstraint(['planned_by_id'], ['people.id'], name=op.f('fk_conferences_planned_by_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conferences')),
    sa.UniqueConstraint('code', name=op.f('uq_conferences_code')),
    sa.UniqueConstraint('uid', name=op.f('uq_conferences_uid'))
    )
    with op.batch_alter_table('conferences', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_conferences_ends_at'), ['ends_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_conferences_folded'), ['folded'], unique=False)
        batch_op.create_index(batch_op.f('ix_conferences_main_site_id'), ['main_site_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_conferences_organiser_id'), ['organiser_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_conferences_state'), ['state'], unique=False)
        batch_op.create_index('ix_conferences_when', ['starts_at', 'id'], unique=False)

    op.create_table('journal_personal',
    sa.Column('stream', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('salt', sa.String(), nullable=False),
    sa.Column('values', PLAIN, nullable=False),
    sa.ForeignKeyConstraint(['stream', 'version'], ['journal.stream', 'journal.version'], name=op.f('fk_journal_personal_stream_journal')),
    sa.PrimaryKeyConstraint('stream', 'version', name=op.f('pk_journal_personal'))
    )
    op.create_table('roles_held',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('person_id', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('site_id', sa.String(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.CheckConstraint("role IN ('administrator', 'secretariat', 'approver', 'chair', 'technician', 'officer', 'delegate')", name=op.f('ck_roles_held_role')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_roles_held_person_id_people')),
    sa.ForeignKeyConstraint(['site_id'], ['sites.id'], name=op.f('fk_roles_held_site_id_sites')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_roles_held'))
    )
    with op.batch_alter_table('roles_held', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_roles_held_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_roles_held_site_id'), ['site_id'], unique=False)

    op.create_table('sign_in_links',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('person_id', sa.String(), nullable=False),
    sa.Column('secret_hash', sa.String(), nullable=False),
    sa.Column('expires_at', Instant(), nullable=False),
    sa.Column('used_at', Instant(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_sign_in_links_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in_links')),
    sa.UniqueConstraint('secret_hash', name=op.f('uq_sign_in_links_secret_hash'))
    )
    with op.batch_alter_table('sign_in_links', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_in_links_person_id'), ['person_id'], unique=False)

    op.create_table('sign_ins',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('person_id', sa.String(), nullable=False),
    sa.Column('secret_hash', sa.String(), nullable=False),
    sa.Column('device', sa.String(), nullable=False),
    sa.Column('created_at', Instant(), nullable=False),
    sa.Column('expires_at', Instant(), nullable=False),
    sa.Column('revoked_at', Instant(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_sign_ins_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_ins')),
    sa.UniqueConstraint('secret_hash', name=op.f('uq_sign_ins_secret_hash'))
    )
    with op.batch_alter_table('sign_ins', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_ins_person_id'), ['person_id'], unique=False)

    op.create_table('agenda_items',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('conference_id', sa.String(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('presenter', sa.String(), nullable=False),
    sa.Column('site_id', sa.String(), nullable=True),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('extra_minutes', sa.Integer(), nullable=False),
    sa.Column('started_at', Instant(), nullable=True),
    sa.Column('ended_at', Instant(), nullable=True),
    sa.Column('paused_at', Instant(), nullable=True),
    sa.Column('paused_seconds', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.CheckConstraint("kind IN ('khai-mac', 'bao-cao', 'tham-luan', 'thao-luan', 'giai-lao', 'bieu-quyet', 'phat-bieu-chi-dao', 'ket-luan', 'be-mac', 'khac')", name=op.f('ck_agenda_items_kind')),
    sa.CheckConstraint("state IN ('planned', 'called', 'running', 'paused', 'done', 'skipped', 'carried_over')", name=op.f('ck_agenda_items_state')),
    sa.CheckConstraint('minutes BETWEEN 1 AND 600', name=op.f('ck_agenda_items_minutes')),
    sa.ForeignKeyConstraint(['conference_id'], ['conferences.id'], name=op.f('fk_agenda_items_conference_id_conferences')),
    sa.ForeignKeyConstraint(['site_id'], ['sites.id'], name=op.f('fk_agenda_items_site_id_sites')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_items')),
    sa.UniqueConstraint('conference_id', 'position', name=op.f('uq_agenda_items_conference_id'))
    )
    with op.batch_alter_table('agenda_items', schema=None) as batch_op:
        batch_op.create_index('ix_agenda_items_one_current', ['conference_id'], unique=True, sqlite_where=sa.text("state IN ('running', 'paused')"), postgresql_where=sa.text("state IN ('running', 'paused')"))
        batch_op.create_index(batch_op.f('ix_agenda_items_site_id'), ['site_id'], unique=False)

    op.create_table('conference_people',
    sa.Column('conference_id', sa.String(), nullable=False),
    sa.Column('person_id', sa.String(), nullable=False),
    sa.Column('function', sa.String(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.CheckConstraint("function IN ('chair', 'invited')", name=op.f('ck_conference_people_function')),
    sa.ForeignKeyConstraint(['conference_id'], ['conferences.id'], name=op.f('fk_conference_people_conference_id_conferences')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_conference_people_person_id_people')),
    sa.PrimaryKeyConstraint('conference_id', 'person_id', name=op.f('pk_conference_people'))
    )
    with op.batch_alter_table('conference_people', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_conference_people_person_id'), ['person_id'], unique=False)

    op.create_table('kept_events',
    sa.Column('conference_id', sa.String(), nullable=False),
    sa.Column('variant', sa.String(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['conference_id'], ['conferences.id'], name=op.f('fk_kept_events_conference_id_conferences')),
    sa.PrimaryKeyConstraint('conference_id', 'variant', name=op.f('pk_kept_events'))
    )
    op.create_table('participations',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('conference_id', sa.String(), nullable=False),
    sa.Column('site_id', sa.String(), nullable=False),
    sa.Column('is_main', sa.Boolean(), nullable=False),
    sa.Column('link_generation', sa.Integer(), nullable=False),
    sa.Column('link_revoked_at', Instant(), nullable=True),
    sa.ForeignKeyConstraint(['conference_id'], ['conferences.id'], name=op.f('fk_participations_conference_id_conferences')),
    sa.ForeignKeyConstraint(['site_id'], ['sites.id'], name=op.f('fk_participations_site_id_sites')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_participations')),
    sa.UniqueConstraint('conference_id', 'site_id', name=op.f('uq_participations_conference_id'))
    )
    with op.batch_alter_table('participations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_participations_site_id'), ['site_id'], unique=False)

    # A database is born with an epoch: the name of its run of history.
    settings = sa.table("settings", sa.column("name", sa.String), sa.column("value", PLAIN))
    op.bulk_insert(settings, [{"name": "epoch", "value": {"value": secrets.token_hex(8)}}])


def downgrade():
    with op.batch_alter_table('participations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_participations_site_id'))

    op.drop_table('participations')
    op.drop_table('kept_events')
    with op.batch_alter_table('conference_people', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_conference_people_person_id'))

    op.drop_table('conference_people')
    with op.batch_alter_table('agenda_items', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agenda_items_site_id'))
        batch_op.drop_index('ix_agenda_items_one_current', sqlite_where=sa.text("state IN ('running', 'paused')"), postgresql_where=sa.text("state IN ('running', 'paused')"))

    op.drop_table('agenda_items')
    with op.batch_alter_table('sign_ins', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sign_ins_person_id'))

    op.drop_table('sign_ins')
    with op.batch_alter_table('sign_in_links', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sign_in_links_person_id'))

    op.drop_table('sign_in_links')
    with op.batch_alter_table('roles_held', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_roles_held_site_id'))
        batch_op.drop_index(batch_op.f('ix_roles_held_person_id'))

    op.drop_table('roles_held')
    op.drop_table('journal_personal')
    with op.batch_alter_table('conferences', schema=None) as batch_op:
        batch_op.drop_index('ix_conferences_when')
        batch_op.drop_index(batch_op.f('ix_conferences_state'))
        batch_op.drop_index(batch_op.f('ix_conferences_organiser_id'))
        batch_op.drop_index(batch_op.f('ix_conferences_main_site_id'))
        batch_op.drop_index(batch_op.f('ix_conferences_folded'))
        batch_op.drop_index(batch_op.f('ix_conferences_ends_at'))

    op.drop_table('conferences')
    with op.batch_alter_table('calendar_links', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_calendar_links_person_id'))

    op.drop_table('calendar_links')
    with op.batch_alter_table('api_tokens', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_api_tokens_person_id'))

    op.drop_table('api_tokens')
    op.drop_table('streams')
    with op.batch_alter_table('sites', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sites_sort_key'))
        batch_op.drop_index(batch_op.f('ix_sites_path'))
        batch_op.drop_index(batch_op.f('ix_sites_parent_id'))
        batch_op.drop_index(batch_op.f('ix_sites_gso_code'))
        batch_op.drop_index(batch_op.f('ix_sites_folded'))

    op.drop_table('sites')
    op.drop_table('settings')
    with op.batch_alter_table('people', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_people_sort_key'))
        batch_op.drop_index(batch_op.f('ix_people_folded'))

    op.drop_table('people')
    with op.batch_alter_table('journal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_journal_by'))
        batch_op.drop_index(batch_op.f('ix_journal_at'))

    op.drop_table('journal')
    with op.batch_alter_table('commands', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_commands_at'))

    op.drop_table('commands')
