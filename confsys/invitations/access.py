"""For which sites somebody answers: an officer for his own, the organiser's office for all of its conference."""

from confsys.conferences import access
from confsys.conferences.models import Conference, Participation
from confsys.errors import NotAllowed
from confsys.people.models import OFFICER, Person
from confsys.sites.access import roles_of
from confsys.words import _


def answered(person: Person, conference_id: str, site_id: str) -> tuple[Participation, bool]:
    """A site of a conference for which this person answers, and whether he does so as the organiser's office.

    Raises NotFound, NotAllowed.
    """
    conference = access.seen(person, conference_id)
    found = access.participation_of_site(conference, site_id)
    if access.may_manage(person, conference):
        return found, True
    if site_id in own_sites(person):
        return found, False
    raise NotAllowed(_("Only the site itself and the organiser's office answer for it."))


def may_write_down(person: Person, conference: Conference) -> bool:
    return access.may_manage(person, conference)


def decided(person: Person, conference_id: str, site_id: str) -> tuple[Participation, bool]:
    """A site whose stand-in this person decides about, and whether he does so as the chair himself.

    Raises NotFound, NotAllowed.
    """
    conference = access.seen(person, conference_id)
    is_chair = access.is_chair(person, conference)
    if not is_chair and not access.may_manage(person, conference):
        raise NotAllowed(_("Only the chair consents, or the organiser's office on his word."))
    return access.participation_of_site(conference, site_id), is_chair


def own_sites(person: Person) -> set[str]:
    """The sites whose officer this person is."""
    return {held.site_id for held in roles_of(person) if held.role == OFFICER}


def rolled_up(person: Person, conference_id: str) -> Conference:
    """A conference whose answers this person reads: its office, chair and technicians."""
    conference = access.seen(person, conference_id)
    if not access.may_watch(person, conference):
        raise NotAllowed(_("Only the organiser's office may do this."))
    return conference
