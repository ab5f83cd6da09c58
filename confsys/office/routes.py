"""The page of the settings and its forms, one for each part; and the office's own mark."""

from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for

from confsys import clock, doors, forms, shown, web
from confsys.aside import aside
from confsys.errors import Invalid, Refused
from confsys.office import access, actions, logo, queries
from confsys.office import forms as sent
from confsys.office import pages as page
from confsys.people.models import Person
from confsys.words import _, language

pages = Blueprint("office", __name__)
LARGEST_UPLOAD = 8 * 1024 * 1024  # read so far only to say at the field that it is too large
YEAR = 365 * 24 * 3600


@pages.get("/settings")
@doors.signed_in
def settings(person: Person):
    access.admit(person)
    return _page()


@pages.post("/settings/<any(names, hours, rules, answers, running, calendars):part>")
@doors.signed_in
def change(person: Person, part: str):
    access.admit(person)
    try:
        actions.change(person, part, values=sent.read(part, request.form), revision=sent.revision(request.form))
    except (Invalid, Refused) as problem:
        return _page(**{part: page.typed(part, request.form, problem.by_field())}), problem.status
    return _saved(part)


@pages.post("/settings/bodies/<site_id>")
@doors.signed_in
def name_body(person: Person, site_id: str):
    body = access.body(person, site_id)
    try:
        actions.change(person, "bodies", values={body.id: forms.read(sent.LINES, request.form)})
    except Invalid as error:
        return _page(**{body.id: page.typed_lines(body, request.form, error.errors)}), error.status
    return _saved("bodies")


@pages.post("/settings/days")
@doors.signed_in
def enter_day(person: Person):
    access.admit(person)
    try:
        values = forms.read(sent.DAY, request.form)
        actions.enter_day(person, day=values["day"], works=values["works"] == "on", why=values["why"])
    except Invalid as error:
        return _page(days=page.typed("days", request.form, error.errors)), error.status
    web.told(_("%(day)s is on the list.", day=shown.full_day(values["day"])))
    return redirect(url_for("office.settings", year=values["day"].year, _anchor="days"), 303)


@pages.post("/settings/days/<day>/remove")
@doors.signed_in
def remove_day(person: Person, day: str):
    access.admit(person)
    found = page.day_of(day)
    actions.remove_day(person, day=found)
    web.told(_("%(day)s is again as usual.", day=shown.full_day(found)))
    return redirect(url_for("office.settings", year=found.year, _anchor="days"), 303)


@pages.post("/settings/logo")
@doors.signed_in
def hang_logo(person: Person):
    access.admit(person)
    request.max_content_length = LARGEST_UPLOAD
    try:
        file = request.files.get("picture")
        png = aside(logo.redrawn, file.read() if file else b"")
        actions.hang_logo(person, png=png)
    except forms.Unreadable as unreadable:
        return _page(logo=forms.Form(errors={"picture": unreadable.args[0]})), Invalid.status
    return _saved("logo")


@pages.post("/settings/logo/remove")
@doors.signed_in
def remove_logo(person: Person):
    access.admit(person)
    actions.change(person, "logo", values={"mark": None})
    return _saved("logo")


@pages.get("/logo/<mark>.png")
@doors.public
def picture(mark: str):
    """The office's own mark. Its name changes with it, so it may be kept for ever."""
    headers = {"Cache-Control": f"public, max-age={YEAR}, immutable"}
    return Response(queries.picture(mark), mimetype="image/png", headers=headers)


def _saved(part: str):
    web.told(_("Saved."))
    return redirect(url_for("office.settings", _anchor=part), 303)


def _page(**changed: forms.Form) -> str:
    """The whole page; `changed`: forms that are shown as they were typed."""
    office, bodies = queries.current(), access.bodies()
    made: dict[str, Any] = page.filled(office, bodies) | changed
    year = page.year_of(request.args.get("year", ""), clock.today())
    told = queries.history(page.number_of(request.args.get("before", "")))
    return render_template(
        "office/settings.html",
        forms=made,
        wrong=next(iter(changed.values()), None),
        office=office,
        bodies=bodies,
        year=year,
        days=queries.special_days(year),
        told=told,
        names=queries.names_of_bodies(told),
        weekdays=list(enumerate(shown.DAYS[language()])),
        half_days=sent.HALF_DAYS,
    )
