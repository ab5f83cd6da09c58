"""The counter of what a calendar shows of a conference; the calendars themselves are made above."""

from flask import current_app
from sqlalchemy import select

from confsys.changes import Event, transaction
from confsys.conferences.consequences import SHOWN_IN_CALENDARS
from confsys.conferences.models import Conference
from confsys.conferences.transitions import PUT_OFF
from confsys.extensions import db


def revise_calendar(event: Event) -> None:
    """A new revision for calendars, if they show what changed: SEQUENCE, DTSTAMP and ETag follow from it."""
    if SHOWN_IN_CALENDARS.isdisjoint(event.after or {}):
        return
    _revise(event.thing, event)


def revise_whatever_changed(event: Event) -> None:
    """For what only happens when calendars show something else."""
    _revise(event.thing, event)


def revise_where_renamed(event: Event) -> None:
    """Calendars show the name of the main site: those of all that is still to come follow when it gets another."""
    if "name" not in (event.after or {}):
        return
    to_come = Conference.ends_at > event.at, Conference.state.not_in(PUT_OFF)
    query = select(Conference).where(Conference.main_site_id == event.thing.id, *to_come).order_by(Conference.id)
    conferences = list(db.session.scalars(query))
    with transaction(conferences):
        for conference in conferences:
            _revise(conference, event)


def _revise(conference: Conference, event: Event) -> None:
    conference.calendar_revision += 1
    conference.calendar_changed_at = event.at


def revises_calendar(kind: str) -> bool:
    """Whether calendars are revised when this happens: the table of reactions knows."""
    return revise_calendar in current_app.extensions["reactions"][kind]
