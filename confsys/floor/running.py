"""Whose the floor is: giving it to a turn, and giving it back. Called by the actions and by what follows alone."""

from typing import Any

from confsys import clock
from confsys.agenda import entries
from confsys.agenda import queries as agenda
from confsys.agenda.models import AgendaItem
from confsys.conferences.models import Conference
from confsys.conferences.transitions import LIVE
from confsys.extensions import db
from confsys.floor import queries
from confsys.floor.models import PAUSED, Turn
from confsys.floor.order import BOTH_END, ENDS, STAYS_BETWEEN, WAITS, yields
from confsys.floor.rules import is_a_turn
from confsys.floor.steps import settle, step, told

Moved = list[tuple[Turn, dict[str, Any]]]  # each with how far it had come


def give(actor: Any, turn: Turn) -> None:
    """This turn has the floor; who had it ends or waits for it, and an item that a site presents stands still.

    The `others` of its entry are the turns that moved along, in the entries right after it.
    """
    before, moved = turn.run, _yield(turn)
    turn.from_item_id = _item_of_those_who_ended(moved)
    stand_still(actor, turn)
    turn.start(clock.now())
    settle()
    told(actor, turn, "floor.turn_started", before, others=[each.id for each, _run in moved])
    for each, run in moved:
        told(actor, each, "floor.turn_interrupted" if each.state == PAUSED else "floor.turn_ended", run)


def _yield(turn: Turn) -> Moved:
    """Let go of the floor for this turn whoever has it, or waits to have it again."""
    at, holder = clock.now(), queries.on_floor(turn.conference)
    if holder is None:
        return []
    behind = queries.waits_for(holder)
    moved = [(each, each.run) for each in (holder, behind) if each is not None]
    is_between = holder.kind in STAYS_BETWEEN and (behind is not None or holder.from_item_id is not None)
    fate = yields(turn.kind, is_interposed=is_between)
    if fate == WAITS:
        holder.wait_for(turn.id, at)
    else:
        holder.finish(at)
    if behind is not None and fate == BOTH_END:
        behind.finish(at)
    elif behind is not None and fate == ENDS:
        behind.paused_for_id = turn.id
    settle()
    return [(each, run) for each, run in moved if each.run != run]


def _running_item(conference: Conference) -> AgendaItem | None:
    """The item that a site is presenting now."""
    item = agenda.current_of(conference)
    return item if item is not None and item.state == "running" and is_a_turn(item) else None


def _item_of_those_who_ended(moved: Moved) -> str | None:
    """What stood still for them stands still for who comes after them."""
    return next((each.from_item_id for each, _run in moved if not each.is_on_floor and each.from_item_id), None)


def stand_still(actor: Any, turn: Turn, kind: str = "agenda.item_paused") -> None:
    """The item that a site presents does not run on while this turn speaks."""
    item = _running_item(turn.conference)
    if item is not None:
        turn.from_item_id = item.id
        entries.step(actor, item, kind, lambda: item.pause(clock.now()))


def end(actor: Any, turn: Turn) -> None:
    """A turn is over; who waited for it has the floor again, else the item that stood still goes on."""
    behind = queries.waits_for(turn)
    before = turn.run
    turn.finish(clock.now())
    settle()
    if behind is None:
        _go_on(actor, turn.conference, turn.from_item_id)
    told(actor, turn, "floor.turn_finished", before, others=[behind.id] if behind else [])
    if behind is not None:
        _give_back(actor, behind)


def _give_back(actor: Any, behind: Turn) -> None:
    """Who was interrupted speaks again; in a break it stands still a while longer."""
    if behind.conference.state == LIVE:
        step(actor, behind, "floor.turn_given_back", lambda: behind.resume(clock.now()))
    else:
        step(actor, behind, "floor.turn_given_back", lambda: behind.wait_for(None, clock.now()))


def end_waiting(actor: Any, turn: Turn, follower: Turn) -> None:
    """Who was interrupted does not come back: what stood still for it stands still for who speaks in between."""
    follower.from_item_id = follower.from_item_id or turn.from_item_id
    step(actor, turn, "floor.turn_finished", lambda: turn.finish(clock.now()))


def _go_on(actor: Any, conference: Conference, item_id: str | None) -> None:
    """The item that stood still runs again, unless it was moved on by hand meanwhile."""
    item = db.session.get(AgendaItem, item_id) if item_id else None
    if item is not None and item.state == "paused" and conference.state == LIVE:
        entries.step(actor, item, "agenda.item_resumed", lambda: item.resume(clock.now()))


def end_all(actor: Any, conference: Conference) -> None:
    """Nobody has the floor any more, and nobody has it again."""
    holder = queries.on_floor(conference)
    behind = queries.waits_for(holder) if holder else None
    for each in (behind, holder):
        if each is not None:
            _close(actor, each)


def _close(actor: Any, turn: Turn) -> None:
    step(actor, turn, "floor.turn_ended", lambda: turn.finish(clock.now()))
