"""For which sites somebody notes who is there: an officer for his own, the organiser's office for all of them.

The technician who connects the sites checks them in, too.
"""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from confsys.attendance.models import ACCOUNT, OFFICE
from confsys.conferences import access
from confsys.conferences.models import Conference, Participation
from confsys.errors import NotAllowed, NotFound
from confsys.extensions import db
from confsys.invitations.access import own_sites
from confsys.people.models import Person
from confsys.words import _


def checked_in(person: Person, conference_id: str, site_id: str) -> tuple[Participation, str]:
    """A site of a conference that this person checks in, and by which way he does. Raises NotFound, NotAllowed."""
    found = _inside(access.seen(person, conference_id), site_id)
    if access.may_hand_out_links(person, found.conference):
        return found, OFFICE
    return _own(person, found)


def counted(person: Person, conference_id: str, site_id: str) -> tuple[Participation, str]:
    """A site whose people this person counts and names. Raises NotFound, NotAllowed."""
    found = _inside(access.seen(person, conference_id), site_id)
    if access.may_manage(person, found.conference):
        return found, OFFICE
    return _own(person, found)


def watched(person: Person, conference_id: str) -> Conference:
    """A conference whose attendance this person reads: its office, chair and technicians."""
    return access.watched(person, conference_id)


def called_up(person: Person, conference_id: str) -> Conference:
    """A conference whose roll this person calls and corrects."""
    return access.managed(person, conference_id)


def site_of(conference: Conference, site_id: str) -> Participation:
    """A site that takes part. Raises NotFound."""
    return _inside(conference, site_id)


def _own(person: Person, found: Participation) -> tuple[Participation, str]:
    if found.site_id in own_sites(person):
        return found, ACCOUNT
    raise NotAllowed(_("Only the site itself and the organiser's office note who is there."))


def _inside(conference: Conference, site_id: str) -> Participation:
    query = select(Participation).where(Participation.conference_id == conference.id, Participation.site_id == site_id)
    found = db.session.scalars(query.options(joinedload(Participation.site))).first()
    if found is None:
        raise NotFound()
    return found
