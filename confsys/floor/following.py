"""What follows on the floor from the agenda and from the conference's own steps, in the same transaction."""

from confsys.agenda import following as agenda
from confsys.agenda.queries import current_of
from confsys.changes import Event
from confsys.floor import queries, running
from confsys.floor.models import CALLED, PAUSED, SPEAKING, WAITING
from confsys.floor.order import PAPER
from confsys.floor.rules import is_a_turn
from confsys.floor.steps import step


def pause_current(event: Event) -> None:
    """A break of the conference stops the clock of who speaks."""
    turn = queries.on_floor(event.thing)
    if turn is not None and turn.state == SPEAKING:
        step(event.by, turn, "floor.turn_interrupted", lambda: turn.pause(event.at))


def resume_current(event: Event) -> None:
    """After it who spoke has the floor, and the item of the agenda goes on unless it stands still for a turn."""
    turn = queries.on_floor(event.thing)
    item, behind = current_of(event.thing), queries.waits_for(turn) if turn else None
    if turn is not None and turn.state == PAUSED:
        step(event.by, turn, "floor.turn_given_back", lambda: turn.resume(event.at))
    if item is not None and item.id not in {each.from_item_id for each in (turn, behind) if each}:
        agenda.resume_current(event)


def end_all(event: Event) -> None:
    """A conference that is closed or called off leaves nobody speaking."""
    running.end_all(event.by, event.thing)


def item_began(event: Event) -> None:
    """An item that begins ends the turn before it, and takes up the paper that its site had registered."""
    running.end_all(event.by, event.thing)
    item = event.about["item"]
    paper = queries.paper_of_site(event.thing, item.site_id) if item.kind == "tham-luan" else None
    if paper is not None:
        step(event.by, paper, "floor.turn_taken_up", lambda: paper.take_up(item.id))


def item_goes_on(event: Event) -> None:
    """Two do not speak at once: when the site that presents an item goes on, the turn in between is over."""
    item = event.about["item"]
    if item.state == "running" and is_a_turn(item):
        running.end_all(event.by, event.thing)


def item_went_back(event: Event) -> None:
    """An item that has not begun after all gives back the paper it had taken up."""
    item_goes_on(event)
    item = event.about["item"]
    paper = queries.held_as(item) if item.is_waiting else None
    if paper is not None and queries.turn_of_kind(paper.participation, PAPER) is None:
        back = {"state": CALLED if paper.called_at else WAITING, "as_item_id": None}
        step(event.by, paper, "floor.turn_restored", lambda: paper.set_back(back))
