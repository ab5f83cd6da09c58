"""A site answers by its link or its account; the office writes down what it hears."""

from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from confsys import clock, doors, web
from confsys.changes import just_made, transaction
from confsys.conferences.leading import leading_of
from confsys.conferences.links import holder_of
from confsys.conferences.models import Participation
from confsys.conferences.once import once_by_link
from confsys.errors import Invalid, NotFound, Problem, Refused
from confsys.invitations import access, answering, floods, queries, rules, standing_in
from confsys.invitations import forms as sent
from confsys.invitations.models import ACCOUNT, ANSWER_NAMES, CONSENT_NAMES, LINK, TELEPHONE
from confsys.invitations.timing import closes_at, due_for
from confsys.people.models import Person
from confsys.sites.knowing import contacts_of
from confsys.words import _

pages = Blueprint("invitations", __name__)
KEPT = _("Your answer has reached the organiser's office.")


@pages.get("/join/<token>/answer")
@doors.by_link
def by_link(token: str):
    return _page(_of_link(token), LINK, token=token)


@pages.post("/join/<token>/answer")
@doors.by_link
@once_by_link
def answer_by_link(token: str):
    participation = _of_link(token)
    if "more" in request.form:
        return _page(participation, LINK, sent.typed(request.form, more=sent.SPARE), token=token)
    try:
        floods.count(participation.id)
        values, instead = sent.read(request.form, by_office=False), sent.read_stand_in(request.form)
        with transaction([participation]):
            answering.answer(None, participation, way=LINK, **values)
            standing_in.name_stand_in(None, participation, **instead)
    except (Invalid, Refused) as problem:
        if web.is_for_a_program():
            raise
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
        values, instead = sent.read(request.form, by_office=is_office), sent.read_stand_in(request.form)
        with transaction([participation]):
            if is_office:
                answering.write_down(person, participation, **values)
            else:
                answering.answer(person, participation, way=way, **values)
            standing_in.name_stand_in(person, participation, by_office=is_office, **instead)
    except (Invalid, Refused) as problem:
        return _page(participation, way, sent.typed(request.form, problem.by_field()), problem)
    web.told(_("The answer of %(site)s is written down.", site=name) if is_office else KEPT, undo=just_made())
    if is_office and "calling" in request.form:
        return _call_next(participation)
    back = "roll_up.index" if is_office else "desk.conference"
    return redirect(url_for(back, conference_id=conference_id), 303)


def _call_next(participation: Participation) -> Any:
    """To the next silent site, until all have answered."""
    conference = participation.conference
    following = queries.next_to_call(conference, participation)
    if following is None:
        return redirect(url_for("roll_up.index", conference_id=conference.id), 303)
    address = url_for("invitations.show", conference_id=conference.id, site_id=following.site_id, calling=1)
    return redirect(address, 303)


def _of_link(token: str) -> Participation:
    holder = holder_of(token)
    if holder.participation is None:
        raise NotFound()
    return holder.participation


def _calling(participation: Participation) -> dict[str, Any]:
    """Whom one calls at this site; and which silent one is called after it, where they are called one after another."""
    following = queries.next_to_call(participation.conference, participation) if "calling" in request.values else None
    return {"contacts": contacts_of(participation.site), "on": "calling" in request.values, "following": following}


def _page(
    participation: Participation, way: str, form: Any = None, problem: Problem | None = None, *, token: str = ""
) -> Response:
    conference, given = participation.conference, queries.answer_of(participation)
    usual, invited = queries.last_heads(participation), queries.invitation_of(participation)
    closes = closes_at(conference.starts_at)
    told, instead = answering.told_of(participation), queries.stand_in_of(participation)
    answer = make_response(
        render_template(
            "invitations/answer.html",
            conference=conference,
            participation=participation,
            leading=leading_of(conference),
            form=form or sent.filled(told, given.revision if given else 0, usual, instead),
            given=given,
            instead=instead,
            consent_names=CONSENT_NAMES,
            told=told,
            way=way,
            usual=usual,
            due=due_for(conference.starts_at, invited.invited_at if invited else None),
            closes=closes,
            takes_answers=conference.state in rules.WRITTEN
            if way == TELEPHONE
            else rules.takes_answers(conference.state, closes, clock.now()),
            calling=_calling(participation) if way == TELEPHONE else None,
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
