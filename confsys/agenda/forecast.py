"""What an operator is told of what is ahead: how late the end will be, and what would bring it back into its time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from confsys.agenda import limits
from confsys.agenda.catching_up import Cut, cuts
from confsys.agenda.models import AgendaItem
from confsys.agenda.queries import Scheduled, scheduled, timing_rows
from confsys.agenda.timing import Row, expected_times, leads
from confsys.conferences.models import Conference


@dataclass(frozen=True)
class End:
    """When all is over: `at`, and never sooner than `lead` from now."""

    at: datetime
    lead: timedelta | None


@dataclass(frozen=True)
class Proposal:
    """One item made shorter, when all is over then, and what begins at another time: item, before, then."""

    item: AgendaItem
    cut: Cut
    end: End
    changes: list[tuple[AgendaItem, datetime, datetime]]


def forecast(conference: Conference, rows: list[Scheduled], now: datetime | None = None) -> dict[str, Any] | None:
    """None while it does not run. With `now`, of that moment; else as a live part needs it, without a time of day."""
    if not conference.is_running or not rows:
        return None
    items = [row.item for row in rows]
    end = _end(conference, timing_rows(items), now)
    late = max(0, (end.at - conference.ends_at) // timedelta(minutes=1))
    current = next((item for item in items if item.is_current), None)
    most = limits.most_minutes(current.kind, current.title) if current else None
    return {
        "conference": conference,
        "end": end,
        "late": late,
        "proposal": _proposal(conference, items, now),
        "concluding": current if most else None,
        "most": most,
    }


def _end(conference: Conference, rows: list[Row], now: datetime | None = None) -> End:
    times = expected_times(conference.starts_at, rows, now, began=conference.started_at)
    return End(max(end for _begin, end in times), leads(rows)[-1])


def _proposal(conference: Conference, items: list[AgendaItem], now: datetime | None) -> Proposal | None:
    kinds, rows = [item.kind for item in items], timing_rows(items)
    start, until, began = conference.starts_at, conference.ends_at, conference.started_at
    found = cuts(start, rows, kinds, until=until, began=began, now=now)
    if not found:
        return None
    best = found[0]
    before = [row.times.expected_start for row in scheduled(conference, items, now)]
    after = expected_times(start, best.rows, now, began=began)
    changes = [(item, old, new) for item, old, (new, _end) in zip(items, before, after, strict=True) if old != new]
    return Proposal(items[best.place], best, _end(conference, best.rows, now), changes)
