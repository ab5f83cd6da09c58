"""The board on a wall, as a table for the desk, and one site of it with whom to call and what was noted."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from confsys import doors, forms, listing, web
from confsys.board import facts, noting
from confsys.board.models import LONGEST
from confsys.board.standing import FILTERS, STATE_NAMES
from confsys.board.tiles import Tile
from confsys.conferences import access
from confsys.conferences.models import Conference
from confsys.errors import Invalid, NotFound, Problem, Refused
from confsys.folding import folded
from confsys.forms import Form
from confsys.live.page import live_page
from confsys.people.models import Person
from confsys.sites.knowing import contacts_of
from confsys.sites.standing import standings
from confsys.words import _

pages = Blueprint("board", __name__)
SHOWN = {**STATE_NAMES, **FILTERS}
NOTE = {"text": forms.text(LONGEST, needed=False)}


@pages.get("/conferences/<conference_id>/board")
@doors.signed_in
def board(person: Person, conference_id: str):
    conference = access.watched(person, conference_id)
    show = request.args.get("show", "")
    live = live_page(conference, "board")
    return web.unkept(
        render_template(
            "board/board.html",
            conference=conference,
            live=live,
            sites=facts.count_of(conference),
            show=show if show in SHOWN else "",
        )
    )


@pages.get("/conferences/<conference_id>/board/table")
@doors.signed_in
def table(person: Person, conference_id: str):
    """The same as a list, with whom to call: for the desk and for a screen reader."""
    conference = access.watched(person, conference_id)
    asked = listing.asked(request.args, "q", "show")
    show = asked["show"] if asked["show"] in SHOWN else ""
    board = facts.read_board(conference)
    return render_template(
        "board/table.html",
        conference=conference,
        asked=asked | {"show": show},
        counts=board.counts,
        found={name: sum(_is(tile, name) for tile in board.tiles) for name in FILTERS},
        tiles=[
            tile for tile in board.tiles if _is(tile, show) and folded(asked["q"]) in tile.participation.site.folded
        ],
        called=standings([tile.participation.site_id for tile in board.tiles]),
        filters=FILTERS,
        shown=SHOWN,
        total=len(board.tiles),
    )


@pages.get("/conferences/<conference_id>/board/<site_id>")
@doors.signed_in
def site(person: Person, conference_id: str, site_id: str):
    """One site: how it stands, whom to call there, what was noted."""
    return _site_page(access.watched(person, conference_id), site_id)


@pages.post("/conferences/<conference_id>/board/<site_id>")
@doors.signed_in
def note(person: Person, conference_id: str, site_id: str):
    conference = access.watched(person, conference_id)
    tile = _tile(conference, site_id)
    try:
        noting.note(person, tile.participation, was_called="called" in request.form, **forms.read(NOTE, request.form))
    except (Invalid, Refused) as problem:
        typed = Form(values={"text": request.form.get("text", "")[:1000]}, errors=problem.by_field())
        return _site_page(conference, site_id, typed, problem)
    web.told(_("Noted for %(site)s.", site=tile.full_name))
    return redirect(url_for("board.site", conference_id=conference.id, site_id=site_id), 303)


def _site_page(conference: Conference, site_id: str, form: Any = None, problem: Problem | None = None):
    tile = _tile(conference, site_id)
    return render_template(
        "board/site.html",
        conference=conference,
        tile=tile,
        form=form or Form(values={"text": ""}),
        refusal=problem if isinstance(problem, Refused) else None,
        contacts=contacts_of(tile.participation.site),
        notes=facts.notes_of(tile.participation),
        shown=SHOWN,
    ), problem.status if problem else 200


def _tile(conference: Conference, site_id: str) -> Tile:
    for tile in facts.read_board(conference).tiles:
        if tile.participation.site_id == site_id:
            return tile
    raise NotFound()


def _is(tile: Tile, show: str) -> bool:
    return not show or show in (tile.state, *tile.filters)
