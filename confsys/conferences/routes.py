"""Pages of conferences: the list, planning and replanning, and the links."""

from datetime import date, timedelta
from itertools import groupby
from typing import Any

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from confsys import clock, doors, forms, listing, shown, web
from confsys.changes import just_made
from confsys.conferences import access, actions, days, links, offered, queries
from confsys.conferences import pages as page
from confsys.conferences.forms import reasons_typed
from confsys.conferences.judging import Judged
from confsys.conferences.models import Conference, Participation
from confsys.conferences.transitions import BEFORE_LIVE, STATE_NAMES, STATES
from confsys.errors import Invalid, NotFound, Refused
from confsys.people.models import Person
from confsys.words import _

pages = Blueprint("conferences", __name__, url_prefix="/conferences")
PER_PAGE = 50
LOOKS = {"load", "look", "use", "like"}  # buttons of the form that keep nothing


@pages.get("")
@doors.signed_in
def index(person: Person):
    """Conferences by day; filters stand in the address."""
    asked, begin, end = _filters()
    query = queries.listed(person, text=asked["q"], begin=begin, end=end, state=asked["state"] or None)
    page = listing.page_of(query, number=asked["page"], size=PER_PAGE)
    return render_template(
        "conferences/index.html",
        days=[
            (day, list(group))
            for day, group in groupby(page.items, key=lambda each: clock.local(each.starts_at).date())
        ],
        counts=queries.site_counts([conference.id for conference in page.items]),
        asked=asked,
        page=page,
        states=[(state, STATE_NAMES[state]) for state in STATES],
        may_plan=access.may_plan_at_all(person),
        today=clock.today(),
    )


def _by_day(found: list[Conference]) -> list[tuple[date, list[Conference]]]:
    days = groupby(found, key=lambda each: clock.local(each.starts_at).date())
    return [(day, list(group)) for day, group in days]


def _filters() -> tuple[dict[str, Any], Any, Any]:
    """What the address asks for. A day that cannot be read is left out; from today on unless asked otherwise."""
    asked = listing.asked(request.args, "q", "state", "from", "to")
    begin = _day_or_none(asked["from"])
    if begin is None and not asked["q"] and not asked["to"]:
        begin = clock.day_span(clock.today())[0]
    end = _day_or_none(asked["to"])
    return asked, begin, end + timedelta(days=1) if end else None


def _day_or_none(typed: str):
    try:
        return clock.day_span(forms.day(typed))[0]
    except forms.Unreadable:
        return None


@pages.get("/new")
@doors.signed_in
def new(person: Person):
    bodies = offered.bodies(person)
    return _plan_page(person, page.begun(page.blank(bodies[0].id), request.args), page.day_of(request.args))


@pages.post("/new")
@doors.signed_in
def plan(person: Person):
    offered.bodies(person)
    if LOOKS & request.form.keys():
        return _look(person)
    try:
        values = page.read(request.form)
        offered.refuse_foreign_body(person, values["organiser"])
        conference = actions.plan(person, **values)
    except Invalid as error:
        return _plan_page(person, page.typed(request.form, error.errors), page.day_of(request.form)), 422
    web.told(_("Saved as a draft. Write the agenda, then ask for approval."))
    return _to(conference)


@pages.post("/clashes")
@doors.signed_in
def clashes_of_new(person: Person):
    """What stands against a plan while it is typed: the part of the page that says it."""
    offered.bodies(person)
    return render_template("conferences/clashes.html", judged=page.judged(person, request.form))


@pages.post("/<conference_id>/clashes")
@doors.signed_in
def clashes_of_changed(person: Person, conference_id: str):
    """The same of a conference that is changed."""
    conference = access.managed(person, conference_id)
    return render_template("conferences/clashes.html", judged=page.judged(person, request.form, conference))


@pages.get("/<conference_id>/edit")
@doors.signed_in
def edit(person: Person, conference_id: str):
    conference = access.managed(person, conference_id)
    chairs = [chair.id for chair in queries.chairs_of(conference)]
    units = queries.units_of(conference)
    form = page.filled(conference, queries.participations_of(conference), chairs, units)
    return _plan_page(person, form, clock.local(conference.starts_at).date(), conference)


@pages.post("/<conference_id>/edit")
@doors.signed_in
def edited(person: Person, conference_id: str):
    conference = access.managed(person, conference_id)
    day = page.day_of(request.form)
    if LOOKS & request.form.keys():
        return _look(person, conference)
    try:
        values = page.untouched(page.read(request.form), conference)
        values.pop("organiser")
        reasons = reasons_typed(request.form)
        actions.edit(person, conference, revision=page.revision(request.form), reasons=reasons, **values)
    except (Invalid, Refused) as problem:
        form, judged = page.typed(request.form, problem.by_field()), _judged(person, request.form, conference)
        return _plan_page(person, form, day, conference, judged), problem.status
    web.told(_("The conference has been changed."), undo=just_made())
    return _to(conference)


