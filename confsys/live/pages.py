"""The walls: a site's screen, the stage."""

from flask import Blueprint, render_template, request

from confsys import doors, web
from confsys.conferences import access
from confsys.conferences.links import holder_of
from confsys.conferences.models import Conference, Participation
from confsys.errors import NotFound
from confsys.invitations.access import own_sites
from confsys.live.own import own_of
from confsys.live.page import live_page
from confsys.people.models import Person
from confsys.readiness import speaking
from confsys.readiness.speaking import Speaker
from confsys.stage.scenes import THEMES

pages = Blueprint("views", __name__)


@pages.get("/conferences/<conference_id>/screen")
@doors.signed_in
def screen(person: Person, conference_id: str):
    """As a site sees it: an officer's own, with its turn; for others without one."""
    conference = access.seen(person, conference_id)
    own = access.own_participation(person, conference)
    base = f"/conferences/{conference.id}/sites/{own.site_id}" if own and own.site_id in own_sites(person) else ""
    foot = own_of(own, base, f"{base}/own") if base and own else None
    return _shown("screen", conference, participation=own, own=foot)


@pages.get("/conferences/<conference_id>/stage")
@doors.signed_in
def stage(person: Person, conference_id: str):
    return _shown("stage", access.watched(person, conference_id))


@pages.get("/conferences/<conference_id>/stage/lower-third")
@doors.signed_in
def lower_third(person: Person, conference_id: str):
    """What a vision mixer lays over the picture of who speaks."""
    return _shown("lower-third", access.watched(person, conference_id))


@pages.get("/join/<token>")
@doors.by_link
def join(token: str):
    """A site's screen of one conference, without an account."""
    holder = holder_of(token)
    if holder.is_stage:
        raise NotFound()
    site = holder.participation
    own = own_of(site, f"/join/{token}", f"/join/{token}/own") if site else None
    return _shown("screen", holder.conference, link=token, participation=site, own=own)


@pages.get("/join/<token>/own")
@doors.by_link
def own_by_link(token: str):
    """The foot of that screen, again."""
    return _foot(speaking.by_link(token))


@pages.get("/conferences/<conference_id>/sites/<site_id>/own")
@doors.signed_in
def own(person: Person, conference_id: str, site_id: str):
    return _foot(speaking.by_account(person, conference_id, site_id))


def _foot(speaker: Speaker):
    found = own_of(speaker.participation, speaker.base, f"{speaker.base}/own")
    return web.unkept(render_template("live/_own.html", own=found))


@pages.get("/stage/<token>")
@doors.by_link
def stage_by_link(token: str):
    return _shown("stage", _of_stage(token), link=token)


@pages.get("/stage/<token>/lower-third")
@doors.by_link
def lower_third_by_link(token: str):
    return _shown("lower-third", _of_stage(token), link=token)


def _of_stage(token: str) -> Conference:
    holder = holder_of(token)
    if not holder.is_stage:
        raise NotFound()
    return holder.conference


def _shown(
    view: str, conference: Conference, *, link: str | None = None, participation: Participation | None = None, **more
):
    live = live_page(conference, view, link=link)
    answer = web.unkept(
        render_template(
            f"live/{view}.html",
            live=live,
            conference=conference,
            participation=participation,
            link=link,
            ground=_ground(),
            **more,
        )
    )
    if link and view == "stage":  # a page with a form says where it comes from, to us alone
        answer.headers["Referrer-Policy"] = "no-referrer"  # the address is the key
    return answer


def _ground() -> str:
    """The ground that the address of a hall's screen names, whatever the operator chose."""
    named = request.args.get("theme", "")
    return named if named in THEMES else ""
