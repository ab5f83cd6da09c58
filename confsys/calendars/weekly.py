"""The lines of a week of the database, as calendar entries."""

from flask import current_app
from sqlalchemy import select

from confsys import words
from confsys.calendars import event, week_lines
from confsys.calendars.entries import PUBLIC, Variant
from confsys.calendars.queries import is_settled
from confsys.extensions import db
from confsys.weeks import queries
from confsys.weeks.models import Week, WeekEdition


def lines_of(week: Week, variant: Variant) -> list[event.Shown]:
    """What the office itself has written: the conferences of the week have entries of their own, in every calendar."""
    spoken = words.language()
    words.speak(variant.language)
    try:
        lines = [each for each in _told(week, variant) if not (each.row.cancelled and is_settled(week))]
        return [week_lines.shown(each, variant, _page(week, variant)) for each in lines]
    finally:
        words.speak(spoken)


def _told(week: Week, variant: Variant) -> list[week_lines.Told]:
    """What only the office's own readers see counts for them alone."""
    query = select(WeekEdition.published_at, WeekEdition.rows).where(WeekEdition.week_id == week.id)
    editions = [
        (at, [row for row in queries.lines_of(kept) if row.source[0] == "entry"])
        for at, kept in db.session.execute(query.order_by(WeekEdition.number))
    ]
    if variant.detail == PUBLIC:
        editions = [(at, [row.for_everybody() for row in rows]) for at, rows in editions]
    return week_lines.told(editions)


def _page(week: Week, variant: Variant) -> str:
    base = current_app.config["BASE_URL"]
    if variant.detail == PUBLIC:
        return f"{base}/week/public?on={week.monday}"
    return f"{base}/week?on={week.monday}&of={week.body_id}"
