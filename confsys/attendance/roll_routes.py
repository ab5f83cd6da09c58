"""The roll call: one pass through all sites, one press each; a script sends the presses without leaving the page."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, jsonify, redirect, render_template, request, url_for

from confsys import clock, commands, doors, web
from confsys.attendance import access, actions, roll, rules
from confsys.attendance import forms as sent
from confsys.attendance.codes import codes_of
from confsys.attendance.models import NOT_CALLED, STATE_NAMES
from confsys.attendance.queries import attendance_of
from confsys.attendance.standing import rows_of
from confsys.changes import just_made
from confsys.conferences.models import Conference, Participation
from confsys.errors import Invalid, NotFound, Problem, Refused
from confsys.people.models import Person
from confsys.words import _

pages = Blueprint("roll", __name__)


@pages.get("/conferences/<conference_id>/roll-call")
@doors.signed_in
def show(person: Person, conference_id: str):
    """The site whose turn it is: the one asked for, or the first that has not been called."""
    return _page(access.called_up(person, conference_id), request.args.get("at", ""))


@pages.post("/conferences/<conference_id>/roll-call/<site_id>")
@doors.signed_in
def note(person: Person, conference_id: str, site_id: str):
    """One site is noted. A script gets what stands now; a plain form is led to the next site."""
    conference = access.called_up(person, conference_id)
    participation = access.site_of(conference, site_id)
    if key := request.headers.get("Idempotency-Key"):
        done = [request.path, request.form.to_dict()]
        return jsonify(commands.command(person, key, done, lambda: _mark(person, participation)))
    try:
        _mark(person, participation)
    except (Invalid, Refused) as problem:
        return _page(conference, site_id, problem)
    web.told(_("%(site)s: noted.", site=participation.site.name), undo=just_made())
    return redirect(_address(conference, after=site_id), 303)


def _mark(person: Person, participation: Participation) -> dict[str, Any]:
    actions.mark(person, participation, **sent.read_mark(request.form))
    found = attendance_of(participation)
    return {"revision": found.revision if found else 0}


def _page(conference: Conference, site_id: str, problem: Problem | None = None):
    rows = rows_of(conference)
    current = _row(rows, site_id) if site_id else roll.next_of(rows)
    page = render_template(
        "attendance/roll_call.html",
        conference=conference,
        rows=rows,
        current=current,
        before=roll.beside(rows, current, -1),
        after=roll.next_of(rows, current, everyone="all" in request.args),
        everyone="all" in request.args,
        counts=roll.counted(rows),
        form=sent.typed(request.form, problem.by_field()) if problem else sent.typed({}, {}),
        labels=sent.LABELS,
        codes=codes_of(conference),
        refusal=problem if isinstance(problem, Refused) else None,
        attendance_names=STATE_NAMES,
        not_called=NOT_CALLED,
        is_written=rules.is_written(conference.state, conference.starts_at, clock.now()),
        why_not=rules.why_not(conference),
    )
    return page, problem.status if problem else 200


def _row(rows: Sequence[roll.Row], site_id: str) -> roll.Row:
    found = next((row for row in rows if row.participation.site_id == site_id), None)
    if found is None:
        raise NotFound()
    return found


def _address(conference: Conference, *, after: str) -> str:
    """The next site that waits; behind the last one what remains."""
    rows = rows_of(conference)
    following = roll.next_of(rows, _row(rows, after), everyone="all" in request.form)
    at = following.participation.site_id if following else None
    return url_for("roll.show", conference_id=conference.id, at=at, all="1" if "all" in request.form else None)
