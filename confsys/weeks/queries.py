"""What is read of weeks: their editions, and what a reader has seen of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from confsys.conferences.access import is_public
from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.people.models import Person
from confsys.sites.models import Site
from confsys.weeks.marks import Marked, marked
from confsys.weeks.models import Week, WeekEdition, WeekLook
from confsys.weeks.rows import Row


@dataclass(frozen=True)
class Published:
    """That something was published, without what it was."""

    number: int
    published_at: datetime


def week_of(body: Site, monday: date) -> Week | None:
    """The week of a body, if anything was ever written or published of it."""
    return db.session.scalars(select(Week).where(Week.body_id == body.id, Week.monday == monday)).first()


def editions_of(week: Week) -> list[Published]:
    """All that was published of it, the latest first."""
    query = select(WeekEdition.number, WeekEdition.published_at).where(WeekEdition.week_id == week.id)
    return [Published(*row) for row in db.session.execute(query.order_by(WeekEdition.number.desc()))]


def rows_by_edition(week: Week, numbers: Collection[int]) -> dict[int, list[Row]]:
    """The lines of these editions, as they were told."""
    query = select(WeekEdition.number, WeekEdition.rows).where(
        WeekEdition.week_id == week.id, WeekEdition.number.in_(numbers)
    )
    return {number: lines_of(kept) for number, kept in db.session.execute(query)} if numbers else {}


def lines_between(week: Week, since: int, edition: int, *, is_public: bool = False) -> list[Marked]:
    """The lines of an edition, with what changed since an earlier one (0: nothing is marked). The public is not told
    what only helps those who come, nor of conferences that are not public."""
    rows = rows_by_edition(week, {edition, since} - {0})
    if is_public:
        known = open_to_everybody([row for found in rows.values() for row in found])
        rows = {number: [row.for_everybody() for row in found if row.is_for(known)] for number, found in rows.items()}
    return marked(rows.get(since), rows[edition])


def lines_of(kept: dict) -> list[Row]:
    """The lines of what an edition keeps."""
    return [Row.read(each) for each in kept["rows"]]


def open_to_everybody(rows: Collection[Row]) -> set[str]:
    """The ids of the conferences among these lines that everybody may know of."""
    ids = {row.source[1] for row in rows if row.source[0] == "conference"}
    return set(db.session.scalars(select(Conference.id).where(Conference.id.in_(ids), is_public()))) if ids else set()


def look_of(person: Person, week: Week) -> WeekLook | None:
    return db.session.get(WeekLook, (person.id, week.id))
