"""What is kept so that a poll costs nothing: the bytes of events, and since when a feed looks as it does."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from confsys import clock
from confsys.agenda.announced import AnnouncedTurns
from confsys.aside import giving_way
from confsys.calendars import event
from confsys.calendars.entries import Variant, shown
from confsys.calendars.models import FeedState, KeptEvent
from confsys.calendars.queries import Stand, revision_of
from confsys.calendars.weekly import lines_of
from confsys.changes import bookkeeping
from confsys.conferences.models import Conference
from confsys.errors import Busy
from confsys.extensions import db, insert_missing, insert_or_replace
from confsys.weeks.models import Week

SECOND = timedelta(seconds=1)
TOGETHER = 50  # events made at a time: of a thousand the last ones wait, and no screen does


def events_of(stand: Stand, variant: Variant) -> list[bytes]:
    """The bytes of every event; only those that changed are made anew."""
    query = select(KeptEvent.thing, KeptEvent.revision, KeptEvent.body)
    query = query.where(KeptEvent.variant == variant.kept_as, KeptEvent.thing.in_(stand.revisions))
    kept = {row[0]: row[2] for row in db.session.execute(query) if row[1] == stand.revisions[row[0]]}
    missing = [thing for thing in stand.revisions if thing not in kept]
    for first in range(0, len(missing), TOGETHER):
        kept |= _made(missing[first : first + TOGETHER], variant)
    return [kept[thing] for thing in stand.revisions if thing in kept]


def _made(things: list[str], variant: Variant) -> dict[str, bytes]:
    """Those of these streams that there still are."""
    ids: dict[str, list[str]] = {"conference": [], "week": []}
    for thing in things:
        sort, _colon, id = thing.partition(":")
        ids[sort].append(id)
    made = dict(giving_way(_conferences(ids["conference"], variant)))
    made |= dict(giving_way(_weeks(ids["week"], variant)))
    with suppress(Busy):  # then they are made again at the next poll
        _keep(made, variant.kept_as)
    return {thing: body for thing, (_revision, body) in made.items()}


Made = Iterator[tuple[str, tuple[int, bytes]]]  # stream, revision, bytes


def _conferences(ids: list[str], variant: Variant) -> Made:
    query = select(Conference, AnnouncedTurns.turns).outerjoin(AnnouncedTurns).where(Conference.id.in_(ids))
    rows = db.session.execute(query.options(joinedload(Conference.main_site))) if ids else ()
    for conference, turns in list(rows):
        entry = shown(conference, variant, turns=turns)
        yield conference.stream, (conference.calendar_revision, event.vevents(entry))


def _weeks(ids: list[str], variant: Variant) -> Made:
    query = select(Week).where(Week.id.in_(ids)).options(joinedload(Week.body))
    for week in list(db.session.scalars(query)) if ids else ():
        yield week.stream, (revision_of(week), b"".join(event.vevents(each) for each in lines_of(week, variant)))


@bookkeeping
def _keep(made: dict[str, tuple[int, bytes]], variant: str) -> None:
    rows = [{"thing": each, "variant": variant, "revision": made[each][0], "body": made[each][1]} for each in made]
    insert_or_replace(KeptEvent, rows)


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
