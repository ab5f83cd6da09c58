"""When a conference is rehearsed: the afternoon of the working day before, where the office does so, or as it chooses.

Its room, equipment and ports are held for it under a holder of its own.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from confsys import clock
from confsys.conferences.models import Conference, Span
from confsys.errors import Invalid
from confsys.office.queries import calendar, current
from confsys.words import _

REHEARSAL = "rehearsal"  # the sort of its holder
NAMES = frozenset({"rehearsal_starts_at", "rehearsal_ends_at"})
LASTS = timedelta(hours=2)
SHORTLY_BEFORE = timedelta(
    minutes=60
)  # from then until the end technicians are at the sites, as the provinces' rules say
BOTH = _("Say both when the rehearsal begins and when it ends, or neither.")


def holder_beside(stream: str) -> str:
    """The holder of the rehearsal of a conference, by the stream of that one."""
    return f"{REHEARSAL}:{stream.partition(':')[2]}"


def afternoon_before(starts_at: datetime) -> Span:
    """From the hour at which the afternoon of the working day before begins."""
    day = calendar().add_working_days(clock.local(starts_at).date(), -1)
    begin = clock.instant(day, calendar().hours[-1][0])
    return begin, begin + LASTS


def at_first(starts_at: datetime, mode: str, wanted: bool | None = None) -> Span | None:
    """What a new conference gets: by its own word, else as the office has it; one room has no lines to test."""
    if mode == "truc-tiep" or not (current().rehearses if wanted is None else wanted):
        return None
    span = afternoon_before(starts_at)
    return span if span[0] > clock.now() else None


def last_session(conference: Conference) -> Span | None:
    """When sites and technicians test once more on the day itself; what meets in one room has no lines to test."""
    if conference.mode == "truc-tiep":
        return None
    return conference.starts_at - SHORTLY_BEFORE, conference.starts_at


def after(conference: Conference, new: Mapping[str, Any]) -> Span | None:
    """The rehearsal once these values are changed: as they say; else it goes with its conference. Raises Invalid."""
    if NAMES & new.keys():
        begin = new.get("rehearsal_starts_at", conference.rehearsal_starts_at)
        end = new.get("rehearsal_ends_at", conference.rehearsal_ends_at)
        if bool(begin) != bool(end):
            raise Invalid({"rehearsal_ends_at" if begin else "rehearsal_starts_at": BOTH})
        return (begin, end) if begin and end else None
    span = conference.rehearsal
    return span and moved(span, conference.starts_at, new.get("starts_at", conference.starts_at))


def moved(span: Span, before: datetime, now: datetime) -> Span:
    """At the same hours, on the working day before if it was there; of the same day, as long before as it was."""
    old, new, day = (clock.local(each).date() for each in (before, now, span[0]))
    if day == old:
        return span[0] + (now - before), span[1] + (now - before)
    is_day_before = day == calendar().add_working_days(old, -1)
    to = calendar().add_working_days(new, -1) if is_day_before else day + (new - old)
    begin = clock.instant(to, clock.local(span[0]).time())
    return begin, begin + (span[1] - span[0])
