"""Every change of who asks to speak and whose turn it is. Topics and names are kept where they can be erased."""

from functools import partial
from typing import Any

from confsys import clock
from confsys.changes import action, record
from confsys.conferences.models import Conference, Participation
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.floor import order, queries, rules, running, times
from confsys.floor.models import IN_LIST, PAUSED, SPEAKING, WAITING, Floor, Turn
from confsys.floor.order import PAPER
from confsys.floor.steps import about, came, step
from confsys.people.models import Person
from confsys.words import _

ANY = object()


# -- asking ----------------------------------------------------------------------------------------


@action
def ask(
    actor: Person | None,
    participation: Participation,
    *,
    kind: str,
    way: str,
    topic: str = "",
    speaker: str = "",
    told_by: str = "",
) -> Turn:
    """A site asks for the floor. `told_by`: who there said so, where the office writes it down. Raises Refused."""
    conference = participation.conference
    rules.refuse_asking(conference, kind, queries.floor_of(conference).closed_at, way)
    if (known := queries.turn_of_kind(participation, kind)) is not None:
        raise rules.already(known)
    if kind == PAPER and (papers := queries.papers_of(participation)):
        raise rules.on_agenda(papers[0].title)
    turn = Turn(
        conference_id=conference.id,
        participation_id=participation.id,
        kind=kind,
        way=way,
        topic=topic,
        speaker=speaker,
        told_by=told_by,
        asked_at=clock.now(),
        asked_by_id=getattr(actor, "id", None),
        rank=queries.highest_rank(conference) + 1,
    )
    db.session.add(turn)
    db.session.flush()
    came(actor, turn)
    return turn


@action
def withdraw(actor: Person | None, turn: Turn) -> None:
    """The site does not want to speak any more; whoever speaks is not touched by it."""
    step(actor, turn, "floor.turn_withdrawn", turn.withdraw)


# -- running it ------------------------------------------------------------------------------------


@action
def call(actor: Person, turn: Turn) -> None:
    """Tell a site to get ready."""
    rules.refuse_unless_running(turn.conference)
    step(actor, turn, "floor.turn_called", lambda: turn.call(clock.now()))


@action
def speak(actor: Person, turn: Turn, *, expect: Any = ANY) -> None:
    """Give a turn the floor. `expect`: the id of the turn that was seen having it, None for nobody.

    If that is no longer so, somebody else pressed first, and this press is refused: two presses give one step.
    """
    rules.refuse_unless_live(turn.conference)
    holder = queries.on_floor(turn.conference)
    if expect is not ANY and expect != (holder.id if holder else None):
        raise _pressed_first(holder)
    running.give(actor, turn)


@action
def pause(actor: Person, turn: Turn) -> None:
    """Stop the clock of who speaks."""
    rules.refuse_unless_running(turn.conference)
    step(actor, turn, "floor.turn_paused", lambda: turn.pause(clock.now()))


@action
def resume(actor: Person, turn: Turn) -> None:
    """Let the clock of a paused turn go on."""
    rules.refuse_unless_live(turn.conference)
    if turn.paused_for_id is not None:
        raise Refused(_("Somebody speaks in between; the floor is given back when that turn ends."))
    step(actor, turn, "floor.turn_resumed", lambda: turn.resume(clock.now()))


@action
def finish(actor: Person, turn: Turn) -> None:
    """A turn is over; who was interrupted by it has the floor again."""
    rules.refuse_unless_running(turn.conference)
    if turn.paused_for_id is not None:
        running.end_waiting(actor, turn, db.session.get_one(Turn, turn.paused_for_id))
    else:
        running.end(actor, turn)


@action
def refuse(actor: Person, turn: Turn, *, word: str) -> None:
    """A turn that is not called up, and why."""
    rules.refuse_when_over(turn.conference)
    if not word:
        raise Invalid({"reason": _("Say in a few words why.")})
    step(actor, turn, "floor.turn_refused", lambda: turn.refuse(word), personal={"word": word})


# -- the list --------------------------------------------------------------------------------------


@action
def put_last(actor: Person, turn: Turn) -> None:
    """Behind all others, whatever their kind; one that was called waits again."""
    rules.refuse_when_over(turn.conference)
    last = queries.highest_rank(turn.conference)
    if turn.state == WAITING and turn.is_last and turn.rank == last:
        return
    step(actor, turn, "floor.turn_put_last", lambda: turn.put_last(last + 1))


@action
def move(actor: Person, turn: Turn, *, before: Turn | None = None, after: Turn | None = None) -> None:
    """Put a turn right before or right after another one of its kind. Raises Invalid, Refused."""
    rules.refuse_when_over(turn.conference)
    target = before or after
    if target is None or (before and after) or target.conference_id != turn.conference_id:
        raise Invalid({"before": _("Name one other turn that waits in this list.")})
    if target.id == turn.id:
        return
    group = [each for each in queries.waiting(turn.conference) if order.are_of_one_group(each, turn)]
    if any(each.is_called or not each.is_in_list for each in (turn, target)) or target not in group:
        raise Refused(_("Only turns of one kind change places; what comes first among the kinds is fixed."))
    group = [each for each in group if not each.is_called]
    old = [each.id for each in group]
    group.remove(turn)
    group.insert(group.index(target) + (0 if before else 1), turn)
    new = [each.id for each in group]
    if new == old:
        return
    for each, rank in zip(group, sorted(each.rank for each in group), strict=True):
        each.rank = rank
    turn.revision += 1
    places = ({"rank": ids.index(turn.id) + 1, "order": ids} for ids in (old, new))
    record("floor.turn_moved", turn.conference, by=actor, **about(turn), before=next(places), after=next(places))


