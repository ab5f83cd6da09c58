"""Which conference the screen of a site shows: what is on, else what is next. No database, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from confsys.conferences.models import Conference
from confsys.conferences.transitions import CLOSED, ISSUED, LIVE, OPEN, RECESS

AFTERWARDS = timedelta(minutes=10)  # the end of a conference stays to be seen, unless the next begins


@dataclass(frozen=True)
class Chosen:
    """`shown`: the one to show; `coming`: those of today that follow, the next first; `next`: one of a later day."""

    shown: Conference | None
    coming: list[Conference]
    next: Conference | None


def choose(of_site: Sequence[Conference], meant: str | None, now: datetime, end_of_day: datetime) -> Chosen:
    """`of_site`: those a site takes part in that may still be of interest, earliest first. `meant`: one asked for."""
    there = [each for each in of_site if is_on(each, now)]
    today = [each for each in there if each.starts_at < end_of_day]
    shown = next((each for each in there if each.id == meant), None) or _first(today, now)
    coming = [each for each in today if each is not shown and each.state != CLOSED]
    return Chosen(shown, coming, next((each for each in there if each not in today), None))


def is_on(conference: Conference, now: datetime) -> bool:
    """Whether it is still to come, goes on, or has just ended."""
    if conference.state in (LIVE, RECESS, OPEN):
        return True
    if conference.state == CLOSED:
        return conference.closed_at is not None and now < conference.closed_at + AFTERWARDS
    return conference.state == ISSUED and now < conference.ends_at


def _first(today: Sequence[Conference], now: datetime) -> Conference | None:
    """Running before open, before about to start, before just ended, before later; of the same the nearest in time."""

    def rank(each: Conference) -> tuple[int, float]:
        later = 2 if each.starts_at <= now + AFTERWARDS else 4
        order = {LIVE: 0, RECESS: 0, OPEN: 1, CLOSED: 3}.get(each.state, later)
        return order, abs((each.starts_at - now).total_seconds())

    return min(today, key=rank, default=None)
