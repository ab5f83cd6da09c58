"""The buttons that run the floor, and the office's page of it: the whole list, who has spoken, how long each may."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from confsys import clock, doors, forms, web
from confsys.changes import just_made
from confsys.conferences import access as conferences
from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.errors import Invalid, NotFound, Problem
from confsys.floor import access, actions, parts, queries, rules, spoken
from confsys.floor.forms import KIND, LABELS, MINUTES, MORE, NOT_SAID, REFUSE, SAID, TOLD
from confsys.floor.models import KIND_NAMES, OFFICE, Turn
from confsys.forms import Form
from confsys.people.models import Person
from confsys.words import _

pages = Blueprint("floor", __name__, url_prefix="/conferences/<conference_id>/floor")
BACK = {"operator": "console.operate", "chair": "console.chair", "floor": "floor.index"}
BEFORE: dict[str, forms.Read] = {"before": forms.identifier}
ON_BEHALF = {"site": forms.identifier} | KIND | SAID | TOLD
GESTURES: dict[str, Callable[[Any, Turn], None]] = {
    "call": actions.call,
    "pause": actions.pause,
    "resume": actions.resume,
    "finish": actions.finish,
    "put-last": actions.put_last,
    "withdraw": actions.withdraw,
}


@pages.get("")
@doors.signed_in
def index(person: Person, conference_id: str):
    return _page(person, conferences.watched(person, conference_id))


@pages.post("")
@doors.signed_in
def ask(person: Person, conference_id: str):
    """What a site says on the telephone: whoever answers for it notes its hand."""
    conference = conferences.managed(person, conference_id)

    def work() -> None:
        said = forms.read(ON_BEHALF, request.form, optional=NOT_SAID | {"told_by": ""})
        try:
            site = conferences.participation_of_site(conference, said.pop("site"))
        except NotFound:
            raise Invalid({"site": _("Choose a site of this conference.")}) from None
        actions.ask(person, site, way=OFFICE, **said)
        web.told(_("%(site)s: the hand is up.", site=site.site.name), undo=just_made())

    return _done(person, conference, work)


@pages.post("/close")
@doors.signed_in
def close_list(person: Person, conference_id: str):
    conference = conferences.run(person, conference_id)
    return _pressed(person, conference_id, lambda: actions.close_list(person, conference))


@pages.post("/open")
@doors.signed_in
def open_list(person: Person, conference_id: str):
    conference = conferences.run(person, conference_id)
    return _pressed(person, conference_id, lambda: actions.open_list(person, conference))


@pages.post("/minutes")
@doors.signed_in
def set_minutes(person: Person, conference_id: str):
    """How long each site may speak, for every kind at once."""
    conference = conferences.run(person, conference_id)

    def work() -> None:
        fields = {f"minutes-{kind}": MINUTES["minutes"] for kind in KIND_NAMES}
        said = forms.read(fields, request.form)
        actions.set_minutes(person, conference, minutes={kind: said[f"minutes-{kind}"] for kind in KIND_NAMES})
        web.told(_("The times are set."), undo=just_made())

    return _done(person, conference, work)


@pages.post("/extra")
@doors.signed_in
def give_time(person: Person, conference_id: str):
    conference = conferences.run(person, conference_id)
    said = forms.read(KIND | MORE, request.form)
    return _pressed(person, conference_id, lambda: actions.give_time(person, conference, **said))


@pages.post("/<turn_id>/speak")
@doors.signed_in
def speak(person: Person, conference_id: str, turn_id: str):
    """`expect`: who was seen having the floor when the button was drawn, so that two presses give one step."""
    turn = access.run_turn(person, conference_id, turn_id)
    expect = request.form.get("expect") or None
    return _pressed(person, conference_id, lambda: actions.speak(person, turn, expect=expect))


@pages.post("/<turn_id>/refuse")
@doors.signed_in
def refuse(person: Person, conference_id: str, turn_id: str):
    turn = access.run_turn(person, conference_id, turn_id)
    word = forms.read(REFUSE, request.form)["reason"]
    return _pressed(person, conference_id, lambda: actions.refuse(person, turn, word=word))


@pages.post("/<turn_id>/move")
@doors.signed_in
def move(person: Person, conference_id: str, turn_id: str):
    turn = access.run_turn(person, conference_id, turn_id)
    before = access.turn_of(turn.conference, forms.read(BEFORE, request.form)["before"])
    return _pressed(person, conference_id, lambda: actions.move(person, turn, before=before))


@pages.post("/<turn_id>/<gesture>")
@doors.signed_in
def gesture(person: Person, conference_id: str, turn_id: str, gesture: str):
    if gesture not in GESTURES:
        raise NotFound()
    turn = access.run_turn(person, conference_id, turn_id)
    return _pressed(person, conference_id, lambda: GESTURES[gesture](person, turn))


def _pressed(person: Person, conference_id: str, work: Callable[[], Any]):
    endpoint = BACK.get(request.form.get("back", ""), BACK["floor"])
    return web.press(person, work, lambda: redirect(url_for(endpoint, conference_id=conference_id), 303))


def _done(person: Person, conference: Conference, work: Callable[[], None]):
    try:
        work()
    except Problem as problem:
        return _page(person, conference, problem)
    return redirect(url_for("floor.index", conference_id=conference.id), 303)


def _page(person: Person, conference: Conference, problem: Problem | None = None):
    standing = queries.standing_of(conference)
    values = {name: value[:1000] for name, value in request.form.items()}
    page = render_template(
        "floor/index.html",
        **parts.floor_shown(conference, standing),
        spoken=spoken.spoken(conference, clock.now()),
        silence=spoken.silence(conference),
        minutes=queries.minutes_of(conference),
        site_choices=[("", _("Choose a site")), *_sites(conference)],
        kind_choices=[(kind, KIND_NAMES[kind]) for kind in rules.kinds_now(conference.state)],
        form=Form(values=values, errors=problem.by_field() if problem else {}),
        labels=LABELS | {f"minutes-{kind}": name for kind, name in KIND_NAMES.items()},
        may_run=conferences.may_run(person, conference),
        may_note=conferences.may_manage(person, conference),
    )
    return page, problem.status if problem else 200


def _sites(conference: Conference) -> list[tuple[str, str]]:
    return [(each.site_id, each.site.name) for each in participations_of(conference)]
