"""The technician's page."""

from flask import Blueprint, render_template

from confsys import doors, web
from confsys.conferences import access
from confsys.live.access import TECHNICIANS
from confsys.live.page import live_page
from confsys.people.models import Person

pages = Blueprint("technician", __name__, url_prefix="/conferences/<conference_id>")


@pages.get("/technician")
@doors.signed_in
def show(person: Person, conference_id: str):
    conference = access.linked(person, conference_id)
    live = live_page(conference, TECHNICIANS)
    return web.unkept(render_template("technician/technician.html", conference=conference, live=live))
