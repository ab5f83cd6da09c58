"""What a site is told, shows, sees, answers and writes itself: by its link, its account, or the office for it."""

from typing import Any

from flask import Blueprint, Response, redirect, render_template, request

from confsys import doors, forms, web
from confsys.conferences.once import once_by_link
from confsys.errors import Problem
from confsys.messages import access, actions, floods, queries
from confsys.messages.cards import card_of
from confsys.messages.forms import ANSWER, TEXT, TOLD
from confsys.people.models import Person
from confsys.readiness import speaking
from confsys.readiness.speaking import Speaker
from confsys.words import _

pages = Blueprint("site_messages", __name__)
LINK, ACCOUNT = "/join/<token>/messages", "/conferences/<conference_id>/sites/<site_id>/messages"
BACK = {"desk": "/desk", "screen": "", "messages": "/messages"}
MOST_IDS = 100


@pages.get(LINK)
@doors.by_link
def by_link(token: str):
    return _page(speaking.by_link(token))


@pages.post(LINK)
@doors.by_link
@once_by_link
def write_by_link(token: str):
    return _write(speaking.by_link(token))


@pages.post(f"{LINK}/shown")
@doors.by_link
def shown_by_link(token: str):
    return _shown(speaking.by_link(token))


@pages.post(f"{LINK}/<message_id>/seen")
@doors.by_link
def see_by_link(token: str, message_id: str):
    return _see(speaking.by_link(token), message_id)


@pages.post(f"{LINK}/<message_id>/answer")
@doors.by_link
def answer_by_link(token: str, message_id: str):
    return _answer(speaking.by_link(token), message_id)


@pages.get(ACCOUNT)
@doors.signed_in
def show(person: Person, conference_id: str, site_id: str):
    return _page(speaking.by_account(person, conference_id, site_id))


@pages.post(ACCOUNT)
@doors.signed_in
def write(person: Person, conference_id: str, site_id: str):
    return _write(speaking.by_account(person, conference_id, site_id))


@pages.post(f"{ACCOUNT}/shown")
@doors.signed_in
def shown(person: Person, conference_id: str, site_id: str):
    return _shown(speaking.by_account(person, conference_id, site_id))


@pages.post(f"{ACCOUNT}/<message_id>/seen")
@doors.signed_in
def see(person: Person, conference_id: str, site_id: str, message_id: str):
    return _see(speaking.by_account(person, conference_id, site_id), message_id)


@pages.post(f"{ACCOUNT}/<message_id>/answer")
@doors.signed_in
def answer(person: Person, conference_id: str, site_id: str, message_id: str):
    return _answer(speaking.by_account(person, conference_id, site_id), message_id)


# -- below: the same for both ---------------------------------------------------------------------------


def _write(speaker: Speaker):
    def work() -> None:
        said = forms.read(TEXT | TOLD, request.form, optional={"urgent": False, "told_by": ""})
        floods.count(speaker.participation.id, "write")
        actions.write(speaker.person, speaker.participation, way=speaker.way, **said)
        web.told(_("Sent: the office and its technicians see it now."))

    return _done(speaker, work, "new")


def _see(speaker: Speaker, message_id: str):
    message = access.received(speaker.participation, message_id)

    def work() -> None:
        said = forms.read(TOLD, request.form, optional={"told_by": ""})
        actions.see(speaker.person, message, speaker.participation, way=speaker.way, **said)

    return _done(speaker, work, message_id)


def _answer(speaker: Speaker, message_id: str):
    message = access.received(speaker.participation, message_id)

    def work() -> None:
        said = forms.read(ANSWER | TOLD, request.form, optional={"told_by": ""})
        actions.answer(speaker.person, message, speaker.participation, way=speaker.way, **said)
        web.told(_("Answered: the office sees it now."))

    return _done(speaker, work, message_id)


def _done(speaker: Speaker, work: Any, wrong: str):
    """Done and led back; a script that sends a command id gets refusals as data and no page."""
    try:
        work()
    except Problem as problem:
        if web.is_for_a_program():
            raise
        return _page(speaker, web.as_typed(problem), wrong, problem)
    return redirect(_back(speaker), 303)


def _back(speaker: Speaker) -> str:
    """Where he came from: the office to the message, a site to its desk, its screen or its messages."""
    back = request.form.get("back", "")
    if speaker.is_office and back not in BACK:
        return web.own_address(back or f"{speaker.base}/messages")
    if back == "screen" and speaker.person is not None:
        return f"/conferences/{speaker.participation.conference_id}/screen"
    return speaker.base + BACK.get(back, "/messages")


def _shown(speaker: Speaker) -> Response:
    """A page has shown these. The office that looks at a site's page is not the site."""
    ids = request.form.get("ids", "").split(",")[:MOST_IDS]
    if not speaker.is_office and queries.undelivered_to(speaker.participation, ids):
        floods.count(speaker.participation.id, "shown")
        actions.acknowledge(speaker.person, speaker.participation, messages=ids)
    return Response(status=204)


def _page(speaker: Speaker, form: Any = None, wrong: str = "", problem: Problem | None = None):
    page = render_template(
        "messages/site.html",
        conference=speaker.participation.conference,
        participation=speaker.participation,
        told=card_of(speaker.participation, speaker.base, form, wrong),
        by_link=speaker.person is None,
        is_office=speaker.is_office,
        problem=problem,
    )
    return web.unkept(page, problem.status if problem else 200)
