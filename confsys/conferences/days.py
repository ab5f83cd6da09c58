"""A day and its conferences, as the ribbon over a page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from confsys import clock
from confsys.conferences import queries, ribbon
from confsys.conferences.models import Conference
from confsys.conferences.transitions import APPROVED, CANCELLED, DRAFT, ENDED, POSTPONED, REQUESTED, RUNNING
from confsys.people.models import Person

SHOWN = 100


@dataclass(frozen=True)
class Block:
    """A conference on the ribbon."""

    conference: Conference
    look: str
    place: ribbon.Place


@dataclass(frozen=True)
class Day:
    """A day on the ribbon. `share` says how far it has come, in percent of its length: today only."""

    day: date
    hours: range
    blocks: list[Block]
    now: datetime | None
    share: float | None


def day_of(person: Person, day: date) -> Day:
    """The day as this person may see it."""
    first, next_day = clock.day_span(day)
    return drawn(day, queries.all_of(queries.listed(person, begin=first, end=next_day).limit(SHOWN)))


def drawn(day: date, conferences: Sequence[Conference]) -> Day:
    """These conferences on the ribbon of a day; what is off is not shown."""
    first, next_day = clock.day_span(day)
    now = clock.now()
    standing = [each for each in conferences if each.state not in (POSTPONED, CANCELLED)]
    spans = [ribbon.clipped(_minutes(first, each.starts_at), _minutes(first, each.ends_at)) for each in standing]
    hours = ribbon.hours_of(spans)
    blocks = [
        Block(each, _look(each, now), ribbon.place_of(span, hours)) for each, span in zip(standing, spans, strict=True)
    ]
    is_today = first <= now < next_day
    share = ribbon.share_of(_minutes(first, now), hours) if is_today else None
    return Day(day, hours, blocks, now if is_today else None, share)


def _minutes(first: datetime, instant: datetime) -> float:
    return (instant - first).total_seconds() / 60


def _look(conference: Conference, now: datetime) -> str:
    if conference.state in RUNNING:
        return "now"
    if conference.state in ENDED or conference.ends_at <= now:
        return "past"
    return "held" if conference.state in (DRAFT, REQUESTED, APPROVED) else "planned"
