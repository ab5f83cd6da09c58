"""Who leads a conference: the chairs in their order, and who goes in the place of one."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from confsys.conferences.models import Conference, ConferencePerson
from confsys.extensions import db
from confsys.people.models import Person
from confsys.words import _


@dataclass(frozen=True)
class Leading:
    """A person named to chair. `substitute`: who goes instead."""

    person: Person
    substitute: Person | None = None

    @property
    def name(self) -> str:
        """As a page says it, in the reader's language."""
        if self.substitute is None:
            return self.person.name
        return str(_("%(other)s for %(one)s", other=self.substitute.name, one=self.person.name))

    @property
    def persons(self) -> list[Person]:
        return [each for each in (self.person, self.substitute) if each]

    @property
    def ids(self) -> list[str]:
        return [each.id for each in self.persons]


def leading_of(conference: Conference) -> list[Leading]:
    return leading_by_conference([conference.id]).get(conference.id, [])


def leading_by_conference(ids: Collection[str]) -> dict[str, list[Leading]]:
    """Who leads each of these conferences. One statement."""
    query = select(ConferencePerson).where(
        ConferencePerson.conference_id.in_(ids), ConferencePerson.function == "chair"
    )
    query = query.options(joinedload(ConferencePerson.person), joinedload(ConferencePerson.substitute))
    found: dict[str, list[Leading]] = {}
    for each in db.session.scalars(query.order_by(ConferencePerson.position, ConferencePerson.person_id)):
        found.setdefault(each.conference_id, []).append(Leading(each.person, each.substitute))
    return found
