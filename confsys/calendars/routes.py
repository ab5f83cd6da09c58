"""Feeds and single files for calendar programs, and the page on which people make their links."""

import re

from flask import Blueprint, current_app, flash, g, make_response, redirect, render_template, request, url_for

from confsys import doors, forms
from confsys.calendars import access, links, queries, serving
from confsys.calendars.entries import BUSY, FULL, PUBLIC, Variant
from confsys.calendars.forms import PAGE
from confsys.calendars.models import CalendarLink
from confsys.conferences import access as conferences
from confsys.conferences.models import Conference
from confsys.errors import Invalid, NotFound
from confsys.office import queries as office
from confsys.people.models import Person
from confsys.words import _, gettext, language

pages = Blueprint("calendars", __name__)


@pages.get("/calendars/<secret>/<name>.ics")
@doors.by_link
@serving.never_empty
def feed(secret: str, name: str):
    """The meetings of one person, as his calendar program reads them."""
    link, person = access.link_behind(secret)
    variant = Variant(BUSY if link.busy_only else FULL, link.language, link.alarms)
    stand = queries.stand_of(access.mine(person) & queries.in_reach())
    answer = serving.calendar_answer(stand, variant, title=_title(person, link), feed=link.id)
    links.count_poll(link)
    return answer


@pages.get("/calendars/public.ics")
@doors.public
@serving.never_empty
def public():
    """What everybody may know: title, time, place."""
    stand = queries.stand_of(conferences.is_public() & queries.in_reach())
    title = gettext("Public conferences, %(agency)s", agency=office.current().agency)
    variant = Variant(PUBLIC, current_app.config["LOCALE"])
    return serving.calendar_answer(stand, variant, title=title, feed=serving.PUBLIC_FEED)


@pages.get("/conferences/<conference_id>.ics")
@doors.public  # whoever is signed in sees what is for him, anybody else what is public
def single(conference_id: str):
    """One conference as a file to open, however long ago it was."""
    visible = conferences.visible_to(g.person) if g.person is not None else conferences.is_public()
    stand = queries.stand_of((Conference.id == conference_id) & visible & conferences.is_known())
    if not stand.revisions:
        raise NotFound()
    return serving.file_answer(stand, Variant(FULL if g.person is not None else PUBLIC, language()), conference_id)


@pages.get("/calendars")
@doors.signed_in
def index(person: Person):
    return _page(person, forms.Form(values={"language": language()}))


@pages.post("/calendars")
@doors.signed_in
def make(person: Person):
    """Shown in the answer itself: the address is kept nowhere, so it cannot be shown again after a redirect."""
    try:
        values = forms.read(PAGE, request.form)
    except Invalid as error:
        return _page(person, forms.Form(values=request.form.to_dict(), errors=error.errors)), 422
    _link, secret = links.make(person, person, **values)
    answer = make_response(_page(person, forms.Form(values={"language": language()}), url_of(secret)))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@pages.post("/calendars/<link_id>/revoke")
@doors.signed_in
def revoke(person: Person, link_id: str):
    links.revoke(person, access.own_link(person, link_id))
    flash(str(_("The link no longer works. Remove the calendar from the device that used it.")))
    return redirect(url_for("calendars.index"), 303)


def url_of(secret: str) -> str:
    """The address a calendar program subscribes to."""
    return f"{current_app.config['BASE_URL']}/calendars/{secret}/confsys.ics"


def _page(person: Person, form: forms.Form, made: str | None = None) -> str:
    base = current_app.config["BASE_URL"]
    public_url = f"{base}/calendars/public.ics"
    return render_template(
        "calendars/index.html",
        form=form,
        made=made,
        webcal=re.sub(r"^https?:", "webcal:", made) if made else None,
        links=links.links_of(person),
        public_url=public_url,
        public_webcal=re.sub(r"^https?:", "webcal:", public_url),
    )


def _title(person: Person, link: CalendarLink) -> str:
    return f"{office.current().product}, {person.name}" if not link.busy_only else person.name
