"""Who tests, reports and looks after sites: a site for its own, the office and its technicians for all of them."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from confsys.conferences import access
from confsys.conferences.models import Conference, Participation
from confsys.errors import NotAllowed, NotFound
from confsys.extensions import db
from confsys.invitations.access import own_sites
from confsys.people.models import Person
from confsys.readiness.models import Incident
from confsys.words import _


def reported(person: Person, conference_id: str, site_id: str) -> tuple[Participation, bool]:
    """A site for which this person tests and reports, and whether he does so as the organiser's office or technician.

    Raises NotFound, NotAllowed.
    """
    participation = _taking_part(access.seen(person, conference_id), site_id)
    if may_care(person, participation.conference):
        return participation, True
    if site_id in own_sites(person):
        return participation, False
    raise NotAllowed(_("Only the site itself and the organiser's office and technicians do this for it."))


def cared(person: Person, conference_id: str) -> Conference:
    """A conference whose sites this person looks after: its office and its technicians. Raises NotFound, NotAllowed."""
    conference = access.seen(person, conference_id)
    if not may_care(person, conference):
        raise NotAllowed(_("Only the organiser's office and its technicians do this."))
    return conference


def cared_site(person: Person, conference_id: str, site_id: str) -> Participation:
    return _taking_part(cared(person, conference_id), site_id)


def cared_incident(person: Person, conference_id: str, incident_id: str) -> Incident:
    conference = cared(person, conference_id)
    query = select(Incident).join(Incident.participation).where(Incident.id == incident_id)
    query = query.where(Participation.conference_id == conference.id)
    found = db.session.scalars(query.options(joinedload(Incident.participation))).first()
    if found is None:
        raise NotFound()
    return found


def watched(person: Person, conference_id: str) -> Conference:
    """A conference whose incidents this person reads: also its chair. Raises NotFound, NotAllowed."""
    conference = access.seen(person, conference_id)
    if not may_care(person, conference) and not access.may_watch(person, conference):
        raise NotAllowed(_("Only the organiser's office may do this."))
    return conference


def may_care(person: Person, conference: Conference) -> bool:
    return access.may_hand_out_links(person, conference)


def _taking_part(conference: Conference, site_id: str) -> Participation:
    query = select(Participation).where(Participation.conference_id == conference.id, Participation.site_id == site_id)
    found = db.session.scalars(query.options(joinedload(Participation.site))).first()
    if found is None:
        raise NotFound()
    return found
