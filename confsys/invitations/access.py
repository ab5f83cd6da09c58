"""For which sites somebody answers: an officer for his own, the organiser's office for all of its conference."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from confsys.conferences import access
from confsys.conferences.models import Conference, Participation
from confsys.errors import NotAllowed, NotFound
from confsys.extensions import db
from confsys.people.models import OFFICER, Person
from confsys.sites.access import roles_of
from confsys.words import _


def answered(person: Person, conference_id: str, site_id: str) -> tuple[Participation, bool]:
    """A site of a conference for which this person answers, and whether he does so as the organiser's office.

    Raises NotFound, NotAllowed.
    """
    conference = access.seen(person, conference_id)
    query = select(Participation).where(Participation.conference_id == conference.id, Participation.site_id == site_id)
    found = db.session.scalars(query.options(joinedload(Participation.site))).first()
    if found is None:
        raise NotFound()
    if access.may_manage(person, conference):
        return found, True
    if site_id in own_sites(person):
        return found, False
    raise NotAllowed(_("Only the site itself and the organiser's office answer for it."))


def may_write_down(person: Person, conference: Conference) -> bool:
    return access.may_manage(person, conference)


def own_sites(person: Person) -> set[str]:
    """The sites whose officer this person is."""
    return {held.site_id for held in roles_of(person) if held.role == OFFICER}


def rolled_up(person: Person, conference_id: str) -> Conference:
    """A conference whose answers this person reads: its office, chair and technicians."""
    conference = access.seen(person, conference_id)
    if not access.may_watch(person, conference):
        raise NotAllowed(_("Only the organiser's office may do this."))
    return conference
