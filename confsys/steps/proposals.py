"""The pages of another time: the approver proposes it, whoever asked takes it or not."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from confsys import doors, forms, shown, web
from confsys.changes import just_made
from confsys.conferences import access, judging, proposals, proposing
from confsys.conferences import pages as page
from confsys.conferences.forms import reasons_typed
from confsys.conferences.judging import Judged, OtherTime, other_times
from confsys.conferences.models import Conference
from confsys.conferences.queries import slot_requests
from confsys.errors import Invalid, Problem, Refused
from confsys.people.models import Person
from confsys.steps import forms as sent
from confsys.words import _

pages = Blueprint("proposals", __name__, url_prefix="/conferences")


@dataclass(frozen=True)
class Look:
    """A time that is looked at, with what stands against it; and the nearest at which all of it is free."""

    starts_at: datetime | None
    ends_at: datetime | None
    judged: Judged | None
    others: list[OtherTime]

    @property
    def may_be(self) -> bool:
        return self.judged is not None and not self.judged.blocks


@pages.get("/<conference_id>/propose")
@doors.signed_in
def ask(person: Person, conference_id: str):
    """The nearest other times; the first one looked at."""
    return _page(person, access.decided(person, conference_id), MultiDict())


@pages.post("/<conference_id>/propose")
@doors.signed_in
def propose(person: Person, conference_id: str):
    """What stands against the time typed or pressed; with `confirm`, it is proposed."""
    conference = access.decided(person, conference_id)
    typed = page.used(request.form)
    if "confirm" not in typed:
        return _page(person, conference, typed)

    def work() -> None:
        starts_at, ends_at = page.read_time(typed)
        said = {"reasons": reasons_typed(typed), **forms.read(sent.PROPOSED, typed)}
        proposing.propose(person, conference, starts_at=starts_at, ends_at=ends_at, **said)

    try:
        return web.press(person, work, lambda: _after(conference, _("The time is proposed; the unit answers.")))
    except (Invalid, Refused) as problem:
        if web.is_for_a_program():
            raise
        return _page(person, conference, typed, problem), problem.status


@pages.post("/<conference_id>/accept-proposal")
@doors.signed_in
def accept(person: Person, conference_id: str):
    conference = access.managed(person, conference_id)
    done = _("The time proposed is yours, and the slot is approved.")
    revision = forms.read(sent.SEEN, request.form)["revision"]
    return web.press(
        person,
        lambda: proposing.accept_proposal(person, conference, revision=revision),
        lambda: _after(conference, done),
    )


@pages.post("/<conference_id>/decline-proposal")
@doors.signed_in
def decline(person: Person, conference_id: str):
    conference = access.managed(person, conference_id)
    values = forms.read(sent.DECLINED, request.form)
    return web.press(
        person,
        lambda: proposing.decline_proposal(person, conference, why=values["reason"], revision=values["revision"]),
        lambda: _after(conference, _("The approver sees that this time does not suit.")),
    )


def _page(person: Person, conference: Conference, typed: MultiDict, problem: Problem | None = None) -> str:
    look, errors = _look(person, conference, typed)
    times = page.time_typed(look.starts_at, look.ends_at) if look.starts_at and look.ends_at else {}
    form = page.typed(MultiDict({**typed.to_dict(), **({} if errors else times)}), errors)
    form.values |= {name: typed.get(name, "") for name in ("why", "back")}
    return render_template(
        "steps/propose.html",
        conference=conference,
        asked=slot_requests([conference.id]).get(conference.id),
        look=look,
        form=form,
        button=_("Propose %(when)s", when=_moment(look.starts_at)) if look.starts_at else "",
        refusal=problem if isinstance(problem, Refused) else None,
    )


def _look(person: Person, conference: Conference, typed: MultiDict) -> tuple[Look, dict[str, Any]]:
    """At what was typed; at the nearest free time while nothing is."""
    asked = proposals.of_saved(conference)
    others = other_times(asked)
    errors: dict[str, Any] = {}
    starts_at, ends_at = (others[0].starts_at, others[0].ends_at) if others else (None, None)
    if typed.get("day") is not None:
        try:
            starts_at, ends_at = page.read_time(typed)
        except Invalid as error:
            errors, starts_at, ends_at = error.by_field(), None, None
    if starts_at is None or ends_at is None or ends_at <= starts_at:
        return Look(None, None, None, others), errors
    values = {"starts_at": starts_at, "ends_at": ends_at}
    return Look(starts_at, ends_at, judging.of_saved(conference, person, reasons_typed(typed), values), others), errors


def _moment(instant: datetime) -> str:
    return f"{shown.hm(instant)}, {shown.weekday(instant)} {shown.short_day(instant)}"


def _after(conference: Conference, sentence: Any):
    web.told(sentence, just_made())
    if request.form.get("back") == "home":
        return redirect(url_for("desk.home"), 303)
    return redirect(url_for("desk.conference", conference_id=conference.id), 303)
