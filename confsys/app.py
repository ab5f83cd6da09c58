"""How the pieces are put together."""

from typing import Any

from flask import Flask, g, url_for

from confsys import changes, cli, doors, reactions, web
from confsys.accounts import access as account_access
from confsys.accounts import handing, importing
from confsys.accounts import routes as accounts
from confsys.agenda import compose
from confsys.agenda import routes as agenda
from confsys.agenda.models import STATE_NAMES as ITEM_STATE_NAMES
from confsys.agenda.names import KIND_NAMES as ITEM_KIND_NAMES
from confsys.agenda.names import titled
from confsys.agenda.parts import parts_planned
from confsys.api import floods
from confsys.api import routes as api_pages
from confsys.api.openapi import calls
from confsys.calendars import routes as calendars
from confsys.conferences import holding as conference_holding
from confsys.conferences import links as conference_links
from confsys.conferences import routes as conferences
from confsys.conferences.access import may_plan_at_all, may_read_links
from confsys.conferences.models import KIND_NAMES, MODE_NAMES
from confsys.conferences.queries import public_today
from confsys.conferences.rehearsing import REHEARSAL
from confsys.conferences.transitions import STATE_NAMES
from confsys.config import ROOT, settings
from confsys.desk import directory, find, papers, phone_list, rooms
from confsys.desk import routes as desk
from confsys.extensions import db, engine_options, forget_too, migrate, prepare_sqlite
from confsys.free_time import routes as free_time
from confsys.history import compare_pages
from confsys.history import routes as history
from confsys.history.undo import UNDO
from confsys.invitations import floods as answer_floods
from confsys.invitations import links as invitation_links
from confsys.invitations import routes as invitations
from confsys.letters import access as letter_access
from confsys.letters import routes as letters
from confsys.letters.links import Link
from confsys.letters.server import read_url
from confsys.live import health, service
from confsys.live import pages as live_pages
from confsys.live import routes as live
from confsys.live.views import VIEWS
from confsys.office import access as office_access
from confsys.office import memory as office_memory
from confsys.office import queries as office
from confsys.office import routes as office_pages
from confsys.past import routes as past
from confsys.people import access as people_access
from confsys.people import guesses
from confsys.people import routes as people
from confsys.people.models import ROLE_NAMES
from confsys.planner import moving_routes as moving
from confsys.planner import routes as planner
from confsys.polls import answers, guests
from confsys.polls import floods as poll_floods
from confsys.polls import routes as polls
from confsys.reorganising import routes as reorganising
from confsys.scheduling import access as scheduling_access
from confsys.scheduling import days_away
from confsys.scheduling import routes as scheduling
from confsys.sites import contact_pages, equipment_pages, group_pages
from confsys.sites import import_pages as site_lists
from confsys.sites import routes as sites
from confsys.sites.access import roles_shown
from confsys.sites.names import KIND_NAMES as SITE_KIND_NAMES
from confsys.steps import proposals, rehearsals, substitutes
from confsys.steps import routes as steps
from confsys.styleguide import routes as styleguide
from confsys.weeks import draft_routes as week_drafts
from confsys.weeks import files as week_files
from confsys.weeks import holding as week_holding
from confsys.weeks import routes as weeks
from confsys.weeks.models import HALF_NAMES
from confsys.weeks.occupying import HOLDER as WEEK_ENTRY
from confsys.words import _

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
    invitations.pages,
    compose.pages,  # before agenda's own: "paste" is no item
    agenda.pages,
    importing.pages,
    handing.pages,
    accounts.pages,
    calendars.pages,
    letters.pages,
    history.pages,
    compare_pages.pages,
    live_pages.pages,
    live.pages,
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
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(app.config["SQLALCHEMY_DATABASE_URI"])
    _refuse_unreadable(app)
    app.config["INSTANCE"].mkdir(parents=True, exist_ok=True)
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            prepare_sqlite(db.engine)
    changes.install(app, reactions.REACTIONS)
    web.install(app)
    office_memory.install(app)
    forget_too(app, guesses.forget_all)
    forget_too(app, floods.forget_all)
    forget_too(app, poll_floods.forget_all)
    forget_too(app, answer_floods.forget_all)
    service.install(app, VIEWS)
    doors.believe_no_host(app)
    app.before_request(people_access.identify)
    app.before_request(doors.refuse_foreign_origin)
    app.before_request(doors.refuse_nul)
    app.extensions["navigation"] = navigation
    app.extensions["ways_on"] = ways_on
    app.extensions["may_be_undone"] = frozenset(UNDO)
    app.extensions["installation"] = office.named
    app.extensions["public_today"] = public_today
    app.extensions["holders"] = {
        "conference": conference_holding.tell,
        REHEARSAL: conference_holding.tell_of_rehearsals,
        WEEK_ENTRY: week_holding.tell,
    }
    app.extensions["roles_shown"] = roles_shown
    app.extensions["letter_links"] = {
        "conference": Link(conference_links.page_address, lambda _person, _about: True),
        "join": Link(conference_links.join_address, may_read_links),
        "answer": Link(invitation_links.answer_address, may_read_links),
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


def navigation() -> list[web.Place]:
    """The words of the head bar for whoever is signed in; the menu has those for which the bar is too short."""
    person = g.get("person")
    if person is None:
        return []
    places = [
        ("desk.home", _("Today"), "home"),
        ("weeks.show", _("Weekly calendar"), "list-details"),
        ("planner.index", _("Calendar"), "calendar-event"),
        ("conferences.index", _("Conferences"), "video"),
        ("sites.index", _("Sites"), "map-pins"),
    ]
    if account_access.is_keeper(person):
        places.append(("accounts.index", _("People"), "users"))
    else:
        places.append(("calendars.index", _("My calendar"), "calendar"))
    if scheduling_access.is_keeper(person):
        places.append(("rooms.index", _("Rooms"), "door-enter"))
    if office_access.may_set(person):
        places.append(("office.settings", _("Settings"), "settings"))
    if letter_access.may_read(person):
        places.append(("letters.index", _("Mail"), "mail"))
    if may_plan_at_all(person):
        places.insert(3, ("free_time.show", _("Find a time"), "clock"))
    return [web.place(endpoint, label, icon) for endpoint, label, icon in places]


def ways_on() -> list[dict[str, Any]]:
    """Where an error page sends people."""
    if g.get("person") is None:
        hint = _("A site needs no account: open the link in the invitation.")
        return [{"url": url_for("people.sign_in"), "label": _("Sign in"), "hint": hint, "icon": "login"}]
    find = _("by name or code; tone marks may be left out")
    return [
        {"url": url_for("conferences.index"), "label": _("Find a conference"), "hint": find, "icon": "search"},
        {"url": url_for("desk.home"), "label": _("Today"), "hint": "", "icon": "home"},
    ]
