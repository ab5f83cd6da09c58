"""What is kept so that a poll costs nothing: the bytes of events, and since when a feed looks as it does."""

import time
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from confsys import clock
from confsys.calendars import event
from confsys.calendars.entries import Variant, shown
from confsys.calendars.models import FeedState, KeptEvent
from confsys.calendars.queries import Stand
from confsys.changes import bookkeeping
from confsys.conferences.models import Conference
from confsys.errors import Busy
from confsys.extensions import db, insert_missing

SECOND = timedelta(seconds=1)


def events_of(stand: Stand, variant: Variant) -> list[bytes]:
    """The bytes of every event; only those that changed are made anew."""
    query = select(KeptEvent.conference_id, KeptEvent.revision, KeptEvent.body)
    query = query.where(KeptEvent.variant == variant.kept_as, KeptEvent.conference_id.in_(stand.revisions))
    kept = {row[0]: row[2] for row in db.session.execute(query) if row[1] == stand.revisions[row[0]]}
    missing = stand.revisions.keys() - kept.keys()
    if missing:
        kept |= _made(missing, variant)
    return [kept[conference_id] for conference_id in stand.revisions if conference_id in kept]


def _made(ids: set[str], variant: Variant) -> dict[str, bytes]:
    query = select(Conference).where(Conference.id.in_(ids)).options(joinedload(Conference.main_site))
    made: dict[str, tuple[int, bytes]] = {}
    for conference in list(db.session.scalars(query)):
        made[conference.id] = conference.calendar_revision, event.vevents(shown(conference, variant))
        time.sleep(0)  # a thousand at once take a while: screens in this process go first
    with suppress(Busy):  # then they are made again at the next poll
        _keep(made, variant.kept_as)
    return {each: body for each, (_revision, body) in made.items()}


@bookkeeping
def _keep(made: dict[str, tuple[int, bytes]], variant: str) -> None:
    kept = select(KeptEvent).where(KeptEvent.variant == variant, KeptEvent.conference_id.in_(made))
    rows = {row.conference_id: row for row in db.session.scalars(kept)}
    for conference_id, (revision, body) in made.items():
        if conference_id in rows:
            rows[conference_id].revision, rows[conference_id].body = revision, body
        else:
            values = {"conference_id": conference_id, "variant": variant, "revision": revision, "body": body}
            insert_missing(KeptEvent, values)


def unchanged_since(feed: str, mark: str) -> datetime | None:
    """Since when a feed looks as it does now, to the second; None if that cannot be written down at the moment.

    The latest change of what it shows would not do: when a conference leaves a feed, nothing in it has changed.
    """
    known = db.session.execute(select(FeedState.mark, FeedState.since).where(FeedState.feed == feed)).first()
    if known is not None and known.mark == mark:
        return known.since
    with suppress(Busy):
        return _note(feed, mark)
    return None


@bookkeeping
def _note(feed: str, mark: str) -> datetime:
    now = clock.now().replace(microsecond=0)
    insert_missing(FeedState, {"feed": feed, "mark": mark, "since": now})
    state = db.session.scalars(select(FeedState).where(FeedState.feed == feed).with_for_update()).one()
    if state.mark != mark:
        # HTTP tells no more than seconds: the second change of one second is dated to the next.
        state.mark, state.since = mark, max(now, state.since + SECOND)
    return state.since
