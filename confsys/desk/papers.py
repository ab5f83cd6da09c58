"""Papers of a conference to print on A4: its agenda, its sites, and a sheet on which those present sign."""

from flask import Blueprint, render_template, request

from confsys import doors
from confsys.agenda.queries import planned_end_of, schedule_of
from confsys.conferences import access, queries
from confsys.conferences.leading import leading_of
from confsys.errors import NotFound
from confsys.forms import Unreadable, whole
from confsys.people.models import Person
from confsys.sites.queries import by_ids

pages = Blueprint("papers", __name__, url_prefix="/conferences/<conference_id>/papers")
PAPERS = ("agenda", "sites", "sign-in")
LINES, MOST_LINES = 20, 200  # of a sign-in sheet


@pages.get("/<paper>")
@doors.signed_in
def show(person: Person, conference_id: str, paper: str):
    conference = access.seen(person, conference_id)
    if paper not in PAPERS:
        raise NotFound()
    rows = schedule_of(conference)
    participations = queries.participations_of(conference)
    return render_template(
        f"papers/{paper}.html",
        conference=conference,
        chairs=leading_of(conference),
        units=queries.equipment_of(conference),
        rows=rows,
        end=planned_end_of(conference, rows),
        participations=participations,
        parents=by_ids([each.site.parent_id for each in participations if each.site.parent_id]),
        place=_place(participations),
        lines=_lines(),
    )


def _place(participations):
    """The site whose sheet is asked for; the main one otherwise."""
    wanted = request.args.get("site", "")
    chosen = [each for each in participations if each.site_id == wanted]
    return (chosen or participations)[0]


def _lines() -> int:
    """How many empty lines a sheet has; as many as fill a page unless asked otherwise."""
    try:
        return whole(1, MOST_LINES)(request.args.get("lines", ""))
    except Unreadable:
        return LINES
