"""What stands against an entry of a weekly calendar, judged by the same engine as a conference."""

from datetime import timedelta

from confsys.conferences import clashes_of_time
from confsys.conferences.clash import BLOCKS, Clash
from confsys.conferences.proposals import Proposal
from confsys.conferences.surroundings import around
from confsys.errors import Refused
from confsys.people.models import Person
from confsys.weeks.drafting import leader_ids
from confsys.weeks.models import WeekEntry
from confsys.weeks.occupying import holder_of, span_of, wants_of
from confsys.words import _


class Blocked(Refused):
    """Its room is held by others then."""

    title = _("It cannot be held at that time.")


def against(entry: WeekEntry, person: Person | None) -> list[Clash]:
    """As far as `person` may know. A room that is held blocks; a leader who is elsewhere or away is only told."""
    span = span_of(entry)
    people = leader_ids(entry)
    wants = wants_of(entry.room_id, people)
    if entry.cancelled or span is None or not wants:
        return []
    proposal = Proposal(
        title=entry.title,
        kind="giao-ban",  # which may come back every week
        reach="none",
        starts_at=span[0],
        ends_at=span[1],
        organiser=entry.week.body,
        wants=tuple(wants),
        holder=holder_of(entry),
    )
    there = around([proposal], person, timedelta())[0]
    return list(clashes_of_time.found(proposal, there, timedelta()))


def refuse_blocked(entry: WeekEntry, person: Person | None) -> None:
    """Raises Blocked, saying whose it is."""
    if block := next((each for each in against(entry, person) if each.level == BLOCKS), None):
        raise Blocked(block.words)
