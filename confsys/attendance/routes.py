"""A site checks in by its link, its account, or through the office; and how all of them stand."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for

from confsys import clock, doors, listing, web
from confsys.attendance import access, actions, codes, floods, queries, roll, rules
from confsys.attendance import forms as sent
from confsys.attendance.cards import card_of
from confsys.attendance.corrections import noted_of_site
from confsys.attendance.models import BASE_NAMES, OFFICE, SHARE_NAMES, STATE_NAMES, WAY_NAMES
from confsys.attendance.sheet import quorum_words
from confsys.attendance.standing import rows_of
from confsys.changes import just_made
from confsys.conferences import by_site
from confsys.conferences.access import may_hand_out_links, may_manage, may_watch
from confsys.conferences.links import holder_of
from confsys.conferences.models import Participation
from confsys.conferences.once import once_by_link
from confsys.errors import Invalid, NotFound, Problem, Refused
from confsys.ids import new_secret
from confsys.people.models import Person
from confsys.sites.names import KIND_NAMES
from confsys.words import _

pages = Blueprint("attendance", __name__)
DEVICE, A_YEAR = "device", 365 * 24 * 3600


@pages.get("/join/<token>/check-in")
@doors.by_link
def by_link(token: str):
    return _link_page(token, _of_link(token))


@pages.post("/join/<token>/check-in")
@doors.by_link
@once_by_link
def check_in_by_link(token: str):
    return _by_link(token, lambda site, way: actions.check_in(None, site, way=way, **sent.read_check_in(request.form)))


@pages.post("/join/<token>/delegates")
@doors.by_link
@once_by_link
def delegates_by_link(token: str):
    return _by_link(
        token, lambda site, way: actions.note_delegates(None, site, way=way, **sent.read_delegates(request.form))
    )


@pages.get("/conferences/<conference_id>/sites/<site_id>/check-in")
@doors.signed_in
def show(person: Person, conference_id: str, site_id: str):
    return _page(person, *access.checked_in(person, conference_id, site_id))


@pages.post("/conferences/<conference_id>/sites/<site_id>/check-in")
@doors.signed_in
def check_in(person: Person, conference_id: str, site_id: str):
    site, way = access.checked_in(person, conference_id, site_id)
    return _noted(
        person, site, way, lambda: actions.check_in(person, site, way=way, **sent.read_check_in(request.form))
    )


@pages.post("/conferences/<conference_id>/sites/<site_id>/delegates")
@doors.signed_in
def delegates(person: Person, conference_id: str, site_id: str):
    site, way = access.counted(person, conference_id, site_id)
    return _noted(
        person, site, way, lambda: actions.note_delegates(person, site, way=way, **sent.read_delegates(request.form))
    )


@pages.get("/conferences/<conference_id>/attendance")
@doors.signed_in
def index(person: Person, conference_id: str):
    """Who is there, by branch and site; what needs a hand first."""
    conference = access.watched(person, conference_id)
    asked = listing.asked(request.args, "q", "state")
    rows, rule = rows_of(conference), queries.quorum_of(conference)
    reads_codes = may_hand_out_links(person, conference)
    quorum = roll.quorum(rows, rule.share, rule.base)
    state = asked["state"] if asked["state"] in STATE_NAMES else ""
    return render_template(
        "attendance/index.html",
        conference=conference,
        asked=asked | {"state": state},
        counts=roll.counted(rows),
        branches=roll.by_branch(rows, {kind: str(name) for kind, name in KIND_NAMES.items()}),
        rows=by_site.narrowed(rows, state, asked["q"]),
        attendance_names=STATE_NAMES,
        way_names=WAY_NAMES,
        is_written=rules.is_written(conference.state, conference.starts_at, clock.now()),
        why_not=rules.why_not(conference),
        may_write=may_manage(person, conference),
        quorum=quorum,
        quorum_words=quorum_words(quorum),
        share_names=SHARE_NAMES,
        base_names=BASE_NAMES,
        codes=codes.codes_of(conference) if reads_codes else {},
        wrong_codes=codes.wrong_today() if reads_codes else 0,
    )


def _by_link(token: str, work: Callable[[Participation, str], Any]):
    participation = _of_link(token)
    try:
        floods.count(participation.id)
        work(participation, sent.way_of(request.form))
    except (Invalid, Refused) as problem:
        if web.is_for_a_program():
            raise
        return _link_page(token, participation, problem)
    web.told(_("Noted. The organiser's office sees it."))
    return _remembered(redirect(_back(url_for("attendance.by_link", token=token)), 303), participation)


def _remembered(answer: Any, participation: Participation) -> Any:
    """The office sees on how many devices a link or a code was used; so each device keeps a random mark."""
    mark = request.cookies.get(DEVICE, "")[:64] or new_secret()
    codes.note_device(participation.id, mark, sent.way_of(request.form))
    is_safe = current_app.config["BASE_URL"].startswith("https:")
    answer.set_cookie(DEVICE, mark, max_age=A_YEAR, httponly=True, samesite="Lax", secure=is_safe)
    return answer


def _noted(person: Person, participation: Participation, way: str, work: Callable[[], Any]):
    try:
        work()
    except (Invalid, Refused) as problem:
        return _page(person, participation, way, problem)
    web.told(_("%(site)s: noted.", site=participation.site.name), undo=just_made())
    own = url_for("attendance.show", conference_id=participation.conference_id, site_id=participation.site_id)
    return redirect(_back(own), 303)


def _back(usual: str) -> str:
    """To the page on which the card stood."""
    asked = request.form.get("back", "")
    return web.own_address(asked) if asked else usual


def _of_link(token: str) -> Participation:
    holder = holder_of(token)
    if holder.participation is None:
        raise NotFound()
    return holder.participation


def _link_page(token: str, participation: Participation, problem: Problem | None = None) -> Response:
    by = request.values.get("by", "")
    card = card_of(participation, base=f"/join/{token}", by=by, form=_typed(problem))
    return web.unkept(_shown(participation, card, problem), problem.status if problem else 200)


def _page(person: Person, participation: Participation, way: str, problem: Problem | None = None):
    base = f"/conferences/{participation.conference_id}/sites/{participation.site_id}"
    conference, is_office = participation.conference, way == OFFICE
    may_name = not is_office or may_manage(person, conference)
    card = card_of(participation, base=base, by_office=is_office, may_name=may_name, form=_typed(problem))
    is_watching = may_watch(person, conference)
    history = noted_of_site(participation) if is_watching else []
    more = {"history": history, "may_watch": is_watching, "may_call": may_manage(person, conference)}
    if may_hand_out_links(person, conference):
        more |= {"code": codes.code_of(participation), "devices": codes.devices_of(participation)}
    return _shown(participation, card, problem, **more), problem.status if problem else 200


def _typed(problem: Problem | None) -> Any:
    return sent.typed(request.form, problem.by_field()) if problem else None


def _shown(participation: Participation, card: Any, problem: Problem | None, **more: Any) -> str:
    return render_template(
        "attendance/check_in.html",
        conference=participation.conference,
        participation=participation,
        attendance=card,
        form=card.form,
        labels=sent.LABELS,
        refusal=problem if isinstance(problem, Refused) else None,
        attendance_names=STATE_NAMES,
        way_names=WAY_NAMES,
        **more,
    )
