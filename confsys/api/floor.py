"""/conferences/ID/floor: who asks to speak, whose turn it is, how long each may."""

from collections.abc import Callable
from typing import Any

from confsys import forms
from confsys.api import shapes as gives
from confsys.api import show_floor as show
from confsys.api.conferences import BASE as CONFERENCE
from confsys.api.door import SEEN, as_seen, calls, changes_things, expected_revision, reads, state_of
from confsys.api.shapes_of_floor import FloorTimes, Turn
from confsys.conferences import access as conferences
from confsys.errors import Invalid
from confsys.floor import access, actions, queries
from confsys.floor import models as floor
from confsys.floor.forms import KIND, MINUTES, MORE, NOT_SAID, REFUSE, SAID, TOLD
from confsys.people.models import Person
from confsys.words import _

BASE = f"{CONFERENCE}/floor"
ONE = f"{BASE}/<turn_id>"
STATE = {"expect": state_of(floor.STATES)}
ASKED: dict[str, forms.Read] = {"site": forms.identifier} | KIND | SAID | TOLD
HOLDER = {"expect": forms.optional_identifier}
PLACE: dict[str, forms.Read] = {"before": forms.identifier, "after": forms.identifier}
ONE_OF_TWO = {"oneOf": [{"required": ["before"]}, {"required": ["after"]}]}
SAYS = {
    "call": _("Tell a site to get ready to speak."),
    "pause": _("Stop the clock of who speaks."),
    "resume": _("Let the clock of a paused turn go on."),
    "finish": _("A turn is over; who was interrupted by it has the floor again."),
    "put-last": _("Put a turn behind all others."),
}
GESTURES: dict[str, Callable[[Any, floor.Turn], None]] = {
    "call": actions.call,
    "pause": actions.pause,
    "resume": actions.resume,
    "finish": actions.finish,
    "put-last": actions.put_last,
}


@calls.post(BASE)
@changes_things(
    _("A site asks for the floor; its office, or the organiser's on its behalf."), ASKED, ("site", "kind"), status=201
)
def ask_turn(person: Person, body: dict[str, Any], conference_id: str) -> Turn:
    conferences.seen(person, conference_id)  # before anything is said about the body
    said = forms.read(ASKED, body, optional=NOT_SAID | {"told_by": ""})
    participation, way = access.asked(person, conference_id, said.pop("site"))
    return _shown(actions.ask(person, participation, way=way, **said))


@calls.get(BASE)
@reads(_("Who has the floor, then the list in the order in which they come; its office, chair and technicians."))
def list_turns(person: Person, conference_id: str) -> gives.Page[Turn]:
    standing = queries.standing_of(conferences.watched(person, conference_id))
    return {"items": [show.turn(each, standing.seconds_left(each)) for each in standing.all_now], "next": None}


@calls.post(f"{ONE}/speak")
@changes_things(_("Give a turn the floor; “expect” is the turn that was seen having it, or null for nobody."), HOLDER)
def speak_turn(person: Person, body: dict[str, Any], conference_id: str, turn_id: str) -> Turn:
    turn = access.run_turn(person, conference_id, turn_id)
    seen = forms.read(HOLDER, body) if "expect" in body else {}
    with as_seen(turn, revision=expected_revision({})):
        actions.speak(person, turn, **seen)
    return _shown(turn)


@calls.post(f"{ONE}/withdraw")
@changes_things(_("The site does not want to speak any more; its office, or the organiser's."), STATE)
def withdraw_turn(person: Person, body: dict[str, Any], conference_id: str, turn_id: str) -> Turn:
    turn = access.own_turn(person, conference_id, turn_id)
    with as_seen(turn, revision=expected_revision({}), state=body.get("expect")):
        actions.withdraw(person, turn)
    return _shown(turn)


@calls.post(f"{ONE}/refuse")
@changes_things(_("Do not call a turn up, and say why."), REFUSE | STATE, tuple(REFUSE))
def refuse_turn(person: Person, body: dict[str, Any], conference_id: str, turn_id: str) -> Turn:
    turn = access.run_turn(person, conference_id, turn_id)
    word = forms.read(REFUSE, body)["reason"]
    with as_seen(turn, revision=expected_revision({}), state=body.get("expect")):
        actions.refuse(person, turn, word=word)
    return _shown(turn)


@calls.post(f"{ONE}/move")
@changes_things(_("Put a turn right before or right after another one of its kind."), PLACE | SEEN, also=ONE_OF_TWO)
def move_turn(person: Person, body: dict[str, Any], conference_id: str, turn_id: str) -> Turn:
    turn = access.run_turn(person, conference_id, turn_id)
    named = forms.read_some(PLACE, body)
    if len(named) != 1:
        raise Invalid({"before": _("Name one other turn that waits in this list.")})
    others = {name: access.turn_of(turn.conference, each) for name, each in named.items()}
    with as_seen(turn, revision=expected_revision(body)):
        actions.move(person, turn, **others)
    return _shown(turn)


@calls.post(f"{BASE}/close")
@changes_things(_("Nobody asks for the floor any more, but with an urgent word."))
def close_list(person: Person, body: dict[str, Any], conference_id: str) -> FloorTimes:
    conference = conferences.run(person, conference_id)
    actions.close_list(person, conference)
    return show.times_of(queries.floor_of(conference))


@calls.post(f"{BASE}/open")
@changes_things(_("Sites may ask for the floor again."))
def open_list(person: Person, body: dict[str, Any], conference_id: str) -> FloorTimes:
    conference = conferences.run(person, conference_id)
    actions.open_list(person, conference)
    return show.times_of(queries.floor_of(conference))


@calls.post(f"{BASE}/minutes")
@changes_things(_("How long each site may speak in this kind of turn."), KIND | MINUTES, ("kind", "minutes"))
def set_floor_minutes(person: Person, body: dict[str, Any], conference_id: str) -> FloorTimes:
    conference = conferences.run(person, conference_id)
    said = forms.read(KIND | MINUTES, body)
    actions.set_minutes(person, conference, minutes={said["kind"]: said["minutes"]})
    return show.times_of(queries.floor_of(conference))


@calls.post(f"{BASE}/extra")
@changes_things(_("Give all sites more time, or less again, in this kind of turn."), KIND | MORE, ("kind", "minutes"))
def give_floor_time(person: Person, body: dict[str, Any], conference_id: str) -> FloorTimes:
    conference = conferences.run(person, conference_id)
    actions.give_time(person, conference, **forms.read(KIND | MORE, body))
    return show.times_of(queries.floor_of(conference))


def _gesture(name: str, gesture: Callable[[Any, floor.Turn], None]) -> None:
    """One call for each gesture, so that each says what it does."""

    @changes_things(SAYS[name], STATE)
    def make(person: Person, body: dict[str, Any], conference_id: str, turn_id: str) -> Turn:
        turn = access.run_turn(person, conference_id, turn_id)
        with as_seen(turn, revision=expected_revision({}), state=body.get("expect")):
            gesture(person, turn)
        return _shown(turn)

    calls.add_url_rule(f"{ONE}/{name}", f"{name.replace('-', '_')}_turn", make, methods=["POST"])


for each in GESTURES:
    _gesture(each, GESTURES[each])


def _shown(turn: floor.Turn) -> Turn:
    return show.turn(turn, queries.standing_of(turn.conference).seconds_left(turn))
