"""The page on which somebody goes to a conference in the place of a person named in it."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from confsys import doors, forms, web
from confsys.changes import just_made
from confsys.conferences import access, actions, judging, queries
from confsys.conferences import pages as page
from confsys.conferences.forms import reasons_typed
from confsys.conferences.models import Conference
from confsys.errors import Invalid, Problem, Refused
from confsys.people.models import APPROVER, CHAIR, SECRETARIAT, Person
from confsys.people.queries import holders_of
from confsys.words import _

pages = Blueprint("substitutes", __name__, url_prefix="/conferences")
GOES = "goes-"
OFFERED = (CHAIR, APPROVER, SECRETARIAT)  # of the body that organises it


@dataclass(frozen=True)
class Choice:
    """A person named in it, and who may go in his place."""

    person: Person
    field: str
    others: list[tuple[str, str]]


@pages.get("/<conference_id>/substitutes")
@doors.signed_in
def ask(person: Person, conference_id: str):
    return _page(person, access.managed(person, conference_id), MultiDict())


@pages.post("/<conference_id>/substitutes")
@doors.signed_in
def send(person: Person, conference_id: str):
    """These go; what warns of them needs a word, as everywhere."""
    conference = access.managed(person, conference_id)
    typed = request.form
    try:
        said = {"revision": page.revision(typed), "reasons": reasons_typed(typed)}
        actions.edit(person, conference, substitutes=_read(typed), **said)
    except (Invalid, Refused) as problem:
        return _page(person, conference, typed, problem), problem.status
    web.told(_("It is written down who goes."), undo=just_made())
    return redirect(url_for("desk.conference", conference_id=conference.id), 303)


def _read(typed: MultiDict) -> dict[str, str]:
    """Who goes in whose place. Raises Invalid."""
    named = {name.removeprefix(GOES): other for name, other in typed.items() if name.startswith(GOES)}
    fields = dict.fromkeys(named, forms.optional_identifier)
    return {one: other for one, other in forms.read(fields, named).items() if other}


def _page(person: Person, conference: Conference, typed: MultiDict, problem: Problem | None = None) -> str:
    chairs, instead = queries.chairs_of(conference), queries.going_instead(conference)
    now = {f"{GOES}{one.id}": other.id for one, other in instead}
    judged = None
    if isinstance(problem, Refused) and conference.may_be_planned:
        judged = judging.of_saved(conference, person, reasons_typed(typed), {"substitutes": _read(typed)})
    return render_template(
        "steps/substitutes.html",
        conference=conference,
        choices=_choices(conference, chairs, [other for _one, other in instead]),
        form=forms.Form(values={**now, **typed.to_dict()}, errors=problem.by_field() if problem else {}),
        judged=judged,
        refusal=problem if isinstance(problem, Refused) else None,
    )


def _choices(conference: Conference, chairs: list[Person], going: list[Person]) -> list[Choice]:
    """Whoever leads or works in the body, and those who go already; nobody who is named himself."""
    named = {each.id for each in chairs}
    held = [each for role in OFFERED for each in holders_of(role, [conference.organiser_id])]
    others = {each.id: each.name for each in [*held, *going] if each.id not in named}
    return [Choice(each, f"{GOES}{each.id}", [("", str(_("goes himself"))), *others.items()]) for each in chairs]
