"""What follows for the agenda from the conference's own steps, in the same transaction (see reactions.py)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from confsys.agenda import queries
from confsys.agenda.entries import finish_item, step
from confsys.agenda.models import AgendaItem
from confsys.changes import Event, record
from confsys.conferences import transitions


def pause_current(event: Event) -> None:
    """A break of the conference stops the clock of its running item."""
    running = queries.current_of(event.thing)
    if running is not None and running.state == "running":
        step(event.by, running, "agenda.item_paused", lambda: running.pause(event.at))


def resume_current(event: Event) -> None:
    running = queries.current_of(event.thing)
    if running is not None and running.state == "paused":
        step(event.by, running, "agenda.item_resumed", lambda: running.resume(event.at))


def finish_current(event: Event) -> None:
    """A conference that is closed or called off leaves no item running."""
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


def follow_sites(event: Event) -> None:
    """Items of a site that no longer takes part lose it; one that comes back gets those that are still free."""
    before, after = (set((values or {}).get("sites", [])) for values in (event.before, event.after))
    if before == after:
        return
    items = queries.items_of(event.thing)
    lost = {item.id: item.site_id for item in items if item.site_id in before - after}
    _hand(event, items, dict.fromkeys(lost), "agenda.sites_lost", before={"sites": lost})
    back = {item.id: site for item, site in queries.lost_sites(items) if site in after - before}
    _hand(event, items, back, "agenda.sites_given_back", after={"sites": back})


def _hand(event: Event, items: list[AgendaItem], sites: Mapping[str, str | None], kind: str, **values: Any) -> None:
    """Give these items their sites, None for no site, and write it down once for all."""
    for item in items:
        if item.id in sites:
            item.belong_to(sites[item.id])
    if sites:
        record(kind, event.thing, by=event.by, **values)
