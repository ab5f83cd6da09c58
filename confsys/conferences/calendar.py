"""The counter of what a calendar shows of a conference; the calendars themselves are made above."""

from confsys.changes import Event
from confsys.conferences.consequences import SHOWN_IN_CALENDARS


def revise_calendar(event: Event) -> None:
    """A new revision for calendars, if they show what changed: SEQUENCE, DTSTAMP and ETag follow from it."""
    if SHOWN_IN_CALENDARS.isdisjoint(event.after or {}):
        return
    event.thing.calendar_revision += 1
    event.thing.calendar_changed_at = event.at
