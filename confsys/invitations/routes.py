"""A site answers by its link or its account; the office writes down what it hears, and sees how all have answered."""

from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from confsys import clock, doors, listing, web
from confsys.changes import just_made
from confsys.conferences.leading import leading_of
from confsys.conferences.links import holder_of
from confsys.conferences.models import Participation
from confsys.conferences.queries import participations_of
from confsys.errors import Invalid, NotFound, Problem, Refused
from confsys.invitations import access, answering, floods, queries, roll_up, rules
from confsys.invitations import forms as sent
from confsys.invitations.models import ACCOUNT, ANSWER_NAMES, LINK, TELEPHONE
from confsys.invitations.timing import due_at
from confsys.people.models import Person
from confsys.sites.names import KIND_NAMES
from confsys.sites.standing import standings
from confsys.words import _

pages = Blueprint("invitations", __name__)
KEPT = _("Your answer has reached the organiser's office.")


@pages.get("/join/<token>/answer")
@doors.by_link
def by_link(token: str):
    return _page(_of_link(token), LINK, token=token)


@pages.post("/join/<token>/answer")
@doors.by_link
def answer_by_link(token: str):
    participation = _of_link(token)
    if "more" in request.form:
        return _page(participation, LINK, sent.typed(request.form, more=sent.SPARE), token=token)
    try:
        floods.count(participation.id)
        answering.answer(None, participation, way=LINK, **sent.read(request.form, by_office=False))
    except (Invalid, Refused) as problem:
        return _page(participation, LINK, sent.typed(request.form, problem.by_field()), problem, token=token)
    web.told(KEPT)
    return redirect(url_for("invitations.by_link", token=token), 303)


@pages.get("/conferences/<conference_id>/sites/<site_id>/answer")
@doors.signed_in
def show(person: Person, conference_id: str, site_id: str):
    participation, is_office = access.answered(person, conference_id, site_id)
    return _page(participation, TELEPHONE if is_office else ACCOUNT)


@pages.post("/conferences/<conference_id>/sites/<site_id>/answer")
@doors.signed_in
def answer(person: Person, conference_id: str, site_id: str):
    """A site's own answer, or what the office was told on the telephone."""
    participation, is_office = access.answered(person, conference_id, site_id)
    way, name = TELEPHONE if is_office else ACCOUNT, participation.site.name
    if "more" in request.form:
        return _page(participation, way, sent.typed(request.form, more=sent.SPARE))
    try:
        values = sent.read(request.form, by_office=is_office)
        if is_office:
            answering.write_down(person, participation, **values)
        else:
            answering.answer(person, participation, way=way, **values)
    except (Invalid, Refused) as problem:
        return _page(participation, way, sent.typed(request.form, problem.by_field()), problem)
    web.told(_("The answer of %(site)s is written down.", site=name) if is_office else KEPT, undo=just_made())
    back = "invitations.index" if is_office else "desk.conference"
    return redirect(url_for(back, conference_id=conference_id), 303)


@pages.get("/conferences/<conference_id>/answers")
@doors.signed_in
def index(person: Person, conference_id: str):
    """Who comes, who does not, who is silent, by branch; those that need a hand first."""
    conference = access.rolled_up(person, conference_id)
    asked = listing.asked(request.args, "q", "state")
    rows = _rows(conference)
    invited = [row for row in rows if not row.participation.is_main]
    state = asked["state"] if asked["state"] in ANSWER_NAMES else ""
    return render_template(
        "invitations/index.html",
        conference=conference,
        asked=asked | {"state": state},
        counts=roll_up.counted(invited),
        branches=roll_up.by_branch(invited, {kind: str(name) for kind, name in KIND_NAMES.items()}),
        rows=roll_up.narrowed(invited, state, asked["q"]),
        answer_names=ANSWER_NAMES,
        due=due_at(conference.starts_at),
        closes=rules.closes_at(conference.starts_at),
        now=clock.now(),
        may_write=access.may_write_down(person, conference),
    )


def _rows(conference: Any) -> list[roll_up.Row]:
    """Four statements, however many sites there are."""
    taking_part = participations_of(conference)
    answers, named = queries.answers_by_participation(conference), queries.delegate_counts(conference)
    called = standings([each.site_id for each in taking_part])
    return [
        roll_up.Row(each, answers.get(each.id), named.get(each.id, 0), called[each.site_id].contact)
        for each in taking_part
    ]


def _of_link(token: str) -> Participation:
    holder = holder_of(token)
    if holder.participation is None:
        raise NotFound()
    return holder.participation


def _page(
    participation: Participation, way: str, form: Any = None, problem: Problem | None = None, *, token: str = ""
) -> Response:
    conference, given = participation.conference, queries.answer_of(participation)
    usual = queries.last_heads(participation)
    told = answering.told_of(participation)
    answer = make_response(
        render_template(
            "invitations/answer.html",
            conference=conference,
            participation=participation,
            leading=leading_of(conference),
            form=form or sent.filled(told, given.revision if given else 0, usual),
            given=given,
            told=told,
            way=way,
            usual=usual,
            due=due_at(conference.starts_at),
            closes=rules.closes_at(conference.starts_at),
            takes_answers=conference.state in rules.WRITTEN
            if way == TELEPHONE
            else rules.takes_answers(conference.state, conference.starts_at, clock.now()),
            refusal=problem if isinstance(problem, Refused) else None,
            answer_names=ANSWER_NAMES,
        ),
        problem.status if problem else 200,
    )
    if token:
        # The address is the key. It is told to nobody else (Referrer-Policy: same-origin, as everywhere); with
        # "no-referrer" a browser would not say either that the form comes from our own page.
        answer.headers["Cache-Control"] = "no-store"
    return answer
