"""What follows for the agenda from the conference's own steps, in the same transaction (see reactions.py)."""

from datetime import datetime

from confsys.agenda import queries
from confsys.agenda.actions import finish_item
from confsys.changes import Event, record
from confsys.conferences import transitions


def pause_current(event: Event) -> None:
    """A break of the conference stops the clock of its running item."""
    running = queries.current_of(event.thing)
    if running is not None and running.state == "running":
        running.pause(event.at)
        record("agenda.item_paused", event.thing, by=event.by, item=running)


def resume_current(event: Event) -> None:
    running = queries.current_of(event.thing)
    if running is not None and running.state == "paused":
        running.resume(event.at)
        record("agenda.item_resumed", event.thing, by=event.by, item=running)


def finish_current(event: Event) -> None:
    """A conference that is closed leaves no item running."""
    running = queries.current_of(event.thing)
    if running is not None:
        finish_item(event.by, running)


def move_fixed(event: Event) -> None:
    """A conference that moves takes the fixed starts of its agenda along."""
    if not event.before or "starts_at" not in event.before:
        return
    moved = event.thing.starts_at - datetime.fromisoformat(event.before["starts_at"])
    for item in queries.items_of(event.thing):
        if item.fixed_start is not None and item.started_at is None:
            item.fixed_start += moved
            item.revision += 1


def count_edition(event: Event) -> None:
    """Between issue and start each change of the agenda is a numbered adjustment."""
    if event.thing.state in (transitions.ISSUED, transitions.OPEN):
        event.thing.edition += 1
