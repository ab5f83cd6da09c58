"""The conferences of some days that a person may see, with all that is shown of them. It costs by the days, not by
what there is: a bounded range of the index, and as many statements for few as for many.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from confsys import clock
from confsys.conferences.access import visible_to
from confsys.conferences.models import Conference
from confsys.conferences.queries import chairs_by_conference
from confsys.extensions import db
from confsys.people.models import Person
from confsys.scheduling.models import LONGEST


@dataclass(frozen=True)
class Shown:
    """A conference and who chairs it."""

    conference: Conference
    chairs: tuple[Person, ...]

    @property
    def chaired_by(self) -> str:
        return self.conference.names_of_chairs(self.chairs)


def during(person: Person, first: date, last: date) -> list[Shown]:
    """Everything from one day to another, both with, the earliest first."""
    begin, end = clock.day_span(first)[0], clock.day_span(last)[1]
    query = select(Conference).where(visible_to(person), Conference.ends_at > begin)
    # None lasts longer, so the index on its beginning bounds what is read.
    query = query.where(Conference.starts_at > begin - LONGEST, Conference.starts_at < end)
    query = query.options(*(joinedload(each) for each in (Conference.main_site, Conference.organiser, Conference.room)))
    found = list(db.session.scalars(query.order_by(Conference.starts_at, Conference.id)))
    chairs = chairs_by_conference([each.id for each in found])
    return [Shown(each, tuple(chairs.get(each.id, ()))) for each in found]
