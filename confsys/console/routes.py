"""The operator's console and the chair's page."""

from flask import Blueprint, redirect, render_template, url_for

from confsys import doors, web
from confsys.conferences import access
from confsys.conferences.models import Conference
from confsys.history import access as history
from confsys.history.actions import revert
from confsys.live.access import CHAIR, OPERATOR
from confsys.live.page import live_page
from confsys.messages.audiences import choice_of
from confsys.messages.models import LONGEST
from confsys.messages.rules import SAID
from confsys.people.models import Person

pages = Blueprint("console", __name__, url_prefix="/conferences/<conference_id>")


@pages.get("/operate")
@doors.signed_in
def operate(person: Person, conference_id: str):
    conference = access.watched(person, conference_id)
    told = {"choice": choice_of(conference), "longest": LONGEST, "takes_messages": conference.state in SAID}
    may = {"may_run": access.may_run(person, conference), "may_manage": access.may_manage(person, conference)}
    return _shown("console/operator.html", OPERATOR, conference, **may, **told)


@pages.get("/chair")
@doors.signed_in
def chair(person: Person, conference_id: str):
    """For whoever sits in the chair: who speaks, who is next, how much time is left."""
    return _shown("console/chair.html", CHAIR, access.run(person, conference_id))


@pages.post("/operate/undo/<int(max=2147483647):version>")
@doors.signed_in
def undo(person: Person, conference_id: str, version: int):
    """Take back one of the last things done, whoever did it, by whom could have done it."""
    conference = access.watched(person, conference_id)
    entry = history.steered_entry(person, conference, version)
    back = url_for("console.operate", conference_id=conference_id)
    return web.press(person, lambda: revert(person, entry), lambda: redirect(back, 303))


def _shown(template: str, view: str, conference: Conference, **more):
    return web.unkept(render_template(template, live=live_page(conference, view), conference=conference, **more))
