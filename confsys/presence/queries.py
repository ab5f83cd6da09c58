"""Who is here, since when, and last seen when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Select, case, exists, func, literal, select

from confsys import clock
from confsys.conferences.models import Conference, Participation
from confsys.extensions import db
from confsys.presence.models import Lease, Presence
from confsys.presence.rules import PARTICIPATION, SCREEN


@dataclass(frozen=True)
class Here:
    """Whether somebody is here, with how many screens, since when; and when he was last seen, which never is a guess.

    `lost_at`: when it was noticed that the line stayed away; None while he is here.
    """

    is_here: bool
    screens: int
    first_seen_at: datetime
    since: datetime
    seen_at: datetime
    lost_at: datetime | None


def by_participation(conference: Conference) -> dict[str, Here]:
    """Of every site that ever was connected, by its participation; one statement."""
    subject = literal(f"{PARTICIPATION}:").concat(Participation.id)
    query = _stands().join(Participation, subject == Presence.subject)
    return _by_id(query.where(Participation.conference_id == conference.id))


def by_screen(ids: Collection[str]) -> dict[str, Here]:
    """Of every one of these screens that ever was connected; one statement."""
    return _by_id(_stands().where(Presence.subject.in_([f"{SCREEN}:{each}" for each in ids])))


def by_conference(ids: Collection[str]) -> dict[str, list[str]]:
    """The ids of those of these participations that are still there, by the id of their conference."""
    found: dict[str, list[str]] = {}
    query = select(Participation.conference_id, Participation.id).where(Participation.id.in_(ids))
    for conference_id, participation_id in db.session.execute(query.order_by(Participation.id)):
        found.setdefault(conference_id, []).append(participation_id)
    return found


def participations(ids: Collection[str]) -> list[Participation]:
    return list(db.session.scalars(select(Participation).where(Participation.id.in_(ids)).order_by(Participation.id)))


def not_here(subjects: Collection[str]) -> list[str]:
    """Those of whom nobody knows yet that they are here."""
    here = select(Presence.subject).where(Presence.subject.in_(subjects), Presence.lost_at.is_(None))
    known = set(db.session.scalars(here))
    return [each for each in subjects if each not in known]


def run_out(now: datetime, among: Collection[str] | None = None) -> list[Presence]:
    """Those that are thought to be here and on whom no lease is good any more."""
    good = exists().where(Lease.subject == Presence.subject, Lease.until > now)
    query = select(Presence).where(Presence.lost_at.is_(None), ~good)
    if among is not None:
        query = query.where(Presence.subject.in_(among))
    return list(db.session.scalars(query.order_by(Presence.subject)))


def last_seen(subjects: Collection[str]) -> dict[str, datetime]:
    """When each was last seen, as the leases say."""
    query = select(Lease.subject, func.max(Lease.seen_at)).where(Lease.subject.in_(subjects)).group_by(Lease.subject)
    return dict(db.session.execute(query).all())


def has_leases_before(until: datetime) -> bool:
    return db.session.scalar(select(Lease.subject).where(Lease.until < until).limit(1)) is not None


def _stands() -> Select:
    """Presences with their leases: those that are good count screens, and all of them say when somebody was seen."""
    good = case((Lease.until > clock.now(), Lease.screens), else_=0)
    query = select(Presence, func.coalesce(func.sum(good), 0).label("screens"), func.max(Lease.seen_at).label("last"))
    return query.outerjoin(Lease, Lease.subject == Presence.subject).group_by(Presence.subject)


def _by_id(query: Select) -> dict[str, Here]:
    return {row.Presence.subject.partition(":")[2]: _here(row) for row in db.session.execute(query)}


def _here(row: Row) -> Here:
    found = row.Presence
    is_here = found.lost_at is None
    seen_at = max(found.seen_at, row.last) if is_here and row.last else found.seen_at
    return Here(is_here, row.screens if is_here else 0, found.first_seen_at, found.since, seen_at, found.lost_at)
