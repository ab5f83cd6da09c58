"""The weekly calendar as it was published: for everybody of the body, and for the public where the office says so."""

from typing import Any

from flask import Blueprint, make_response, render_template, request, url_for

from confsys import clock, doors
from confsys.office.queries import lines_of
from confsys.people.models import Person
from confsys.sites.models import Site
from confsys.weeks import access, actions, files, pages, queries
from confsys.weeks.marks import counted
from confsys.weeks.models import Week
from confsys.weeks.pages import Asked

week_pages = Blueprint("weeks", __name__)
SEEN = "week-seen"
REMEMBERED = 90 * 24 * 3600


@week_pages.get("/week")
@doors.signed_in
def show(person: Person):
    """The last edition of a week, with what changed since the one before, or since this reader last looked."""
    asked = pages.asked(request.args)
    body = access.readable(person, asked.body) if asked.body else access.own_body(person)
    week = queries.week_of(body, asked.monday)
    look = queries.look_of(person, week) if week else None
    known = look.number if look else None
    if week and week.edition and actions.is_to_be_noted(look, week):
        actions.looked(person, week)
    more: dict[str, Any] = {
        "may_edit": access.may_edit(person, body),
        "bodies": access.bodies(person),
        "papers": files.papers_of(week) if week and week.edition else [],
        "edit": url_for("week_drafts.edit", on=asked.on.isoformat(), of=body.id),
    }
    return _page("weeks/show.html", "/week", asked, body, week, known, **more)


@week_pages.get("/week/public")
@doors.public
def public():
    """The same without an account. What this browser saw last is kept in a cookie of this address."""
    body, asked = access.public_body(), pages.asked(request.args)
    week = queries.week_of(body, asked.monday)
    seen = _seen(week)
    page = make_response(_page("weeks/public.html", "/week/public", asked, body, week, seen, is_public=True))
    if week and week.edition:
        page.set_cookie(SEEN, f"{week.id}-{week.edition}", REMEMBERED, path="/week/public", samesite="Lax")
    return page


def _seen(week: Week | None) -> int | None:
    """The edition this browser looked at last, where it is of this week."""
    week_id, _dash, number = request.cookies.get(SEEN, "").rpartition("-")
    is_number = number.isascii() and number.isdecimal() and len(number) < 6
    return int(number) if week and week_id == week.id and is_number else None


def _page(
    template: str,
    path: str,
    asked: Asked,
    body: Site,
    week: Week | None,
    known: int | None,
    is_public: bool = False,
    **more: Any,
) -> str:
    """`known`: the edition the reader looked at last. The public is not told what only helps those who come."""
    edition = week.edition if week else 0
    since = since_of(asked, edition, known)
    lines = queries.lines_between(week, since, edition, is_public=is_public) if week and edition else []
    left = pages.narrowed(lines, asked.values)
    return render_template(
        template,
        path=path,
        asked=asked,
        body=body,
        lines_above=lines_of(body),
        week=week,
        known=known if known and known < edition else None,
        since=since,
        days=pages.days_of(asked.monday, left),
        number=len(left),
        choices=pages.choices(lines),
        marks=counted(left),
        editions=queries.editions_of(week) if week else [],
        today=clock.today(),
        **more,
    )


def since_of(asked: Asked, edition: int, known: int | None) -> int:
    """The edition against which changes are marked; 0: none are.

    What is asked for; else the one this reader looked at last, else the one before.
    """
    if asked.since == "none":
        return 0
    if asked.since.isascii() and asked.since.isdecimal() and 0 < int(asked.since) < edition:
        return int(asked.since)
    return known if known and known < edition else max(0, edition - 1)
