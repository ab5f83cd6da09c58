"""Pages of a reorganisation: what is typed, what would go along, and the one button."""

from typing import Any

from flask import Blueprint, redirect, render_template, request

from confsys import clock, doors, web
from confsys.errors import Invalid, NotAllowed, Problem
from confsys.forms import Form
from confsys.people.models import Person
from confsys.reorganising import actions
from confsys.reorganising.queries import touched
from confsys.reorganising.typed import LEAST_ROWS, Told, rows_in, told
from confsys.shown import day
from confsys.sites.access import is_administrator
from confsys.sites.names import KIND_NAMES
from confsys.words import _, ngettext

pages = Blueprint("reorganising", __name__, url_prefix="/sites/reorganise")


@pages.get("")
@doors.signed_in
def ask(person: Person):
    _refuse_others(person)
    values = {"day": day(clock.today()), "rows": LEAST_ROWS, "old-1": request.args.get("old", "")[:200]}
    return _form_page(Form(values=values))


@pages.post("")
@doors.signed_in
def look(person: Person):
    """What would become of it; nothing is changed yet. Or the form again, with more rows or to correct it."""
    _refuse_others(person)
    if "more" in request.form or "correct" in request.form:
        return _form_page(web.as_typed())
    try:
        read = told(request.form)
        actions.refuse_impossible(read, touched(read))
    except Invalid as problem:
        return _form_page(web.as_typed(problem)), problem.status
    return _preview_page(read)


@pages.post("/keep")
@doors.signed_in
def keep(person: Person):
    _refuse_others(person)
    try:
        read = told(request.form)
        ahead = touched(read).conferences
        made = actions.reorganise(person, read.olds, ahead, told=read, mark=request.form.get("mark", ""))
    except Invalid as problem:
        return _form_page(web.as_typed(problem)), problem.status
    except Problem as problem:
        return _preview_page(read, problem), problem.status
    web.told(ngettext("%(num)s new unit is in the directory.", "%(num)s new units are in the directory.", len(made)))
    return redirect(f"/sites/{next(iter(made.values())).id}", 303)


def _refuse_others(person: Person) -> None:
    if not is_administrator(person):
        raise NotAllowed(_("Only an administrator reorganises units."))


def _form_page(form: Form) -> str:
    kinds = [("", _("as before")), *KIND_NAMES.items()]
    return render_template("reorganising/form.html", form=form, rows=rows_in(form.values), kinds=kinds)


def _preview_page(read: Told, problem: Any = None) -> str:
    along = touched(read)
    return render_template(
        "reorganising/preview.html",
        told=read,
        along=along,
        olds={old.id: old.name for old in read.olds},
        news={old.id: [each.name for each in read.news_of(old)] for old in read.olds},
        rows={each.number: each for each in read.formed},
        typed=[(name, value) for name, value in request.form.items() if name != "mark"],
        form=Form(errors={"keep": problem} if problem else {}),
    )
