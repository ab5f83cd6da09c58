"""How the pieces are put together."""

from typing import Any

from flask import Flask

from confsys import changes, cli, clock, doors, often, places, reactions, seats, web
from confsys.accounts import handing, importing
from confsys.accounts import routes as accounts
from confsys.agenda import compose, times_pages
from confsys.agenda import routes as agenda
from confsys.agenda.models import STATE_NAMES as ITEM_STATE_NAMES
from confsys.agenda.names import KIND_NAMES as ITEM_KIND_NAMES
from confsys.agenda.names import titled
from confsys.agenda.parts import parts_planned
from confsys.api import floods
from confsys.api import routes as api_pages
from confsys.api.openapi import calls
from confsys.attendance import code_routes as codes
from confsys.attendance import roll_routes as roll
from confsys.attendance import routes as attendance
from confsys.attendance import sheet_routes as sheets
from confsys.board import parts as board_parts
from confsys.board import routes as board
from confsys.calendars import routes as calendars
from confsys.conferences import holding as conference_holding
from confsys.conferences import links as conference_links
from confsys.conferences import routes as conferences
from confsys.conferences.access import may_read_links
from confsys.conferences.models import KIND_NAMES, MODE_NAMES
from confsys.conferences.queries import public_today
from confsys.conferences.rehearsing import REHEARSAL, last_session
from confsys.conferences.transitions import STATE_NAMES
from confsys.config import ROOT, settings
from confsys.console import parts as console_parts
from confsys.console import routes as console
from confsys.course import routes as course
from confsys.delegates import ballot_routes as delegate_ballots
from confsys.desk import directory, find, papers, phone_list, rooms
from confsys.desk import routes as desk
from confsys.extensions import db, engine_options, forget_too, migrate, prepare_sqlite
from confsys.floor import routes as floor
from confsys.free_time import routes as free_time
from confsys.history import compare_pages
from confsys.history import routes as history
from confsys.history.undo import UNDO
from confsys.invitations import answers_pages
from confsys.invitations import links as invitation_links
from confsys.invitations import routes as invitations
from confsys.letters import routes as letters
from confsys.letters.links import Link
from confsys.letters.server import read_url
from confsys.live import health, service, walls
from confsys.live import pages as live_pages
from confsys.live import routes as live
from confsys.live.views import VIEWS
from confsys.messages import routes as messages
from confsys.messages import site_routes as site_messages
from confsys.office import memory as office_memory
from confsys.office import queries as office
from confsys.office import routes as office_pages
from confsys.offline import routes as offline
from confsys.past import routes as past
from confsys.people import access as people_access
from confsys.people import routes as people
from confsys.people.models import ROLE_NAMES
from confsys.planner import moving_routes as moving
from confsys.planner import routes as planner
from confsys.polls import answers, guests
from confsys.polls import routes as polls
from confsys.readiness import check_pages, incident_pages, self_test_pages
from confsys.readiness import links as readiness_links
from confsys.reorganising import routes as reorganising
from confsys.scheduling import days_away
from confsys.scheduling import routes as scheduling
from confsys.screens import holder as screens_holder
from confsys.screens import lost_pages, room
from confsys.screens import routes as screens
from confsys.site_desk import delegates, speaking
from confsys.site_desk import routes as site_desk
from confsys.sites import contact_pages, equipment_pages, group_pages
from confsys.sites import import_pages as site_lists
from confsys.sites import routes as sites
from confsys.sites.access import roles_shown
from confsys.sites.names import KIND_NAMES as SITE_KIND_NAMES
from confsys.stage import routes as stage
from confsys.steps import proposals, rehearsals, substitutes
from confsys.steps import routes as steps
from confsys.styleguide import routes as styleguide
from confsys.technician import parts as technician_parts
from confsys.technician import routes as technician
from confsys.votes import ballot_routes as ballots
from confsys.votes import routes as votes
from confsys.weeks import draft_routes as week_drafts
from confsys.weeks import files as week_files
from confsys.weeks import holding as week_holding
from confsys.weeks import routes as weeks
from confsys.weeks.models import HALF_NAMES
from confsys.weeks.occupying import HOLDER as WEEK_ENTRY

