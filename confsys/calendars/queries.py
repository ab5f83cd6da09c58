"""What a calendar shows: which conferences, as which events, and how to know that nothing changed."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import joinedload

from confsys import clock, words
from confsys.calendars import event
from confsys.calendars.models import KeptEvent
from confsys.changes import bookkeeping
from confsys.conferences import transitions
from confsys.conferences.models import Conference
from confsys.extensions import db, insert_missing
from confsys.ids import hashed
from confsys.words import gettext

PAST = timedelta(days=366)
CALLED_OFF_FOR = timedelta(days=30)  # a cancelled conference stays to be seen, then disappears
CALLED_OFF = (transitions.POSTPONED, transitions.CANCELLED)
FULL, BUSY, PUBLIC = "full", "busy", "public"


@dataclass(frozen=True)
class Variant:
    """One way of showing conferences; events are kept once for each."""

    detail: str
    language: str
    alarms: bool = False

    def __str__(self) -> str:
        return f"{self.detail} {self.language}{' alarms' if self.alarms else ''}"

    @property
    def kept_as(self) -> str:
        """Events hold the address of their page: a server that moves makes them anew."""
        return f"{self} {hashed(current_app.config['BASE_URL'])[:8]}"


@dataclass(frozen=True)
class Stand:
    """How a calendar stands now: which conferences at which revision."""

    rows: list[tuple[str, int, datetime]]

    def etag(self, *options: object) -> str:
        """The same as long as the bytes are the same."""
        told = "|".join([*map(str, options), *(f"{each[0]}:{each[1]}" for each in self.rows)])
        return hashlib.sha256(told.encode()).hexdigest()[:24]

    @property
    def changed_at(self) -> datetime | None:
        return max((each[2] for each in self.rows), default=None)


def stand_of(condition: ColumnElement[bool]) -> Stand:
    """The conferences a calendar shows now, by time: the past year, all to come, called off ones for thirty days."""
    now = clock.now()
    query = (
        select(Conference.id, Conference.calendar_revision, Conference.calendar_changed_at)
        .where(condition, Conference.ends_at > now - PAST)
        .where(or_(Conference.state.not_in(CALLED_OFF), Conference.calendar_changed_at > now - CALLED_OFF_FOR))
        .order_by(Conference.starts_at, Conference.id)
    )
    return Stand([(row[0], row[1], row[2]) for row in db.session.execute(query)])


def events_of(stand: Stand, variant: Variant) -> list[bytes]:
    """The bytes of every event; only those that changed are made anew."""
    revisions = {row[0]: row[1] for row in stand.rows}
    query = select(KeptEvent.conference_id, KeptEvent.revision, KeptEvent.body)
    query = query.where(KeptEvent.variant == variant.kept_as, KeptEvent.conference_id.in_(revisions))
    kept = {row[0]: row[2] for row in db.session.execute(query) if row[1] == revisions[row[0]]}
    missing = revisions.keys() - kept.keys()
    if missing:
        kept |= _made(missing, variant)
    return [kept[conference_id] for conference_id in revisions if conference_id in kept]


def _made(ids: set[str], variant: Variant) -> dict[str, bytes]:
    query = select(Conference).where(Conference.id.in_(ids)).options(joinedload(Conference.main_site))
    found = list(db.session.scalars(query))
    made = {conference.id: event.vevents(shown(conference, variant)) for conference in found}
    revisions = {conference.id: conference.calendar_revision for conference in found}
    _keep({each: (revisions[each], body) for each, body in made.items()}, variant.kept_as)
    return made


@bookkeeping
def _keep(bodies: dict[str, tuple[int, bytes]], variant: str) -> None:
    kept = select(KeptEvent).where(KeptEvent.variant == variant, KeptEvent.conference_id.in_(bodies))
    rows = {row.conference_id: row for row in db.session.scalars(kept)}
    for conference_id, (revision, body) in bodies.items():
        if conference_id in rows:
            rows[conference_id].revision, rows[conference_id].body = revision, body
        else:
            values = {"conference_id": conference_id, "variant": variant, "revision": revision, "body": body}
            insert_missing(KeptEvent, values)


def shown(conference: Conference, variant: Variant) -> event.Shown:
    """What an entry shows of a conference in one variant."""
    spoken = words.language()
    words.speak(variant.language)
    try:
        return _shown(conference, variant)
    finally:
        words.speak(spoken)


def _shown(conference: Conference, variant: Variant) -> event.Shown:
    is_busy = variant.detail == BUSY
    title = gettext("Busy") if is_busy else conference.title
    if conference.state == transitions.CANCELLED:
        title = gettext("[CANCELLED] %(title)s", title=title)
    elif conference.state == transitions.POSTPONED:
        title = gettext("[POSTPONED] %(title)s", title=title)
    page = f"{current_app.config['BASE_URL']}/conferences/{conference.id}"
    is_full = variant.detail == FULL
    return event.Shown(
        uid=conference.uid,
        revision=conference.calendar_revision,
        changed_at=conference.calendar_changed_at,
        created_at=conference.created_at,
        starts_at=conference.starts_at,
        ends_at=conference.ends_at,
        summary=title,
        status=_status(conference.state),
        location="" if is_busy else conference.main_site.name,
        description=_description(conference, page) if is_full else "",
        url=page if is_full else "",
        is_private=is_busy,
        alarm=title if variant.alarms else "",
    )


def _status(state: str) -> str:
    if state in CALLED_OFF:
        return "CANCELLED"
    return "CONFIRMED" if state in transitions.TOLD else "TENTATIVE"


def _description(conference: Conference, page: str) -> str:
    lines = [
        gettext("Code: %(code)s", code=conference.code),
        gettext("Main site: %(name)s", name=conference.main_site.name),
        gettext("Agenda and how to take part: %(page)s", page=page),
    ]
    if conference.state in CALLED_OFF and conference.reason:
        lines.insert(0, gettext("Reason: %(reason)s", reason=conference.reason))
    return "\n".join(lines)
