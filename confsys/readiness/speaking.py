"""Who speaks for a site: whoever holds its link, its officer, or the organiser's office and technicians."""

from dataclasses import dataclass

from confsys.conferences.links import holder_of
from confsys.conferences.models import Participation
from confsys.errors import NotFound
from confsys.people.models import Person
from confsys.readiness import access
from confsys.readiness.models import ACCOUNT, LINK, OFFICE


@dataclass(frozen=True)
class Speaker:
    """`base`: under which address this reader does what belongs to the site."""

    participation: Participation
    person: Person | None
    way: str
    base: str

    @property
    def is_office(self) -> bool:
        return self.way == OFFICE


def by_link(token: str) -> Speaker:
    """Raises NotFound, Gone."""
    holder = holder_of(token)
    if holder.participation is None:
        raise NotFound()
    return Speaker(holder.participation, None, LINK, f"/join/{token}")


def by_account(person: Person, conference_id: str, site_id: str) -> Speaker:
    """Raises NotFound, NotAllowed."""
    participation, is_office = access.reported(person, conference_id, site_id)
    base = f"/conferences/{conference_id}/sites/{site_id}"
    return Speaker(participation, person, OFFICE if is_office else ACCOUNT, base)
