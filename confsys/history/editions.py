"""Keeping each edition of a conference as it was told, in the transaction that makes it."""

from typing import Any

from sqlalchemy import select

from confsys.agenda.queries import Scheduled, schedule_of
from confsys.changes import Event
from confsys.conferences.consequences import ADJUSTED_IN
from confsys.conferences.models import Conference
from confsys.conferences.queries import chairs_of, participations_of
from confsys.extensions import db
from confsys.history.models import Edition


def keep_edition(event: Event) -> None:
    """A new edition is kept as it now is; several counted changes in one transaction are one edition."""
    conference = event.thing
    last = _last_of(conference)
    if last is not None and last.since == event.since:
        conference.edition = last.number
    elif conference.state in ADJUSTED_IN and conference.edition > (last.number if last else 0):
        last = Edition(conference_id=conference.id, number=conference.edition, since=event.since)
    else:
        return
    rows = schedule_of(conference)
    last.at, last.by = event.at, getattr(event.by, "id", None)
    last.content = content_of(conference, rows)
    presenters = {row.item.id: row.item.presenter for row in rows if row.item.presenter}
    last.personal = {"outside_chair": conference.outside_chair, "presenters": presenters}
    db.session.add(last)


def _last_of(conference: Conference) -> Edition | None:
    query = select(Edition).where(Edition.conference_id == conference.id).order_by(Edition.number.desc()).limit(1)
    return db.session.scalars(query).first()


def content_of(conference: Conference, rows: list[Scheduled]) -> dict[str, Any]:
    """What those invited are told, as plain values; sites by the name they have now."""
    participations = participations_of(conference)
    return {
        "title": conference.title,
        "kind": conference.kind,
        "mode": conference.mode,
        "starts_at": conference.starts_at.isoformat(),
        "ends_at": conference.ends_at.isoformat(),
        "main_site": conference.main_site_id,
        "sites": {each.site_id: each.site.name for each in participations},
        "chairs": [chair.id for chair in chairs_of(conference)],
        "convener": conference.convener,
        "outside_place": conference.outside_place,
        "agenda": [_item(row) for row in rows],
    }


def _item(row: Scheduled) -> dict[str, Any]:
    item = row.item
    return {
        "id": item.id,
        "title": item.title,
        "kind": item.kind,
        "minutes": item.minutes,
        "site": item.site_id,
        "starts_at": row.times.planned_start.isoformat(),
    }
