"""What a person looks after, as lists: rooms and equipment by name, days away by day, persons to be found."""

from datetime import date

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import contains_eager

from confsys.extensions import db
from confsys.folding import folded
from confsys.people.models import CHAIR, Person, RoleHeld
from confsys.people.queries import held_on
from confsys.scheduling.access import KEEPERS, kept_sites, people_of
from confsys.scheduling.models import Absence, Resource
from confsys.sites.models import Site
from confsys.words import _

IN_USE, RETIRED, ALL = "in_use", "retired", "all"
STATES = {IN_USE: _("in use"), RETIRED: _("no longer in use"), ALL: _("all of them")}
MOST_NAMES = 100  # offered while a name is typed


def resources(person: Person, *, text: str = "", kind: str = "", state: str = IN_USE) -> Select[Resource]:
    """What this person looks after, by name; found by part of its name or its unit's, without tone marks."""
    query = select(Resource).join(Resource.site).options(contains_eager(Resource.site))
    query = query.where(kept_sites(person, KEEPERS)).order_by(Resource.sort_key, Site.sort_key, Resource.id)
    if wanted := folded(text):
        columns = Resource.folded, Site.folded
        query = query.where(or_(*(column.contains(wanted, autoescape=True) for column in columns)))
    if kind:
        query = query.where(Resource.kind == kind)
    if state != ALL:
        query = query.where(Resource.retired_at.is_(None) if state == IN_USE else Resource.retired_at.is_not(None))
    return query


def absences(person: Person, day: date) -> Select[Absence]:
    """The days away this person keeps that are not over on that day, the earliest first."""
    query = select(Absence).join(Absence.person).where(people_of(person), Absence.last_day >= day)
    query = query.options(contains_eager(Absence.person))
    return query.order_by(Absence.first_day, Absence.last_day, Person.sort_key, Absence.id)


def called(person: Person, text: str, *, most: int) -> list[Person]:
    """Whose days away this person keeps and who are called so: exactly, else in part, without tone marks."""
    wanted = folded(text)
    if not wanted:
        return []
    exactly = _persons(person, Person.folded == wanted, most)
    return exactly or _persons(person, Person.folded.contains(wanted, autoescape=True), most)


def _persons(person: Person, condition: ColumnElement[bool], most: int) -> list[Person]:
    query = select(Person).where(people_of(person), Person.disabled_at.is_(None), condition)
    return list(db.session.scalars(query.order_by(Person.sort_key, Person.id).limit(most)))


def leaders(person: Person, day: date) -> list[str]:
    """The names of those who chair, of those whose days away this person keeps."""
    chairs = select(RoleHeld.person_id).where(RoleHeld.role == CHAIR, held_on(day))
    return [each.name for each in _persons(person, Person.id.in_(chairs), MOST_NAMES)]
