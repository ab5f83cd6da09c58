"""The page on which it is said when a conference is rehearsed, or that it is not."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from confsys import doors, web
from confsys.changes import just_made
from confsys.conferences import access, actions, judging
from confsys.conferences import pages as page
from confsys.conferences.forms import reasons_typed
from confsys.conferences.models import Conference
from confsys.conferences.rehearsing import NAMES, afternoon_before
from confsys.errors import Invalid, Problem, Refused
from confsys.people.models import Person
from confsys.words import _

pages = Blueprint("rehearsals", __name__, url_prefix="/conferences")
PLACES = {"rehearsal_starts_at": "start", "rehearsal_ends_at": "end"}  # where the action's names stand on the page


@pages.get("/<conference_id>/rehearsal")
@doors.signed_in
def ask(person: Person, conference_id: str):
    """When it is now; else the afternoon of the working day before, to be taken or changed."""
    return _page(person, access.managed(person, conference_id), MultiDict())


@pages.post("/<conference_id>/rehearsal")
@doors.signed_in
def rehearse(person: Person, conference_id: str):
    """At the time typed; with `none`, not at all."""
    conference = access.managed(person, conference_id)
    typed = request.form
    try:
        said = {"revision": page.revision(typed), "reasons": reasons_typed(typed)}
        actions.edit(person, conference, **_read(typed), **said)
    except (Invalid, Refused) as problem:
        return _page(person, conference, typed, problem), problem.status
    words = _("It is not rehearsed.") if conference.rehearsal is None else _("The rehearsal is written down.")
    web.told(words, undo=just_made())
    return redirect(url_for("desk.conference", conference_id=conference.id), 303)


def _read(typed: MultiDict) -> dict[str, Any]:
    """Raises Invalid with the page's own names."""
    if "none" in typed:
        return dict.fromkeys(NAMES)
    starts_at, ends_at = page.read_time(typed)
    return {"rehearsal_starts_at": starts_at, "rehearsal_ends_at": ends_at}


def _page(person: Person, conference: Conference, typed: MultiDict, problem: Problem | None = None) -> str:
    shown = (
        typed if "day" in typed else page.time_typed(*(conference.rehearsal or afternoon_before(conference.starts_at)))
    )
    errors = {PLACES.get(name, name): words for name, words in problem.by_field().items()} if problem else {}
    judged = None
    if isinstance(problem, Refused) and conference.may_be_planned:
        judged = judging.of_saved(conference, person, reasons_typed(typed), _read(typed))
    return render_template(
        "steps/rehearsal.html",
        conference=conference,
        form=page.typed(MultiDict(shown), errors if isinstance(problem, Invalid) else {}),
        judged=judged,
        refusal=problem if isinstance(problem, Refused) else None,
    )
