"""A site asks to speak by its link, its account, or through the office, and takes its hand down again."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, render_template, request

from confsys import doors, forms, web
from confsys.conferences.links import holder_of
from confsys.conferences.models import Participation
from confsys.conferences.once import once_by_link
from confsys.errors import Invalid, NotFound, Problem, Refused
from confsys.floor import access, actions, floods, queries
from confsys.floor.cards import card_of
from confsys.floor.forms import KIND, LABELS, NOT_SAID, SAID, TOLD
from confsys.floor.models import LINK, OFFICE, Turn
from confsys.forms import Form
from confsys.live.page import live_page
from confsys.people.models import Person
from confsys.words import _

pages = Blueprint("speaking", __name__)
ASKED = KIND | SAID | TOLD


@pages.get("/join/<token>/floor")
@doors.by_link
def by_link(token: str):
    return _page(_of_link(token), f"/join/{token}", link=token)


@pages.post("/join/<token>/floor")
@doors.by_link
@once_by_link
def ask_by_link(token: str):
    site = _of_link(token)
    floods.count(site.id)
    return _done(site, f"/join/{token}", lambda: _ask(None, site, LINK), link=token)


@pages.post("/join/<token>/floor/<turn_id>/withdraw")
@doors.by_link
@once_by_link
def withdraw_by_link(token: str, turn_id: str):
    site = _of_link(token)
    turn = access.turn_of_site(site, turn_id)
    return _done(site, f"/join/{token}", lambda: _withdraw(None, turn), link=token)


@pages.get("/conferences/<conference_id>/sites/<site_id>/floor")
@doors.signed_in
def show(person: Person, conference_id: str, site_id: str):
    site, way = access.asked(person, conference_id, site_id)
    return _page(site, _own(site), by_office=way == OFFICE)


@pages.post("/conferences/<conference_id>/sites/<site_id>/floor")
@doors.signed_in
def ask(person: Person, conference_id: str, site_id: str):
    site, way = access.asked(person, conference_id, site_id)
    return _done(site, _own(site), lambda: _ask(person, site, way), by_office=way == OFFICE)


@pages.post("/conferences/<conference_id>/sites/<site_id>/floor/<turn_id>/withdraw")
@doors.signed_in
def withdraw(person: Person, conference_id: str, site_id: str, turn_id: str):
    site, way = access.asked(person, conference_id, site_id)
    turn = access.turn_of_site(site, turn_id)
    return _done(site, _own(site), lambda: _withdraw(person, turn), by_office=way == OFFICE)


def _ask(person: Person | None, site: Participation, way: str) -> Any:
    """A press on what waits already only says where it stands."""
    said = forms.read(ASKED, request.form, optional=NOT_SAID | {"told_by": ""})
    if queries.turn_of_kind(site, said["kind"]) is not None:
        return _("This hand is up already; it keeps its place.")
    actions.ask(person, site, way=way, **said)
    return _("The hand is up. Whoever runs the conference sees it.")


def _withdraw(person: Person | None, turn: Turn) -> Any:
    actions.withdraw(person, turn)
    return _("The hand is down.")


def _done(site: Participation, base: str, work: Callable[[], Any], *, link: str | None = None, by_office: bool = False):
    try:
        told = work()
    except (Invalid, Refused) as problem:
        if web.is_for_a_program():
            raise
        return _page(site, base, link=link, by_office=by_office, problem=problem)
    web.told(told)
    back = request.form.get("back", "")
    return redirect(web.own_address(back) if back else f"{base}/floor", 303)


def _page(
    site: Participation,
    base: str,
    *,
    link: str | None = None,
    by_office: bool = False,
    problem: Problem | None = None,
):
    errors = problem.by_field() if isinstance(problem, Invalid) else {}
    form = Form(values={name: value[:1000] for name, value in request.form.items()}, errors=dict(errors))
    page = render_template(
        "site_desk/floor.html",
        conference=site.conference,
        participation=site,
        speech=card_of(site, base=base, by_office=by_office, form=form),
        live=live_page(site.conference, "site", link=link),
        labels=LABELS,
        refusal=problem if isinstance(problem, Refused) else None,
        by_link=link is not None,
    )
    return web.unkept(page, problem.status if problem else 200)


def _of_link(token: str) -> Participation:
    holder = holder_of(token)
    if holder.participation is None:
        raise NotFound()
    return holder.participation


def _own(site: Participation) -> str:
    return f"/conferences/{site.conference_id}/sites/{site.site_id}"
