"""The bookings and absences of a window, read in two statements, in the form in which `free` reckons with them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from confsys import clock
from confsys.extensions import db
from confsys.scheduling.free import Interval
from confsys.scheduling.models import Absence, Booking
from confsys.scheduling.queries import during


@dataclass(frozen=True, slots=True)
class Taken:
    """Something is occupied, by whom, and whether that is only asked for."""

    subject: str
    holder: str
    starts_at: datetime
    ends_at: datetime
    amount: int
    standing: str


def bookings(
    subjects: Collection[str], starts_at: datetime, ends_at: datetime, *, without: Collection[str] = ()
) -> list[Taken]:
    """Like `queries.bookings_of`, without rows that the session would watch: a month of 103 sites has thousands."""
    table = Booking.__table__.c
    columns = table.subject, table.holder, table.starts_at, table.ends_at, table.amount, table.standing
    query = select(*columns).where(during(starts_at, ends_at), table.subject.in_(subjects))
    query = query.where(table.holder.not_in(without))
    return [Taken(*row) for row in db.session.execute(query)] if subjects else []


def absences(people: Collection[str], first: date, last: date) -> dict[str, list[Interval]]:
    """When each of these persons is away on any of these days, by id."""
    query = select(Absence.person_id, Absence.first_day, Absence.last_day).where(
        Absence.person_id.in_(people), Absence.first_day <= last, Absence.last_day >= first
    )
    found: dict[str, list[Interval]] = {}
    for person, first_day, last_day in db.session.execute(query) if people else ():
        away = clock.instant(first_day, time()), clock.instant(last_day + timedelta(days=1), time())
        found.setdefault(person, []).append(away)
    return found
