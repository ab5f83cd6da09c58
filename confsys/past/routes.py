"""The page on which a secretariat enters a conference of the past."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from confsys import clock, doors, forms, web
from confsys.agenda.pasted.rows import each_row_on_a_line
from confsys.changes import just_made
from confsys.conferences import offered
from confsys.conferences import pages as page
from confsys.errors import Invalid
from confsys.office.queries import calendar
from confsys.past import actions
from confsys.people.models import Person
from confsys.words import _

pages = Blueprint("past", __name__, url_prefix="/conferences/past")
LONGEST_TEXT = 20_000


@pages.get("/new")
@doors.signed_in
def new(person: Person):
    bodies = offered.bodies(person)
    return _page(person, page.blank(bodies[0].id, calendar().add_working_days(clock.today(), -1)))


@pages.post("/new")
@doors.signed_in
def enter(person: Person):
    offered.bodies(person)
    if "load" in request.form:
        return _page(person, _typed())
    try:
        values = _read(person)
        conference = actions.enter(person, agenda_text=_agenda(), **values)
    except Invalid as error:
        return _page(person, _typed(error.errors)), 422
    web.told(_("Entered with the code %(code)s and archived. Nobody was told.", code=conference.code), just_made())
    return redirect(url_for("desk.conference", conference_id=conference.id), 303)


def _read(person: Person) -> dict[str, Any]:
    values = page.read(request.form)
    offered.refuse_foreign_body(person, values["organiser"])
    if values["starts_at"] > clock.now():
        raise Invalid({"day": _("This day is still to come. Plan the conference instead.")})
    return values


def _agenda() -> str:
    text = each_row_on_a_line(request.form.get("agenda", ""))
    if (count := len(text)) > LONGEST_TEXT:
        longest = _("At most %(longest)s characters; this has %(count)s.", longest=LONGEST_TEXT, count=count)
        raise Invalid({"agenda": longest})
    return text


def _typed(errors: dict[str, Any] | None = None) -> forms.Form:
    form = page.typed(request.form, errors)
    form.values["agenda"] = request.form.get("agenda", "")[: 2 * LONGEST_TEXT]
    return form


def _page(person: Person, form: forms.Form) -> str:
    return render_template("past/new.html", form=form, **offered.choices(person, form, page.day_of(form.values)))
