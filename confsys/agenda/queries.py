"""What is read of an agenda."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import joinedload

from confsys.agenda.models import CURRENT, WAITING, AgendaItem
from confsys.agenda.timing import Row, Times, leads, times_of
from confsys.conferences.models import Conference
from confsys.conferences.queries import listed
from confsys.extensions import db
from confsys.journal import Entry
from confsys.people.models import Person


@dataclass(frozen=True)
class Scheduled:
    """An item with its times."""

    item: AgendaItem
    times: Times

    @property
    def delay_minutes(self) -> int:
        return round(self.times.delay.total_seconds() / 60)


# Put together once: at each press it is asked twice.
ITEMS = (
    select(AgendaItem)
    .where(AgendaItem.conference_id == bindparam("conference"))
    .options(joinedload(AgendaItem.site))
    .order_by(AgendaItem.position)
)


def items_of(conference: Conference) -> list[AgendaItem]:
    """The items in their order, each with its site at hand."""
    return list(db.session.scalars(ITEMS, {"conference": conference.id}))


def schedule_of(conference: Conference, now: datetime | None = None) -> list[Scheduled]:
    """The items with planned and expected times."""
    return scheduled(conference, items_of(conference), now)


def scheduled(conference: Conference, items: list[AgendaItem], now: datetime | None = None) -> list[Scheduled]:
    """These items in their order, with their times."""
    times = times_of(conference.starts_at, timing_rows(items), now, began=conference.started_at)
    return [Scheduled(*pair) for pair in zip(items, times, strict=True)]


def timing_rows(items: list[AgendaItem]) -> list[Row]:
    return [_row(item) for item in items]


def due_of(item: AgendaItem) -> datetime | None:
    """The planned end of an item that counts to its end; None of another."""
    if not item.counts_to_end:
        return None
    return next(row.times.planned_end for row in schedule_of(item.conference) if row.item.id == item.id)


def item_counts(ids: list[str]) -> dict[str, int]:
    """How many items the agenda of each of these conferences has; none for one that is not written yet."""
    query = select(AgendaItem.conference_id, func.count()).where(AgendaItem.conference_id.in_(ids))
    return dict(db.session.execute(query.group_by(AgendaItem.conference_id)).all())


def schedules_of(conferences: list[Conference], now: datetime | None = None) -> dict[str, list[Scheduled]]:
    """The items of each of these conferences with their times, read at once."""
    found: dict[str, list[AgendaItem]] = {each.id: [] for each in conferences}
    query = select(AgendaItem).where(AgendaItem.conference_id.in_(found)).order_by(AgendaItem.position)
    for item in db.session.scalars(query.options(joinedload(AgendaItem.site))):
        found[item.conference_id].append(item)
    return {each.id: scheduled(each, found[each.id], now) for each in conferences}


def current_of(conference: Conference) -> AgendaItem | None:
    """The item that is running or paused."""
    query = select(AgendaItem).where(AgendaItem.conference_id == conference.id, AgendaItem.state.in_(CURRENT))
    return db.session.scalars(query.options(joinedload(AgendaItem.site))).first()


def next_of(conference: Conference) -> AgendaItem | None:
    """The first item that waits."""
    query = select(AgendaItem).where(AgendaItem.conference_id == conference.id, AgendaItem.state.in_(WAITING))
    return db.session.scalars(query.order_by(AgendaItem.position).options(joinedload(AgendaItem.site))).first()


def lost_sites(items: list[AgendaItem]) -> list[tuple[AgendaItem, str]]:
    """The items without a site that lost theirs when it left the conference, each with the one it had."""
    lost: dict[str, str] = {}
    streams = {item.stream for item in items}
    query = select(Entry.before).where(Entry.stream.in_(streams), Entry.kind == "agenda.sites_lost")
    for before in db.session.scalars(query.order_by(Entry.version)):
        lost |= before["sites"]
    return [(item, lost[item.id]) for item in items if item.site_id is None and item.id in lost]


def conferences_with_items(person: Person, *, text: str, without: Conference, most: int) -> list[Conference]:
    """Conferences this person may see that have an agenda, the latest first; a text narrows them by name or code."""
    query = listed(person, text=text).where(Conference.id != without.id)
    query = query.where(Conference.id.in_(select(AgendaItem.conference_id))).order_by(None)
    return list(db.session.scalars(query.order_by(Conference.starts_at.desc(), Conference.id).limit(most)))


def planned_end_of(conference: Conference, rows: list[Scheduled]) -> datetime:
    """When the agenda ends if everything takes as long as planned."""
    return rows[-1].times.planned_end if rows else conference.starts_at


def expected_end_of(conference: Conference, rows: list[Scheduled]) -> datetime:
    """When the last item is expected to end; once it is over, when it did."""
    if conference.closed_at:
        return conference.closed_at
    return max((row.times.expected_end for row in rows), default=conference.ends_at)


def lead_of_end(rows: list[Scheduled]) -> timedelta | None:
    """How long from now at least until the last item is over; None where there is none."""
    return leads(timing_rows([row.item for row in rows]))[-1] if rows else None


def _row(item: AgendaItem) -> Row:
    return Row(
        planned=item.planned_length,
        length=item.given_length,
        state=item.state,
        fixed=item.fixed_start,
        started_at=item.started_at,
        ended_at=item.ended_at,
        paused_at=item.paused_at,
        paused=item.paused,
        counts_to_end=item.counts_to_end,
        due=item.due_at,
    )
