"""The pages of guests: the poll by its link, and each one's own answer by a link of its own. Nobody signs in."""

from flask import Blueprint, Response, current_app, redirect, render_template, request

from confsys import clock, doors, forms, web
from confsys.errors import Invalid, NotFound, Problem, Refused
from confsys.ids import new_id
from confsys.polls import answering, floods, links, queries
from confsys.polls import forms as sent
from confsys.polls import pages as page
from confsys.polls.answers import filled
from confsys.polls.models import STATE_NAMES, Poll, PollAnswer
from confsys.words import _

pages = Blueprint("poll_guests", __name__, url_prefix="/poll/<token>")
COOKIE = "answer"
REMEMBERED = 90 * 24 * 3600  # seconds; longer than any poll is open


@pages.get("")
@doors.by_link
def show(token: str):
    poll = links.poll_of(token)
    return _shown(token, poll, forms.Form(values={"key": new_id()}))


@pages.post("")
@doors.by_link
def answer(token: str):
    poll = links.poll_of(token)
    slots = [each.id for each in queries.slots_of(poll)]
    try:
        floods.count(poll.id, request.remote_addr or "")
        given = answering.answer(None, poll, **sent.read_guest(request.form, sent.GUEST, slots))
    except (Invalid, Refused) as problem:
        return _shown(token, poll, sent.typed_guest(request.form, slots, problem.by_field()), problem=problem)
    return _to_own(token, given, _("Your answer has reached the office. You may change it until the poll ends."))


@pages.get("/answer/<secret>")
@doors.by_link
def own(token: str, secret: str):
    poll = links.poll_of(token)
    given = links.answer_of(poll, secret)
    return _shown(token, poll, filled(given), given)


@pages.post("/answer/<secret>")
@doors.by_link
def change(token: str, secret: str):
    poll = links.poll_of(token)
    given = links.answer_of(poll, secret)
    slots = [each.id for each in queries.slots_of(poll)]
    fields = {name: sent.GUEST[name] for name in ("name", "office")}
    try:
        floods.count(poll.id, request.remote_addr or "")
        answering.change_answer(None, given, **sent.read_guest(request.form, fields, slots))
    except (Invalid, Refused) as problem:
        return _shown(token, poll, sent.typed_guest(request.form, slots, problem.by_field()), given, problem)
    return _to_own(token, given, _("Your answer has been changed."))


def _shown(
    token: str, poll: Poll, form: forms.Form, given: PollAnswer | None = None, problem: Problem | None = None
) -> Response:
    standing = queries.standing_of(poll)
    before = _remembered(poll) if given is None else None
    answer = web.unkept(
        render_template(
            "polls/guest.html",
            poll=poll,
            token=token,
            form=form,
            given=given,
            own=f"/poll/{token}/answer/{links.secret_of(before)}" if before else "",
            whole=f"{current_app.config['BASE_URL']}/poll/{token}/answer/{links.secret_of(given)}" if given else "",
            standing=standing,
            rows={row.slot.id: row for row in page.rows(standing)},
            state=poll.state_on(clock.today()),
            state_words=STATE_NAMES,
        ),
        problem.status if problem else 200,
    )
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _remembered(poll: Poll) -> PollAnswer | None:
    """The answer this telephone gave before."""
    try:
        return links.answer_of(poll, request.cookies.get(COOKIE, ""))
    except NotFound:
        return None


def _to_own(token: str, given: PollAnswer, words):
    """To the page of his own answer, which the telephone remembers under this address alone."""
    web.told(words)
    secret = links.secret_of(given)
    there = redirect(f"/poll/{token}/answer/{secret}", 303)
    is_safe = current_app.config["BASE_URL"].startswith("https:")
    there.set_cookie(COOKIE, secret, REMEMBERED, path=f"/poll/{token}", httponly=True, samesite="Lax", secure=is_safe)
    return there
