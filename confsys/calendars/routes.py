"""Feeds and single files for calendar programs, and the page on which people make their links."""

import re

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for

from confsys import doors, forms, web
from confsys.calendars import access, links, queries, serving
from confsys.calendars.choices import choices_for
from confsys.calendars.entries import BUSY, FULL, PUBLIC, Variant
from confsys.calendars.forms import PAGE
from confsys.calendars.models import ORGANISATION, PERSON, SITE, WEEK, CalendarLink
from confsys.conferences import access as conferences
from confsys.conferences.models import Conference
from confsys.errors import Invalid, NotFound
from confsys.office import queries as office
from confsys.people.models import Person
from confsys.weeks import access as weeks
from confsys.words import _, gettext, language

pages = Blueprint("calendars", __name__)


@pages.get("/calendars/<secret>/<name>.ics")
@doors.by_link
@serving.never_empty
def feed(secret: str, name: str):
    """The meetings of a person, a site or an organisation, as a calendar program reads them."""
    link, person = access.link_behind(secret)
    variant = Variant(BUSY if link.busy_only else FULL, link.language, link.alarms)
    shown = access.shown_by(link, person) & queries.in_reach()
    if link.site is not None and link.kind == WEEK:
        stand = queries.stand_of_weeks(link.site, shown)
    else:
        stand = queries.stand_of(shown)
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


@pages.get("/calendars/week.ics")
@doors.public
@serving.never_empty
def week():
    """The weekly calendar, where the office has it public: what everybody may know of it."""
    body = weeks.public_body()
    stand = queries.stand_of_weeks(body, conferences.is_public() & queries.in_reach())
    title = gettext("Weekly calendar, %(name)s", name=body.name)
    variant = Variant(PUBLIC, current_app.config["LOCALE"])
    return serving.calendar_answer(stand, variant, title=title, feed=serving.WEEK_FEED)


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
    """`?of=ID` chooses a site beforehand, as its own page does, `?week=ID` a weekly calendar."""
    chosen = [f"{kind} {request.args[name]}" for kind, name in ((SITE, "of"), (WEEK, "week")) if request.args.get(name)]
    return _page(person, _fresh(chosen[0] if chosen else PERSON))


@pages.post("/calendars")
@doors.signed_in
def make(person: Person):
    """Shown in the answer itself: the address is kept nowhere, so it cannot be shown again after a redirect."""
    try:
        values = forms.read(PAGE, request.form, optional={"of": (PERSON, None)})
    except Invalid as error:
        return _page(person, web.as_typed(error)), error.status
    kind, site_id = values.pop("of")
    link, secret = links.make(person, person, kind=kind, site=access.watched(person, kind, site_id), **values)
    return web.unkept(_page(person, _fresh(PERSON), url_of(secret), link))


@pages.post("/calendars/<link_id>/revoke")
@doors.signed_in
def revoke(person: Person, link_id: str):
    links.revoke(person, access.own_link(person, link_id))
    web.told(_("The link no longer works. Remove the calendar from the device that used it."))
    return redirect(url_for("calendars.index"), 303)


def url_of(secret: str) -> str:
    """The address a calendar program subscribes to."""
    return f"{current_app.config['BASE_URL']}/calendars/{secret}/confsys.ics"


def _fresh(of: str) -> forms.Form:
    return forms.Form(values={"language": language(), "of": of})


def _page(person: Person, form: forms.Form, made: str | None = None, made_link: CalendarLink | None = None) -> str:
    base = current_app.config["BASE_URL"]
    public_url = f"{base}/calendars/public.ics"
    return render_template(
        "calendars/index.html",
        form=form,
        made=made,
        made_link=made_link,
        webcal=re.sub(r"^https?:", "webcal:", made) if made else None,
        links=[(link, _is_blind(person, link)) for link in links.links_of(person)],
        choices=choices_for(person),
        public_url=public_url,
        public_webcal=re.sub(r"^https?:", "webcal:", public_url),
    )


def _is_blind(person: Person, link: CalendarLink) -> bool:
    """Whether a link has lost what it showed."""
    return link.site is not None and not access.may_watch(person, link.kind, link.site)


def _title(person: Person, link: CalendarLink) -> str:
    of = link.site.name if link.site else person.name
    if link.busy_only:
        return of
    if link.kind == WEEK:
        return gettext("Weekly calendar, %(name)s", name=of)
    if link.kind == ORGANISATION:
        return gettext("%(product)s organised by %(name)s", product=office.current().product, name=of)
    return f"{office.current().product}, {of}"
