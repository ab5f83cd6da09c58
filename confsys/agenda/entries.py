"""What the journal keeps of an agenda: no personal data, and enough to bring back what was."""

from collections.abc import Callable
from typing import Any

from confsys import clock
from confsys.agenda import queries
from confsys.agenda.models import AgendaItem
from confsys.changes import record
from confsys.people.models import Person


def begin_item(actor: Person, item: AgendaItem) -> None:
    step(actor, item, "agenda.item_started", lambda: item.start(clock.now(), due=queries.due_of(item)))


def finish_item(actor: Person, item: AgendaItem) -> None:
    step(actor, item, "agenda.item_finished", lambda: item.finish(clock.now()))


def step(actor: Person, item: AgendaItem, kind: str, change: Callable[[], None]) -> None:
    """Let an item come further, or back, and write down what is different."""
    before = item.run
    change()
    after = item.run
    changed = {name for name in after if after[name] != before[name]}
    record(
        kind,
        item.conference,
        by=actor,
        item=item,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )


def plain(item: AgendaItem) -> dict[str, Any]:
    values = {"title": item.title, "kind": item.kind, "minutes": item.minutes, "site": item.site_id}
    fixed = item.fixed_start.isoformat() if item.fixed_start else None
    warned = {"warn_minutes": item.warn_minutes, "danger_seconds": item.danger_seconds}
    return values | warned | {"fixed_start": fixed, "counts_to_end": item.counts_to_end}


def named(presenter: str, before: str = "") -> dict[str, Any] | None:
    """A presenter may be a person's name: kept where it can be erased."""
    return {"presenter": presenter, "before": before} if presenter or before else None