BLUEPRINTS = [
    people.pages,
    desk.pages,
    find.pages,
    papers.pages,
    directory.pages,
    phone_list.pages,
    sites.pages,
    equipment_pages.pages,
    contact_pages.pages,
    group_pages.pages,
    site_lists.pages,
    reorganising.pages,
    rooms.pages,
    scheduling.pages,
    days_away.pages,
    conferences.pages,
    free_time.routes,
    polls.pages,
    answers.pages,
    guests.pages,
    past.pages,
    weeks.week_pages,
    week_drafts.drafts,
    week_files.routes,
    planner.pages,
    moving.routes,
    steps.pages,
    proposals.pages,
    substitutes.pages,
    rehearsals.pages,
    offline.pages,
    invitations.pages,
    incident_pages.pages,
    messages.pages,
    site_messages.pages,
    self_test_pages.pages,
    check_pages.pages,
    answers_pages.pages,
    attendance.pages,
    floor.pages,
    speaking.pages,
    roll.pages,
    codes.pages,
    sheets.pages,
    votes.pages,
    ballots.pages,
    delegate_ballots.pages,
    compose.pages,  # before agenda's own: "paste" is no item
    agenda.pages,
    times_pages.pages,
    importing.pages,
    handing.pages,
    accounts.pages,
    calendars.pages,
    letters.pages,
    history.pages,
    compare_pages.pages,
    live_pages.pages,
    stage.pages,
    site_desk.pages,
    delegates.pages,
    board.pages,
    console.pages,
    technician.pages,
    course.pages,
    live.pages,
    walls.pages,
    room.pages,
    screens.pages,
    lost_pages.pages,
    health.pages,
    office_pages.pages,
    styleguide.pages,
    api_pages.pages,
    calls,
]


def create_app(given: dict[str, Any] | None = None) -> Flask:
    """The whole application. `given` overrides settings (tests). Touches no database."""
    app = Flask("confsys", root_path=str(ROOT), template_folder="templates", static_folder="static")
    app.config.update(settings(given))
    clock.refuse_another_hour(app.config["DEMO"])
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(app.config["SQLALCHEMY_DATABASE_URI"])
    _refuse_unreadable(app)
    app.config["INSTANCE"].mkdir(parents=True, exist_ok=True)
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            prepare_sqlite(db.engine)
    seats.install(app, app.config["SQLALCHEMY_ENGINE_OPTIONS"])
    changes.install(app, reactions.REACTIONS)
    web.install(app)
    office_memory.install(app)
    for each in (often, floods):
        forget_too(app, each.forget_all)
    looked_after = {each.name: each for each in (board_parts.BOARD, technician_parts.TECHNICIAN)}
    service.install(app, VIEWS | looked_after | console_parts.VIEWS)
    app.extensions["paired"] = screens_holder.holder_of
    doors.believe_no_host(app)
    app.before_request(people_access.identify)
    app.before_request(doors.refuse_foreign_origin)
    app.before_request(doors.refuse_nul)
    app.extensions["navigation"] = places.navigation
    app.extensions["ways_on"] = places.ways_on
    app.extensions["may_be_undone"] = frozenset(UNDO)
    app.extensions["installation"] = office.named
    app.extensions["public_today"] = public_today
    app.extensions["holders"] = {"conference": conference_holding.tell, WEEK_ENTRY: week_holding.tell}
    app.extensions["holders"] |= {REHEARSAL: conference_holding.tell_of_rehearsals}
    app.extensions["roles_shown"] = roles_shown
    app.extensions["letter_links"] = {
        "conference": Link(conference_links.page_address, lambda _person, _about: True),
        "join": Link(conference_links.join_address, may_read_links),
        "answer": Link(invitation_links.answer_address, may_read_links),
        "test": Link(readiness_links.test_address, may_read_links),
    }
    app.jinja_env.globals.update(
        state_names=STATE_NAMES,
        item_state_names=ITEM_STATE_NAMES,
        role_names=ROLE_NAMES,
        kind_names=KIND_NAMES,
        mode_names=MODE_NAMES,
        site_kind_names=SITE_KIND_NAMES,
        item_kind_names=ITEM_KIND_NAMES,
        half_names=HALF_NAMES,
        lines_of=office.lines_of,
        phases=office.phases,
        last_session=last_session,
    )
    app.jinja_env.filters["titled"] = titled
    app.jinja_env.filters["parts_of_the_day"] = parts_planned
    for pages in BLUEPRINTS:
        app.register_blueprint(pages)
    cli.install(app)
    doors.refuse_undeclared(app)
    return app


def _refuse_unreadable(app: Flask) -> None:
    """A setting that would only be found wrong hours later, when the first letter leaves, stops the start."""
    try:
        read_url(app.config["SMTP_URL"])
    except ValueError as refusal:
        raise SystemExit(str(refusal)) from None
