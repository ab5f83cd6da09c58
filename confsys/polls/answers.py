"""The office's pages of single answers: one told on the telephone, one corrected, one struck out."""

from flask import Blueprint, redirect, render_template, request, url_for

from confsys import doors, forms, web
from confsys.changes import just_made
from confsys.errors import Invalid, Refused
from confsys.ids import new_id
from confsys.people.models import Person
from confsys.polls import access, answering, queries
from confsys.polls import forms as sent
from confsys.polls.models import Poll, PollAnswer
from confsys.words import _

pages = Blueprint("answers", __name__, url_prefix="/polls/<poll_id>/answers")
FIELDS = sent.GUEST | sent.TOLD


@pages.get("/new")
@doors.signed_in
def new(person: Person, poll_id: str):
    """What somebody says on the telephone."""
    poll = access.managed(person, poll_id)
    return _form_page(poll, forms.Form(values={"key": new_id()}))


@pages.post("/new")
@doors.signed_in
def enter(person: Person, poll_id: str):
    poll = access.managed(person, poll_id)
    return _written(poll, None, lambda values: answering.enter_answer(person, poll, **values))


@pages.get("/<answer_id>")
@doors.signed_in
def show(person: Person, poll_id: str, answer_id: str):
    poll = access.managed(person, poll_id)
    given = access.answer_of(poll, answer_id)
    return _form_page(poll, filled(given), given)


@pages.post("/<answer_id>")
@doors.signed_in
def correct(person: Person, poll_id: str, answer_id: str):
    poll = access.managed(person, poll_id)
    given = access.answer_of(poll, answer_id)

    def work(values) -> None:
        del values["key"]
        answering.correct_answer(person, given, **values)

    return _written(poll, given, work)


@pages.post("/<answer_id>/strike")
@doors.signed_in
def strike(person: Person, poll_id: str, answer_id: str):
    poll = access.managed(person, poll_id)
    answering.strike_answer(person, access.answer_of(poll, answer_id))
    web.told(_("The answer is struck out and no longer counts."), undo=just_made())
    return _back(poll)


@pages.post("/<answer_id>/put-back")
@doors.signed_in
def put_back(person: Person, poll_id: str, answer_id: str):
    poll = access.managed(person, poll_id)
    answering.put_back_answer(person, access.answer_of(poll, answer_id))
    web.told(_("The answer counts again."), undo=just_made())
    return _back(poll)


def filled(given: PollAnswer) -> forms.Form:
    """An answer as it stands."""
    values = {name: getattr(given, name) for name in ("key", "name", "office", "told_by")}
    return forms.Form(values=values | {f"slot-{slot}": said for slot, said in queries.choices_of(given).items()})


def _written(poll: Poll, given: PollAnswer | None, work):
    slots = [each.id for each in queries.slots_of(poll)]
    try:
        work(sent.read_guest(request.form, FIELDS, slots))
    except (Invalid, Refused) as problem:
        form = sent.typed_guest(request.form, slots, problem.by_field())
        return _form_page(poll, form, given), problem.status
    web.told(_("The answer is kept."))
    return _back(poll)


def _form_page(poll: Poll, form: forms.Form, given: PollAnswer | None = None) -> str:
    return render_template("polls/answer.html", poll=poll, form=form, given=given, slots=queries.slots_of(poll))


def _back(poll: Poll):
    return redirect(url_for("polls.show", poll_id=poll.id) + "#answers", 303)
