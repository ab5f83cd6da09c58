"""Pages that show a change of a conference and then make it: each step of the table, another time, other sites."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from confsys import clock, doors, forms, web
from confsys.changes import just_made
from confsys.conferences import access, actions, judging, rules
from confsys.conferences import pages as page
from confsys.conferences.actions import JUDGED
from confsys.conferences.forms import reasons_typed
from confsys.conferences.judging import Judged
from confsys.conferences.models import Conference
from confsys.conferences.transitions import STATE_NAMES, TRANSITIONS, Transition
from confsys.errors import Invalid, NotAllowed, NotFound, Problem, Refused
from confsys.letters.foreseen import Foreseen, invitation
from confsys.people.models import Person
from confsys.sites.grouped import shown_to
from confsys.sites.tree import groups_on, names_alike
from confsys.steps import forms as sent
from confsys.steps import queries, words
from confsys.steps.queries import Preview
from confsys.words import _

Read = Callable[[MultiDict, Conference], dict[str, Any]]
Look = Callable[..., Preview]
Show = Callable[..., str]
DESKS = {"operator": "console.operate", "chair": "console.chair"}
pages = Blueprint("steps", __name__, url_prefix="/conferences")
# Steps with far consequences show first whom they touch.
ASKED_FIRST = ("submit", "issue", "close", "archive", "postpone", "cancel", "restore", "refuse", "reopen")


# -- the steps of the table ------------------------------------------------------------------------


@pages.get("/<conference_id>/<step_name>")
@doors.signed_in
def ask(person: Person, conference_id: str, step_name: str):
    """Before a step: what it does and whom it touches."""
    conference, step = _step(person, conference_id, step_name)
    return _ask_page(person, conference, step)


@pages.post("/<conference_id>/<step_name>")
@doors.signed_in
def take(person: Person, conference_id: str, step_name: str):
    conference, step = _step(person, conference_id, step_name)
    expected, leads_to = request.form.get("expect"), request.form.get("leads_to")

    def work() -> None:
        values = sent.step(request.form, step)
        if expected and expected != conference.state:
            raise Refused(_("This conference is in the state “%(state)s” now.", state=STATE_NAMES[conference.state]))
        actions.take(person, conference, step, leads_to=leads_to, reasons=reasons_typed(request.form), **values)

    try:
        return web.press(person, work, lambda: _after(conference))
    except (Invalid, Refused) as problem:
        if web.is_for_a_program():
            raise
        return _ask_page(person, conference, step, problem), problem.status


def _step(person: Person, conference_id: str, name: str) -> tuple[Conference, Transition]:
    conference = access.seen(person, conference_id)
    if name not in TRANSITIONS:
        raise NotFound()
    if not access.may_take(person, conference, TRANSITIONS[name]):
        raise NotAllowed(_("Only the organiser's office may do this."))
    return conference, TRANSITIONS[name]


def _after(conference: Conference):
    if request.form.get("back") in DESKS:
        return redirect(url_for(DESKS[request.form["back"]], conference_id=conference.id), 303)
    state = STATE_NAMES[conference.state]
    if request.form.get("back") == "home":
        web.told(_("“%(title)s” is now in the state “%(state)s”.", title=conference.title, state=state), just_made())
        return redirect(url_for("desk.home"), 303)
    return _told(conference, _("The conference is now in the state “%(state)s”.", state=state))


def _ask_page(person: Person, conference: Conference, step: Transition, problem: Problem | None = None) -> str:
    starts_here = conference.state in step.sources
    preview = queries.of_step(conference, step) if starts_here else queries.as_it_is(conference)
    form = forms.Form(values=request.form.to_dict(), errors=_errors(problem))
    heading = words.NAMES.get(step.name, step.label)
    more = {"step": step, "heading": heading, "follows": words.follows(step, preview), "form": form}
    more["judged"] = (
        judging.of_saved(conference, person, reasons_typed(request.form))
        if step.name in JUDGED and starts_here
        else None
    )
    if step.name == "issue" and preview.consequences:
        more["letter"] = _letter(person, preview)
    return _page("steps/ask.html", preview, step.name, problem, label=step.label, **more)


def _letter(person: Person, preview: Preview) -> Foreseen | None:
    """The invitation as the site chosen on the page will read it."""
    invited = [each for each in preview.participations if not each.is_main]
    chosen = [each for each in invited if each.site_id == request.args.get("site")] or invited
    return invitation(person, chosen[0]) if chosen else None


def _judged(person: Person, conference: Conference, values: dict[str, Any] | None = None) -> Judged:
    return judging.of_saved(conference, person, reasons_typed(request.form), values)


# -- another time, other sites ---------------------------------------------------------------------


def _replan(person: Person, conference: Conference, read: Read, look: Look, show: Show):
    """Show what was sent and what it brings about; make it if that was shown before."""
    try:
        changes, revision = read(request.form, conference), page.revision(request.form)
        rules.refuse_stale(conference, revision)
        preview = look(conference, **changes)
        if "confirm" not in request.form:
            return show(preview, judged=_judged(person, conference, changes))
        actions.edit(person, conference, revision=revision, reasons=reasons_typed(request.form), **changes)
        return _told(conference, words.done(preview))
    except Invalid as error:
        return show(queries.as_it_is(conference), error), error.status
    except Refused as refusal:
        return _refused(person, conference, read, look, show, refusal)


def _refused(person: Person, conference: Conference, read: Read, look: Look, show: Show, refusal: Refused):
    preview = _look_again(conference, read, look)
    judged = _judged(person, conference, read(request.form, conference)) if preview.consequences else None
    return show(preview, refusal, judged=judged), refusal.status


def _look_again(conference: Conference, read: Read, look: Look) -> Preview:
    """What it would bring about as things stand now, if it still can be."""
    try:
        return look(conference, **read(request.form, conference))
    except (Invalid, Refused):
        return queries.as_it_is(conference)


def _time_page(preview: Preview, problem: Problem | None = None, judged: Judged | None = None) -> str:
    now = page.time_typed(preview.conference.starts_at, preview.conference.ends_at)
    after = preview.consequences.after if preview.consequences else preview.conference
    asked = request.args if "start" in request.args else MultiDict(now)  # another time that was offered
    form = page.typed(request.form or asked, _errors(problem))
    confirmed = page.time_typed(after.starts_at, after.ends_at)
    return _page("steps/reschedule.html", preview, "reschedule", problem, form=form, confirmed=confirmed, judged=judged)


def _sites_page(preview: Preview, problem: Problem | None = None, judged: Judged | None = None) -> str:
    chosen = request.form.getlist("sites") if request.form else [each.site_id for each in preview.participations]
    day = clock.local(preview.conference.starts_at).date()
    groups = groups_on(day, shown_to(g.person, day))
    form = forms.Form(values={"sites": set(chosen)}, errors=_errors(problem))
    more = {"form": form, "groups": groups, "alike": names_alike(groups), "judged": judged}
    return _page("steps/sites.html", preview, "sites", problem, **more)


def _asked_first(change: str, read: Read, look: Look, show: Show) -> None:
    """The address of a change that is looked at before it is made."""

    @doors.signed_in
    def ask(person: Person, conference_id: str):
        """What stands now, to be changed."""
        return show(queries.as_it_is(access.managed(person, conference_id)))

    @doors.signed_in
    def replan(person: Person, conference_id: str):
        """What another choice brings about; with `confirm`, the one that was shown."""
        return _replan(person, access.managed(person, conference_id), read, look, show)

    pages.add_url_rule(f"/<conference_id>/{change}", f"ask_{change}", ask)
    pages.add_url_rule(f"/<conference_id>/{change}", change, replan, methods=["POST"])


_asked_first("reschedule", sent.another_time, queries.of_another_time, _time_page)
_asked_first("sites", sent.other_sites, queries.of_other_sites, _sites_page)


# -- what all these pages share --------------------------------------------------------------------


def _page(template: str, preview: Preview, name: str, problem: Problem | None, *, label: Any = "", **more: Any) -> str:
    return render_template(
        template,
        conference=preview.conference,
        preview=preview,
        button=words.button(name, preview, label),
        final=words.final(name, preview),
        refusal=problem if isinstance(problem, Refused) else None,
        **more,
    )


def _errors(problem: Problem | None) -> dict[str, Any]:
    return problem.errors if isinstance(problem, Invalid) else {}


def _told(conference: Conference, sentence: Any):
    web.told(sentence, undo=just_made())
    return redirect(url_for("desk.conference", conference_id=conference.id), 303)
