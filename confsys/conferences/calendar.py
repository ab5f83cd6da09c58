"""The counter of what a calendar shows of a conference; the calendars themselves are made above."""

from confsys.changes import Event


def revise_calendar(event: Event) -> None:
    """A new revision for calendars: SEQUENCE, DTSTAMP and ETag follow from it."""
    event.thing.calendar_revision += 1
    event.thing.calendar_changed_at = event.at
