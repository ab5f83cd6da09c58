"""The page before each step of the table, and the step itself."""

from flask import Blueprint, redirect, render_template, request, url_for

from confsys import doors, forms, web
from confsys.changes import just_made
from confsys.conferences import access, actions, queries
from confsys.conferences.models import Conference
from confsys.conferences.transitions import STATE_NAMES, TRANSITIONS, Transition
from confsys.errors import NotAllowed, NotFound, Refused
from confsys.people.models import Person
from confsys.words import _, ngettext

pages = Blueprint("steps", __name__, url_prefix="/conferences")
# Steps with far consequences show first whom they touch.
ASKED_FIRST = ("issue", "close", "archive", "postpone", "cancel", "refuse", "reopen")


@pages.get("/<conference_id>/<step_name>")
@doors.signed_in
def ask(person: Person, conference_id: str, step_name: str):
    """Before a step with far consequences: what it does, whom it touches, and why."""
    conference, step = _step(person, conference_id, step_name)
    return _ask_page(conference, step, forms.Form())


@pages.post("/<conference_id>/<step_name>")
@doors.signed_in
def take(person: Person, conference_id: str, step_name: str):
    conference, step = _step(person, conference_id, step_name)
    expected = request.form.get("expect")
    try:
        reason = forms.reason(request.form.get("reason")) if step.needs_reason else None
    except forms.Unreadable as unreadable:
        form = forms.Form(values=request.form.to_dict(), errors={"reason": unreadable.args[0]})
        return _ask_page(conference, step, form), 422

    def work() -> None:
        if expected and expected != conference.state:
            raise Refused(_("This conference is in the state “%(state)s” now.", state=STATE_NAMES[conference.state]))
        actions.take(person, conference, step, reason=reason)

    return web.press(person, work, lambda: _after(conference))


def _after(conference: Conference):
    if request.form.get("back") == "operator":
        return redirect(url_for("views.operate", conference_id=conference.id), 303)
    sentence = _("The conference is now in the state “%(state)s”.", state=STATE_NAMES[conference.state])
    web.told(sentence, undo=just_made())
    return redirect(url_for("desk.conference", conference_id=conference.id), 303)


def _step(person: Person, conference_id: str, name: str) -> tuple[Conference, Transition]:
    conference = access.seen(person, conference_id)
    if name not in TRANSITIONS:
        raise NotFound()
    if not access.may_take(person, conference, TRANSITIONS[name]):
        raise NotAllowed(_("Only the organiser's office may do this."))
    return conference, TRANSITIONS[name]


def _ask_page(conference: Conference, step: Transition, form: forms.Form) -> str:
    count = queries.site_counts([conference.id]).get(conference.id, 0)
    touched = ngettext("This concerns %(num)s site.", "This concerns %(num)s sites.", count)
    return render_template("steps/ask.html", conference=conference, step=step, form=form, touched=touched)