@action
def close_list(actor: Person, conference: Conference) -> bool:
    """Nobody asks any more but with an urgent word, and the office. False if it was closed already."""
    rules.refuse_when_over(conference)
    floor = _set(conference)
    if floor.closed_at is not None:
        return False
    floor.closed_at = clock.now()
    record("floor.list_closed", conference, by=actor)
    return True


@action
def open_list(actor: Person, conference: Conference) -> bool:
    """Sites may ask again. False if it was open already."""
    rules.refuse_when_over(conference)
    floor = _set(conference)
    if floor.closed_at is None:
        return False
    floor.closed_at = None
    record("floor.list_opened", conference, by=actor)
    return True


# -- how long --------------------------------------------------------------------------------------


@action
def set_minutes(actor: Person, conference: Conference, *, minutes: dict[str, int]) -> bool:
    """How long a site may speak in each kind of turn; kinds that are not named stay. False if all was so already."""
    rules.refuse_when_over(conference)
    before = queries.minutes_of(conference)
    after = before | minutes
    if before == after:
        return False
    _set(conference).minutes = after
    changed = [kind for kind in after if after[kind] != before[kind]]
    record(
        "floor.minutes_set",
        conference,
        by=actor,
        before={"turn_minutes": {kind: before[kind] for kind in changed}},
        after={"turn_minutes": {kind: after[kind] for kind in changed}},
    )
    return True


@action
def give_time(actor: Person, conference: Conference, *, kind: str, minutes: int) -> None:
    """More time, or less again, for one kind of turn: every site has the same. Raises Invalid."""
    rules.refuse_when_over(conference)
    floor = _set(conference)
    before = floor.extra.get(kind, 0)
    after = before + minutes
    if minutes == 0 or not 0 <= after <= times.MOST_EXTRA:
        raise Invalid({"minutes": _("From 1 to %(most)s minutes can be given to all besides.", most=times.MOST_EXTRA)})
    floor.extra = floor.extra | {kind: after}
    values = [{"turn_kind": kind, "extra_for_all": number} for number in (before, after)]
    record("floor.time_given", conference, by=actor, before=values[0], after=values[1])


# -- taking back -----------------------------------------------------------------------------------


@action
def set_back(actor: Person, turn: Turn, *, runs: dict[str, dict[str, Any]]) -> None:
    """As if a gesture had never been made: this turn, and those that moved along, to how far they had come before.

    An item that stood still by the same press has an entry of its own, and goes on by that, to the second.
    """
    rules.refuse_when_over(turn.conference)
    turns = [db.session.get_one(Turn, each) for each in runs]
    for each in turns:
        _refuse_taken_place(each, runs)
    for each in sorted(turns, key=lambda one: _has_floor(one, runs[one.id])):
        kind = "floor.turn_set_back" if each is turn else "floor.turn_restored"
        step(actor, each, kind, partial(each.set_back, runs[each.id]))
    holder = queries.on_floor(turn.conference)
    if holder is not None and holder.state == SPEAKING:
        running.stand_still(actor, holder, "agenda.item_set_back")


def _refuse_taken_place(turn: Turn, runs: dict[str, dict[str, Any]]) -> None:
    """Raises Refused where another turn stands now in the place to which this one would go back."""
    state, holder = runs[turn.id].get("state", turn.state), queries.on_floor(turn.conference)
    if state == SPEAKING:
        rules.refuse_unless_live(turn.conference)
    elif state == PAUSED:
        rules.refuse_unless_running(turn.conference)
    if _has_floor(turn, runs[turn.id]) and holder is not None and holder.id not in runs:
        raise _pressed_first(holder)
    waits = queries.turn_of_kind(turn.participation, turn.kind)
    if state in IN_LIST and waits is not None and waits.id != turn.id:
        raise rules.already(waits)


def _has_floor(turn: Turn, run: dict[str, Any]) -> bool:
    state = run.get("state", turn.state)
    return state == SPEAKING or state == PAUSED and run.get("paused_for_id", turn.paused_for_id) is None


def _pressed_first(holder: Turn | None) -> Refused:
    if holder is None:
        return Refused(_("Nobody has the floor any more. The list has been loaded again."))
    site = holder.participation.site.name
    return Refused(_("%(site)s has just been given the floor. The list has been loaded again.", site=site))


def _set(conference: Conference) -> Floor:
    floor = queries.floor_of(conference)
    db.session.add(floor)
    return floor
