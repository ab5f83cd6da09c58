"""Moving a conference on a calendar: what stands against it where it is held, and the move itself."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from confsys import commands, doors, shown, web
from confsys.changes import just_made
from confsys.conferences import access
from confsys.conferences.models import Conference
from confsys.errors import Invalid, Problem, Refused
from confsys.people.models import Person
from confsys.planner import moving
from confsys.words import _

routes = Blueprint("moving", __name__, url_prefix="/conferences")


@routes.post("/<conference_id>/move/look")
@doors.signed_in
def look(person: Person, conference_id: str):
    """The box beside a block that is being moved: what stands against it there, and what it touches."""
    conference = access.managed(person, conference_id)
    return _box(person, conference)


@routes.post("/<conference_id>/move")
@doors.signed_in
def move(person: Person, conference_id: str):
    """Move it. A script is given the words of what was done, with their undo; a plain form is led back."""
    conference = access.managed(person, conference_id)

    def work() -> dict[str, Any]:
        moving.move(person, conference, request.form)
        return {}

    key = request.headers.get("Idempotency-Key")
    try:
        commands.command(person, key, [request.path, request.form.to_dict()], work)
    except (Invalid, Refused) as problem:
        if web.is_for_a_program():
            raise
        return _box(person, conference, problem, template="planner/move.html")
    web.told(_("The time is now %(when)s.", when=_now(conference)), undo=just_made())
    if web.is_for_a_program():
        return render_template("planner/_toasts.html", back=_back(conference))
    return redirect(_back(conference), 303)


def _box(
    person: Person, conference: Conference, problem: Problem | None = None, template: str = "planner/_move.html"
) -> Any:
    """With a sentence where it cannot be there at all."""
    try:
        found = moving.look(person, conference, request.form)
    except (Invalid, Refused) as refused:
        return render_template(template, conference=conference, move=None, problem=problem or refused), refused.status
    status = problem.status if problem else 200
    return render_template(template, conference=conference, move=found, problem=problem), status


def _now(conference: Conference) -> str:
    when = shown.when(conference.starts_at, conference.ends_at)
    return f"{when}, {conference.room.name}" if conference.room else when


def _back(conference: Conference) -> str:
    here = url_for("desk.conference", conference_id=conference.id)
    return web.own_address(request.form.get("back")) if request.form.get("back") else here
