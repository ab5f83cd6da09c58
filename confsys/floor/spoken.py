"""Which sites spoke and how long, in this conference and in those before it; which never did."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from confsys.agenda.models import AgendaItem
from confsys.agenda.queries import items_of
from confsys.attendance.queries import attendance_by_participation
from confsys.conferences.models import Conference, Participation
from confsys.conferences.queries import participations_of
from confsys.conferences.transitions import ARCHIVED, CLOSED
from confsys.extensions import db
from confsys.floor.models import Turn
from confsys.floor.queries import turns_of
from confsys.floor.rules import FRAMES, is_a_turn

BEFORE = 3  # so many conferences before this one are looked at


@dataclass(frozen=True)
class Spoken:
    """How long one site has spoken: in turns of its own and in the items it presented."""

    participation: Participation
    seconds: int
    times: int

    @property
    def length(self) -> timedelta:
        return timedelta(seconds=self.seconds)


@dataclass(frozen=True)
class Silence:
    """Of the sites that are there those that have not spoken, and of these who did not in the conferences before."""

    there: int
    silent: list[Participation]
    long_silent: list[Participation]
    conferences: int


def spoken(conference: Conference, at: datetime) -> list[Spoken]:
    """Every site of the conference with how long it has spoken at that instant, the longest first."""
    found: dict[str, list[int]] = {}
    for turn in turns_of(conference):
        if turn.started_at is not None:
            found.setdefault(turn.participation.site_id, []).append(turn.seconds(at))
    for item in items_of(conference):
        if is_a_turn(item) and item.started_at is not None and item.site_id:
            found.setdefault(item.site_id, []).append(round(item.time_run(at).total_seconds()))
    rows = [_row(each, found.get(each.site_id, [])) for each in participations_of(conference)]
    return sorted(rows, key=lambda row: (-row.seconds, row.participation.site.sort_key))


def silence(conference: Conference) -> Silence:
    """Of the sites beside the main one, where the chair sits; where nobody has checked in, all count as there."""
    noted = attendance_by_participation(conference)
    all_sites = [each for each in participations_of(conference) if not each.is_main]
    there = [each for each in all_sites if each.id in noted and noted[each.id].is_there] or all_sites
    heard = _heard([conference.id])
    silent = [each for each in there if each.site_id not in heard]
    before = conferences_before(conference)
    took_part, spoke = _took_part(before), _heard(before)
    long_silent = [each for each in silent if each.site_id in took_part - spoke]
    return Silence(len(there), silent, long_silent, len(before))


def conferences_before(conference: Conference) -> list[str]:
    """The ids of the last conferences of the same body that were held before this one."""
    query = select(Conference.id).where(
        Conference.organiser_id == conference.organiser_id,
        Conference.state.in_((CLOSED, ARCHIVED)),
        Conference.starts_at < conference.starts_at,
    )
    return list(db.session.scalars(query.order_by(Conference.starts_at.desc(), Conference.id).limit(BEFORE)))


def _heard(ids: list[str]) -> set[str]:
    """The sites that spoke in one of these conferences."""
    turns = select(Participation.site_id).join(Turn, Turn.participation_id == Participation.id)
    turns = turns.where(Turn.conference_id.in_(ids), Turn.started_at.is_not(None))
    items = select(AgendaItem.site_id).where(AgendaItem.conference_id.in_(ids), AgendaItem.started_at.is_not(None))
    items = items.where(AgendaItem.site_id.is_not(None), AgendaItem.kind.not_in(FRAMES))
    return set(db.session.scalars(turns.union(items)))


def _took_part(ids: list[str]) -> set[str]:
    return set(db.session.scalars(select(Participation.site_id).where(Participation.conference_id.in_(ids))))


def _row(participation: Participation, seconds: list[int]) -> Spoken:
    return Spoken(participation, sum(seconds), len(seconds))