@pages.get("/<conference_id>/links")
@doors.signed_in
def show_links(person: Person, conference_id: str):
    return _links_page(person, access.linked(person, conference_id), "conferences/links.html")


@pages.get("/<conference_id>/links/sheet")
@doors.signed_in
def sheet(person: Person, conference_id: str):
    """Every link with its code, to print and hand out."""
    return _links_page(person, access.linked(person, conference_id), "conferences/sheet.html")


@pages.get("/<conference_id>/links/<participation_id>/code.svg")
@doors.signed_in
def code(person: Person, conference_id: str, participation_id: str):
    """The QR code of a site's link, or of the stage's: drawn when it is looked at, for each takes milliseconds."""
    conference = access.linked(person, conference_id)
    if participation_id == "stage":
        address = _stage_address(conference)
    else:
        address = _join_address(access.participation_of(conference, participation_id))
    return Response(shown.qr_svg(address), mimetype="image/svg+xml", headers={"Cache-Control": "private, no-store"})


@pages.post("/<conference_id>/links/<participation_id>/<change>")
@doors.signed_in
def change_link(person: Person, conference_id: str, participation_id: str, change: str):
    participation = access.participation_of(access.managed(person, conference_id), participation_id)
    if change == "renew":
        actions.renew_link(person, participation)
    elif change == "revoke":
        actions.revoke_link(person, participation)
    else:
        raise NotFound()
    web.told(_link_words(change, participation))
    return redirect(url_for("conferences.show_links", conference_id=conference_id) + f"#site-{participation_id}", 303)


@pages.post("/<conference_id>/links/stage/renew")
@doors.signed_in
def renew_stage(person: Person, conference_id: str):
    actions.renew_stage_link(person, access.managed(person, conference_id))
    web.told(_("The stage has a new link; the old one no longer works."))
    return redirect(url_for("conferences.show_links", conference_id=conference_id), 303)


def _link_words(change: str, participation: Participation) -> str:
    name = participation.site.name
    if change == "renew":
        return str(_("%(name)s has a new link; the old one no longer works.", name=name))
    return str(_("The link of %(name)s no longer works.", name=name))


def _links_page(person: Person, conference: Conference, template: str):
    rows = [(each, _join_address(each)) for each in queries.participations_of(conference)]
    stage = _stage_address(conference)
    may_change = access.may_manage(person, conference)
    page = render_template(template, conference=conference, rows=rows, stage=stage, may_change=may_change)
    answer = web.unkept(page)
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _join_address(participation: Participation) -> str:
    return f"{current_app.config['BASE_URL']}/join/{links.join_token(participation)}"


def _stage_address(conference: Conference) -> str:
    return f"{current_app.config['BASE_URL']}/stage/{links.stage_token(conference)}"


def _look(person: Person, conference: Conference | None = None) -> str:
    """What was typed, with the sites of its day and what stands against it; nothing is kept."""
    sent = page.used(request.form)
    if "like" in request.form:
        sent.setlist("sites", _sites_as_in(person, request.form.get("like_of", "")))
    return _plan_page(person, page.typed(sent), page.day_of(sent), conference, _judged(person, sent, conference))


def _sites_as_in(person: Person, conference_id: str) -> list[str]:
    """Those that took part there beside the main one. Raises NotFound."""
    earlier = access.seen(person, conference_id)
    return [each.site_id for each in queries.participations_of(earlier) if not each.is_main]


def _judged(person: Person, sent: MultiDict, conference: Conference | None) -> Judged | None:
    try:
        return page.judged(person, sent, conference)
    except Invalid:
        return None  # what cannot be read yet cannot be judged; saving says what it is


def _plan_page(
    person: Person, form: forms.Form, day, conference: Conference | None = None, judged: Judged | None = None
) -> str:
    offer = offered.choices(person, form, day, conference)
    return render_template(
        "conferences/plan.html",
        form=form,
        conference=conference,
        judged=judged,
        day=days.day_of(person, day),
        is_told=conference is not None and conference.state not in BEFORE_LIVE[:3],
        earlier=queries.latest_of([body.id for body in offer["bodies"]], conference),
        **offer,
    )


def _to(conference: Conference):
    return redirect(url_for("desk.conference", conference_id=conference.id), 303)
