"""The live pages: the operator's desk, a site's screen, the stage."""

from flask import Blueprint, make_response, render_template

from confsys import doors
from confsys.conferences import access
from confsys.conferences.links import holder_of
from confsys.conferences.models import Conference, Participation
from confsys.errors import NotFound
from confsys.live.page import live_page
from confsys.people.models import Person

pages = Blueprint("views", __name__)


@pages.get("/conferences/<conference_id>/operate")
@doors.signed_in
def operate(person: Person, conference_id: str):
    conference = access.watched(person, conference_id)
    may_run = access.may_run(person, conference)
    return _shown("operator", conference, may_run=may_run, may_manage=access.may_manage(person, conference))


@pages.get("/conferences/<conference_id>/screen")
@doors.signed_in
def screen(person: Person, conference_id: str):
    """As a site sees it: an officer's own, with its turn; for others without one."""
    conference = access.seen(person, conference_id)
    return _shown("screen", conference, participation=access.own_participation(person, conference))


@pages.get("/conferences/<conference_id>/stage")
@doors.signed_in
def stage(person: Person, conference_id: str):
    return _shown("stage", access.watched(person, conference_id))


@pages.get("/join/<token>")
@doors.by_link
def join(token: str):
    """A site's screen of one conference, without an account."""
    holder = holder_of(token)
    if holder.is_stage:
        raise NotFound()
    return _shown("screen", holder.conference, link=token, participation=holder.participation)


@pages.get("/stage/<token>")
@doors.by_link
def stage_by_link(token: str):
    holder = holder_of(token)
    if not holder.is_stage:
        raise NotFound()
    return _shown("stage", holder.conference, link=token)


def _shown(
    view: str, conference: Conference, *, link: str | None = None, participation: Participation | None = None, **more
):
    live = live_page(conference, view, link=link)
    answer = make_response(
        render_template(
            f"live/{view}.html", live=live, conference=conference, participation=participation, link=link, **more
        )
    )
    answer.headers["Cache-Control"] = "no-store"
    if link:
        answer.headers["Referrer-Policy"] = "no-referrer"  # the address is the key
    return answer
