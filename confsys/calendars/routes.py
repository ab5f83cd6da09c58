"""Feeds and single files for calendar programs, and the page on which people make their links."""

import gzip
import re
from datetime import UTC, datetime

from flask import Blueprint, Response, current_app, flash, g, make_response, redirect, render_template, request, url_for
from werkzeug.http import http_date, parse_date

from confsys import clock, doors, forms
from confsys.calendars import access, links, queries
from confsys.calendars.feed import calendar
from confsys.calendars.forms import PAGE
from confsys.calendars.models import CalendarLink
from confsys.calendars.queries import BUSY, FULL, PUBLIC, Stand, Variant
from confsys.conferences import access as conferences
from confsys.conferences.models import Conference
from confsys.errors import Gone, Invalid, NotFound, Problem
from confsys.people.models import Person
from confsys.words import _, gettext, language

pages = Blueprint("calendars", __name__)
COUNTED_EVERY = 60  # seconds; programs poll, and each count is a write


@pages.get("/calendars/<secret>/<name>.ics")
@doors.by_link
def feed(secret: str, name: str):
    """The meetings of one person, as his calendar program reads them."""
    try:
        link, person = access.link_behind(secret)
    except (NotFound, Gone) as refusal:
        return _refused(refusal)
    variant = Variant(BUSY if link.busy_only else FULL, link.language, link.alarms)
    stand = queries.stand_of(access.mine(person))
    _count(link)
    return _calendar(_title(person, link), stand, variant, "private, no-cache", "conferences.ics")


@pages.get("/calendars/public.ics")
@doors.public
def public():
    """What everybody may know: title, time, place."""
    stand = queries.stand_of(conferences.is_public())
    title = gettext("Public conferences, %(agency)s", agency=current_app.config["INSTALLATION"]["agency"])
    return _calendar(title, stand, Variant(PUBLIC, current_app.config["LOCALE"]), "public, no-cache", "public.ics")


@pages.get("/conferences/<conference_id>.ics")
@doors.public  # whoever is signed in sees what is for him, anybody else what is public
def single(conference_id: str):
    """One conference as a file to open."""
    visible = conferences.visible_to(g.person) if g.person is not None else conferences.is_public()
    stand = queries.stand_of((Conference.id == conference_id) & visible & conferences.is_known())
    if not stand.rows:
        raise NotFound()
    variant = Variant(FULL if g.person is not None else PUBLIC, language())
    return _calendar("", stand, variant, "private, no-cache", f"{conference_id}.ics", is_feed=False)


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
    return f"{current_app.config['INSTALLATION']['product']}, {person.name}" if not link.busy_only else person.name


def _refused(refusal: Problem) -> Response:
    """A short text with the right status: never an empty 200, which would wipe somebody's calendar."""
    return Response(f"{refusal}\n", refusal.status, mimetype="text/plain", headers={"Cache-Control": "no-store"})


def _count(link: CalendarLink) -> None:
    """Each poll counts, written at most once a minute and link."""
    waiting = current_app.extensions.setdefault("calendar_uses", {})
    waiting[link.id] = waiting.get(link.id, 0) + 1
    last = link.last_used_at
    if last is None or (clock.now() - last).total_seconds() >= COUNTED_EVERY:
        links.count_use(link.id, waiting.pop(link.id))


def _calendar(title: str, stand: Stand, variant: Variant, cache: str, file: str, *, is_feed: bool = True) -> Response:
    etag = stand.etag(variant, title, current_app.config["BASE_URL"])
    changed = stand.changed_at
    headers = {
        "ETag": f'"{etag}"',
        "Cache-Control": cache,
        "Vary": "Accept-Encoding" if is_feed else "Accept-Encoding, Cookie, Authorization",
        "Content-Disposition": f'inline; filename="{file}"',
    }
    if changed:
        headers["Last-Modified"] = http_date(changed)
    if _is_known_already(etag, changed):
        return Response(status=304, headers=headers)
    body = calendar(title, queries.events_of(stand, variant), is_feed=is_feed)
    if "gzip" in request.accept_encodings:
        body = gzip.compress(body, 6, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return Response(body, content_type="text/calendar; charset=utf-8", headers=headers)


def _is_known_already(etag: str, changed: datetime | None) -> bool:
    """If-None-Match decides where it is sent (quoted, weak, a list, or *); else If-Modified-Since."""
    sent = request.headers.get("If-None-Match")
    if sent is not None:
        tags = {tag.strip().removeprefix("W/").strip('"') for tag in sent.split(",")}
        return etag in tags or "*" in tags
    since = parse_date(request.headers.get("If-Modified-Since", ""))
    return since is not None and changed is not None and changed.replace(microsecond=0) <= since.astimezone(UTC)
