"""The counter of what a calendar shows of a conference; the calendars themselves are made above."""

from confsys.changes import Event

SHOWN = {"state", "title", "starts_at", "ends_at", "main_site"}


def revise_calendar(event: Event) -> None:
    """A new revision for calendars, if they show what changed: SEQUENCE, DTSTAMP and ETag follow from it."""
    if not SHOWN & (event.after or {}).keys():
        return
    event.thing.calendar_revision += 1
    event.thing.calendar_changed_at = event.at
