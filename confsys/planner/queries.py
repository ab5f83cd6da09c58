"""The conferences of some days that a person may see, with all that is shown of them. It costs by the days, not by
what there is: a bounded range of the index, and as many statements for few as for many.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from confsys import clock
from confsys.conferences.access import visible_to
from confsys.conferences.leading import Leading, leading_by_conference
from confsys.conferences.models import Conference, ConferencePerson, Participation
from confsys.conferences.queries import whose_time
from confsys.extensions import db
from confsys.people.models import CHAIR, Person, RoleHeld
from confsys.people.queries import held_on
from confsys.planner.asked import PEOPLE, ROOMS, Asked
from confsys.scheduling import lists
from confsys.scheduling.access import KEEPERS, kept_sites, people_of
from confsys.scheduling.models import LONGEST, ROOM, Resource
from confsys.sites.models import Site
from confsys.sites.queries import existing_on


@dataclass(frozen=True)
class Shown:
    """A conference and who chairs it."""

    conference: Conference
    chairs: tuple[Leading, ...]

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
    chairs = leading_by_conference([each.id for each in found])
    return [Shown(each, tuple(chairs.get(each.id, ()))) for each in found]


def named_in(conferences: Collection[Conference], of: str) -> list[tuple[str, str]]:
    """(conference, room, person or site) for all each of these needs, whether it holds it or not; one statement."""
    if of == ROOMS:
        return [(each.id, each.room_id) for each in conferences if each.room_id]
    ids = [each.id for each in conferences]
    query = select(Participation.conference_id, Participation.site_id).where(Participation.conference_id.in_(ids))
    if of == PEOPLE:
        named = select(ConferencePerson.conference_id, whose_time())
        query = named.where(ConferencePerson.conference_id.in_(ids))
    return [(conference, id) for conference, id in db.session.execute(query)]


def rows_of(person: Person, wanted: Asked) -> Select[Any]:
    """The rooms, leaders or sites this person looks after, by the Vietnamese alphabet; or the one that is chosen."""
    query: Select[Any]
    if wanted.of == ROOMS:
        return _chosen(lists.resources(person, kind=ROOM), Resource.id, wanted.values["room"])
    if wanted.of == PEOPLE:
        chairs = select(RoleHeld.person_id).where(RoleHeld.role == CHAIR, held_on(wanted.on))
        query = select(Person).where(people_of(person), Person.disabled_at.is_(None), Person.id.in_(chairs))
        return _chosen(query.order_by(Person.sort_key, Person.id), Person.id, wanted.values["leader"])
    return _chosen(existing_on(wanted.on).where(kept_sites(person, KEEPERS)), Site.id, wanted.values["site"])


def _chosen(query: Select[Any], column: Any, chosen: str) -> Select[Any]:
    return query.where(column == chosen) if chosen else query
