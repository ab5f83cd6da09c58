"""A site reports in one tap and says when it is over; the office sees what is open, takes, notes and solves."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from confsys import clock, doors, forms, web
from confsys.changes import just_made
from confsys.conferences.queries import participations_of
from confsys.errors import Invalid, NotFound, Problem
from confsys.forms import Form
from confsys.people.models import Person
from confsys.readiness import access, figures, floods, incidents, queries, rules, speaking
from confsys.readiness.forms import DONE, KIND, NAME, WORDS
from confsys.readiness.models import KIND_NAMES, OFFICE, Incident
from confsys.readiness.shown import told
from confsys.readiness.speaking import Speaker
from confsys.sites.names import KIND_NAMES as SITE_KIND_NAMES
from confsys.sites.standing import standings
from confsys.words import _

pages = Blueprint("incidents", __name__)
TAKEN: dict[str, forms.Read] = {"taken_by": forms.text(NAME, needed=False), "over": forms.yes_or_no}
ON_BEHALF: dict[str, forms.Read] = {"site": forms.identifier, **KIND, "known": WORDS["note"]}
OVER = _("You have said that it is over.")


@pages.post("/join/<token>/incident")
@doors.by_link
def report_by_link(token: str):
    return _report(speaking.by_link(token))


@pages.post("/join/<token>/incidents/<incident_id>/solve")
@doors.by_link
def clear_by_link(token: str, incident_id: str):
    return _clear(speaking.by_link(token), incident_id)


@pages.post("/conferences/<conference_id>/sites/<site_id>/incident")
@doors.signed_in
def report(person: Person, conference_id: str, site_id: str):
    return _report(speaking.by_account(person, conference_id, site_id))


@pages.post("/conferences/<conference_id>/sites/<site_id>/incidents/<incident_id>/solve")
@doors.signed_in
def clear(person: Person, conference_id: str, site_id: str, incident_id: str):
    return _clear(speaking.by_account(person, conference_id, site_id), incident_id)


def _report(speaker: Speaker):
    """A tap on what is open already costs a look and changes nothing."""
    kind = forms.read(KIND, request.form)["kind"]
    found, is_new = queries.open_incident(speaker.participation, kind), False
    if found is None:
        floods.count(speaker.participation.id, "incident")
        found, is_new = incidents.open_incident(speaker.person, speaker.participation, kind=kind, way=speaker.way)
    web.told(told(found, is_new=is_new))
    return _back(speaker)


def _clear(speaker: Speaker, incident_id: str):
    found = queries.incident_of(speaker.participation, incident_id)
    if found is None:
        raise NotFound()
    incidents.solve(speaker.person, found, way=speaker.way)
    web.told(OVER)
    return _back(speaker)


def _back(speaker: Speaker):
    tail = "check" if speaker.is_office else "desk"
    return redirect(f"{speaker.base}/{tail}#incidents", 303)


# -- the office ------------------------------------------------------------------------------------


@pages.get("/conferences/<conference_id>/incidents")
@doors.signed_in
def index(person: Person, conference_id: str):
    """What is open, who takes care, what was; and what it comes to."""
    return _page(person, conference_id)


@pages.post("/conferences/<conference_id>/incidents")
@doors.signed_in
def open_for_a_site(person: Person, conference_id: str):
    """What the office hears or sees itself."""
    access.cared(person, conference_id)
    try:
        values = forms.read(ON_BEHALF, request.form)
        participation = access.cared_site(person, conference_id, values["site"])
    except (Invalid, NotFound) as problem:
        wrong = problem if isinstance(problem, Invalid) else Invalid({"site": _("Choose a site of this conference.")})
        return _page(person, conference_id, "new", wrong)
    found, is_new = incidents.open_incident(
        person, participation, kind=values["kind"], way=OFFICE, note=values["known"]
    )
    web.told(told(found, is_new=is_new))
    return _to_list(conference_id)


@pages.post("/conferences/<conference_id>/incidents/<incident_id>/take")
@doors.signed_in
def take(person: Person, conference_id: str, incident_id: str):
    found = access.cared_incident(person, conference_id, incident_id)

    def work() -> None:
        said = forms.read(TAKEN, request.form, optional={"taken_by": "", "over": False})
        incidents.take(person, found, name=said["taken_by"], over=said["over"])

    return _done(person, found, work)


@pages.post("/conferences/<conference_id>/incidents/<incident_id>/note")
@doors.signed_in
def note(person: Person, conference_id: str, incident_id: str):
    found = access.cared_incident(person, conference_id, incident_id)
    return _done(person, found, lambda: incidents.note(person, found, **forms.read(WORDS, request.form)))


@pages.post("/conferences/<conference_id>/incidents/<incident_id>/solve")
@doors.signed_in
def solve(person: Person, conference_id: str, incident_id: str):
    found = access.cared_incident(person, conference_id, incident_id)

    def work() -> None:
        incidents.solve(person, found, way=OFFICE, **forms.read(DONE, request.form))
        web.told(_("%(site)s: it is over.", site=found.participation.site.name), undo=just_made())

    return _done(person, found, work)


@pages.post("/conferences/<conference_id>/incidents/<incident_id>/reopen")
@doors.signed_in
def reopen(person: Person, conference_id: str, incident_id: str):
    found = access.cared_incident(person, conference_id, incident_id)
    return _done(person, found, lambda: incidents.reopen(person, found))


def _done(person: Person, incident: Incident, work: Any):
    conference_id = incident.participation.conference_id
    try:
        return web.press(person, work, lambda: _to_list(conference_id))
    except Problem as problem:
        if web.is_for_a_program():
            raise
        return _page(person, conference_id, incident.id, problem)


def _to_list(conference_id: str):
    return redirect(url_for("incidents.index", conference_id=conference_id), 303)


def _page(person: Person, conference_id: str, wrong: str = "", problem: Problem | None = None):
    """`wrong`: the id of the incident whose form was sent with mistakes, or "new"."""
    conference = access.watched(person, conference_id)
    found, taking_part = queries.all_incidents(conference), participations_of(conference)
    errors = problem.by_field() if problem else {}
    typed = Form(values={name: value[:1000] for name, value in request.form.items()}, errors=errors)
    page = render_template(
        "readiness/incidents.html",
        conference=conference,
        open=[each for each in found if each.is_open],
        over=[each for each in found if not each.is_open],
        called=standings({each.participation.site_id for each in found if each.is_open}),
        participations=taking_part,
        kind_of=KIND_NAMES,
        whole=figures.all_together(found),
        kinds=figures.by_kind(found, KIND_NAMES),
        branches=figures.by_branch(found, SITE_KIND_NAMES),
        may_care=access.may_care(person, conference),
        takes=conference.state in rules.REPORTED,
        now=clock.now(),
        wrong=wrong,
        problem=problem,
        form=typed if wrong else Form(),
        new=typed if wrong == "new" else Form(),
    )
    return page, problem.status if problem else 200
