"""The office's messages of a conference: sending, how far each has come, what sites wrote."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from confsys import doors, forms, listing, web
from confsys.changes import just_made
from confsys.conferences import access as conferences
from confsys.conferences.models import Conference
from confsys.errors import Invalid, Problem
from confsys.folding import folded
from confsys.forms import Form, Unreadable
from confsys.messages import access, actions, queries, rules
from confsys.messages.audiences import Meant, choice_of, meant
from confsys.messages.forms import TEXT
from confsys.messages.models import LONGEST, Message
from confsys.messages.queries import Told
from confsys.people.models import Person
from confsys.readiness.access import cared, may_care, watched
from confsys.sites.standing import standings
from confsys.words import _

pages = Blueprint("messages", __name__, url_prefix="/conferences/<conference_id>/messages")
SENT: dict[str, forms.Read] = TEXT | {"on_stage": forms.yes_or_no}
NOT_SAID = {"urgent": False, "on_stage": False}
SHOWS = {"sites": _("From the sites"), "waiting": _("Waiting for the office"), "unseen": _("Not seen by all")}


@pages.get("")
@doors.signed_in
def index(person: Person, conference_id: str):
    return _page(person, watched(person, conference_id))


@pages.post("")
@doors.signed_in
def send(person: Person, conference_id: str):
    conference = conferences.managed(person, conference_id)

    def work() -> None:
        said, whom = _typed(conference)
        actions.send(person, conference, to=whom.sites, audience=whom.audience, **said)
        web.told(_("Sent. It can be withdrawn while nobody has seen it."), undo=just_made())

    return _pressed(person, conference, work, "new")


@pages.get("/<message_id>")
@doors.signed_in
def show(person: Person, conference_id: str, message_id: str):
    """One message: who has not seen it, and whom to call there."""
    conference = watched(person, conference_id)
    message = access.message_in(conference, message_id)
    theirs = queries.recipients_of(message)
    asked = listing.asked(request.args, "q")
    return render_template(
        "messages/message.html",
        conference=conference,
        message=message,
        stands=queries.roll_up_of(message.id),
        recipients=sorted(
            (each for each in theirs if folded(asked["q"]) in each.participation.site.folded), key=_hand_first
        ),
        called=standings({each.participation.site_id for each in theirs}),
        asked=asked,
        may_manage=conferences.may_manage(person, conference),
        may_care=may_care(person, conference),
    )


@pages.post("/<message_id>/withdraw")
@doors.signed_in
def withdraw(person: Person, conference_id: str, message_id: str):
    return _gesture(person, conferences.managed(person, conference_id), message_id, actions.withdraw)


@pages.post("/<message_id>/release")
@doors.signed_in
def release(person: Person, conference_id: str, message_id: str):
    return _gesture(person, conferences.managed(person, conference_id), message_id, actions.release)


@pages.post("/<message_id>/take-down")
@doors.signed_in
def take_down(person: Person, conference_id: str, message_id: str):
    return _gesture(person, conferences.managed(person, conference_id), message_id, actions.take_down)


@pages.post("/<message_id>/read")
@doors.signed_in
def read(person: Person, conference_id: str, message_id: str):
    return _gesture(person, cared(person, conference_id), message_id, actions.read)


@pages.post("/<message_id>/reply")
@doors.signed_in
def reply(person: Person, conference_id: str, message_id: str):
    def answer(actor: Person, message: Message) -> Any:
        return actions.answer_site(actor, message, **forms.read(TEXT, request.form, optional={"urgent": False}))

    return _gesture(person, cared(person, conference_id), message_id, answer)


# -- below: what was typed, and the page ----------------------------------------------------------------


def _typed(conference: Conference) -> tuple[dict[str, Any], Meant]:
    """What is said and to whom. Raises Invalid with every sentence at once."""
    errors: dict[str, Any] = {}
    said, whom = {}, Meant([])
    try:
        said = forms.read(SENT, request.form, optional=NOT_SAID)
    except Invalid as problem:
        errors |= problem.errors
    try:
        whom = meant(request.form.get("to"), request.form.getlist("sites"), choice_of(conference))
    except Unreadable as error:
        errors["to"] = error.args[0]
    if errors:
        raise Invalid(errors)
    return said, whom


def _gesture(person: Person, conference: Conference, message_id: str, act: Callable[[Person, Message], Any]):
    message = access.message_in(conference, message_id)
    return _pressed(person, conference, lambda: act(person, message), message_id)


def _pressed(person: Person, conference: Conference, work: Callable[[], Any], wrong: str):
    def back() -> Any:
        return redirect(
            web.own_address(request.form.get("back") or url_for(".index", conference_id=conference.id)), 303
        )

    try:
        return web.press(person, work, back)
    except Problem as problem:
        if web.is_for_a_program():
            raise
        return _page(person, conference, wrong, problem)


def _page(person: Person, conference: Conference, wrong: str = "", problem: Problem | None = None):
    """`wrong`: the id of the message whose form was sent with mistakes, or "new"."""
    asked = listing.asked(request.args, "q", "show")
    show = asked["show"] if asked["show"] in SHOWS else ""
    found = queries.told_in(conference)
    page = render_template(
        "messages/index.html",
        conference=conference,
        asked=asked | {"show": show},
        shows=SHOWS,
        counts={name: sum(_is(each, name) for each in found) for name in SHOWS},
        total=len(found),
        found=[each for each in found if _is(each, show) and _has(each, folded(asked["q"]))],
        called=standings({each.message.sender.site_id for each in found if each.message.sender}),
        choice=choice_of(conference),
        ticked=set(request.form.getlist("sites")),
        form=web.as_typed(problem) if wrong else Form(),
        wrong=wrong,
        problem=problem,
        longest=LONGEST,
        takes=conference.state in rules.SAID,
        may_manage=conferences.may_manage(person, conference),
        may_care=may_care(person, conference),
    )
    return web.unkept(page, problem.status if problem else 200)


def _is(each: Told, show: str) -> bool:
    if show == "sites":
        return each.message.is_of_a_site
    if show == "waiting":
        return each.is_waiting
    if show == "unseen":
        return not each.message.is_of_a_site and not each.message.is_withdrawn and each.roll_up.seen < each.roll_up.sent
    return True


def _has(each: Told, words: str) -> bool:
    said = [each.message.text, each.message.audience]
    said += [place.site.name for place in (each.message.sender, each.only and each.only.participation) if place]
    return words in folded(" ".join(said))


def _hand_first(recipient: Any) -> tuple[bool, bool, bool, str]:
    return (
        recipient.seen_at is not None,
        recipient.answered_at is None,
        recipient.delivered_at is not None,
        recipient.participation.site.sort_key,
    )
