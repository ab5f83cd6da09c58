"""The technician's work: a list of all sites, and the check list of one, signed by name; then the next one."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from confsys import clock, doors, listing, web
from confsys import forms as reading
from confsys.conferences.models import Conference, Participation
from confsys.conferences.queries import participations_of
from confsys.errors import Invalid, Problem
from confsys.forms import Form
from confsys.people.models import Person
from confsys.readiness import access, checking, forms, queries, rules, standing
from confsys.readiness.models import KIND_NAMES, OK, POINT_NAMES, POINTS, STATE_NAMES, VERDICT_NAMES
from confsys.readiness.shown import card_of
from confsys.readiness.verdict import judge
from confsys.sites.equipment import BROKEN, ITEM_NAMES
from confsys.sites.knowing import checks_of, contacts_of, equipment_of
from confsys.sites.standing import standings
from confsys.words import _

pages = Blueprint("readiness", __name__)
REVISION: dict[str, reading.Read] = {"revision": reading.whole(0, 10**9)}


@pages.get("/conferences/<conference_id>/readiness")
@doors.signed_in
def index(person: Person, conference_id: str):
    """Every site with its test, its list and its incidents; those that need a hand first."""
    conference = access.watched(person, conference_id)
    asked = listing.asked(request.args, "q", "state")
    state = asked["state"] if asked["state"] in standing.STATES else ""
    rows = _rows(conference)
    return render_template(
        "readiness/index.html",
        conference=conference,
        asked=asked | {"state": state},
        counts=standing.counted(rows),
        total=len(rows),
        points=standing.TOTAL,
        rows=standing.narrowed(rows, state, asked["q"]),
        state_names=standing.STATE_NAMES,
        verdict_names=VERDICT_NAMES,
        incident_names=KIND_NAMES,
        now=clock.now(),
        may_care=access.may_care(person, conference),
    )


@pages.get("/conferences/<conference_id>/sites/<site_id>/check")
@doors.signed_in
def show(person: Person, conference_id: str, site_id: str):
    return _page(person, access.cared_site(person, conference_id, site_id))


@pages.post("/conferences/<conference_id>/sites/<site_id>/check")
@doors.signed_in
def check(person: Person, conference_id: str, site_id: str):
    """Keeps what is ticked, or signs it; "all" ticks what is left as in order, and asks to look at it once more."""
    participation = access.cared_site(person, conference_id, site_id)
    if "all" in request.form:
        left = {point: OK for point in POINTS if not request.form.get(point)}
        return _page(person, participation, forms.typed_points(request.form.to_dict() | left, {}))
    try:
        points, revision = forms.read_points(request.form), reading.read(REVISION, request.form)["revision"]
        if "sign" in request.form:
            name = reading.read(forms.SIGNATURE, request.form)["name"]
            checking.sign_off(person, participation, name=name, points=points, revision=revision)
        else:
            checking.check(person, participation, points=points, revision=revision)
    except Problem as problem:
        return _page(person, participation, forms.typed_points(request.form, problem.by_field()), problem)
    return _onwards(participation, is_signed="sign" in request.form)


@pages.post("/conferences/<conference_id>/sites/<site_id>/check/reopen")
@doors.signed_in
def reopen(person: Person, conference_id: str, site_id: str):
    checking.reopen(person, access.cared_site(person, conference_id, site_id))
    return redirect(url_for("readiness.show", conference_id=conference_id, site_id=site_id), 303)


def _onwards(participation: Participation, *, is_signed: bool):
    """After a signature to the next site that has none; after the last one to the list."""
    conference, name = participation.conference, participation.site.name
    if not is_signed:
        web.told(_("The check list of %(site)s is kept.", site=name))
        return redirect(url_for("readiness.show", conference_id=conference.id, site_id=participation.site_id), 303)
    rows = _rows(conference)
    left = standing.counted(rows)[standing.UNSIGNED]
    web.told(_("%(site)s is signed off. %(left)s left.", site=name, left=left))
    following = standing.next_unsigned(rows, participation.site_id)
    if following is None:
        return redirect(url_for("readiness.index", conference_id=conference.id), 303)
    site_id = following.participation.site_id
    return redirect(url_for("readiness.show", conference_id=conference.id, site_id=site_id), 303)


def _rows(conference: Conference) -> list[standing.Row]:
    """Six statements, however many sites there are."""
    taking_part = participations_of(conference)
    tests, lists = queries.latest_tests(conference), queries.check_lists(conference)
    open_ones, called = queries.open_incidents(conference), standings([each.site_id for each in taking_part])
    return [
        standing.Row(
            each, tests.get(each.id), lists.get(each.id), open_ones.get(each.id, ()), called[each.site_id].contact
        )
        for each in taking_part
    ]


def _page(
    person: Person, participation: Participation, form: Form | None = None, problem: Problem | None = None
) -> Any:
    conference, site = participation.conference, participation.site
    rows, tests = queries.check_list_of(participation), queries.tests_of(participation)
    around = _rows(conference)
    known = checks_of(site)
    page = render_template(
        "readiness/check.html",
        conference=conference,
        participation=participation,
        check_list=rows,
        form=form or forms.filled_points(rows.points if rows else {}, rows.revision if rows else 0, person.name),
        problem=None if isinstance(problem, Invalid) else problem,
        points=POINT_NAMES,
        states=STATE_NAMES,
        tests=tests,
        judged=judge(tests[0].measured) if tests else None,
        verdict_names=VERDICT_NAMES,
        known=known,
        broken=[(ITEM_NAMES[item], found) for item, found in known.items() if found.state == BROKEN],
        equipment=equipment_of(site),
        contacts=contacts_of(site),
        reports=card_of(participation),
        base=f"/conferences/{conference.id}/sites/{site.id}",
        following=standing.next_unsigned(around, site.id),
        left=standing.counted(around)[standing.UNSIGNED],
        takes=conference.state in rules.TESTED,
        now=clock.now(),
    )
    return page, problem.status if problem else 200
