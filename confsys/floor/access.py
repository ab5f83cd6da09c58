"""From ids in a request to a site for which somebody asks, and to a turn that somebody runs or takes down."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from confsys.conferences import access
from confsys.conferences.models import Conference, Participation
from confsys.errors import NotAllowed, NotFound
from confsys.extensions import db
from confsys.floor.models import ACCOUNT, OFFICE, Turn
from confsys.invitations.access import own_sites
from confsys.people.models import Person
from confsys.words import _


def asked(person: Person, conference_id: str, site_id: str) -> tuple[Participation, str]:
    """A site for which this person asks for the floor, and by which way. Raises NotFound, NotAllowed."""
    conference = access.seen(person, conference_id)
    found = access.participation_of_site(conference, site_id)
    if access.may_manage(person, conference):
        return found, OFFICE
    if site_id in own_sites(person):
        return found, ACCOUNT
    raise NotAllowed(_("Only the site itself asks for the floor, or the organiser's office on its behalf."))


def may_hear(person: Person, conference: Conference) -> bool:
    """Whether somebody may know who asks for the floor: who takes part, and who runs it; not everybody."""
    return access.may_watch(person, conference) or access.own_participation(person, conference) is not None


def run_turn(person: Person, conference_id: str, turn_id: str) -> Turn:
    """A turn of a conference whose floor this person runs: its office, and its chair. Raises NotFound, NotAllowed."""
    return turn_of(access.run(person, conference_id), turn_id)


def own_turn(person: Person, conference_id: str, turn_id: str) -> Turn:
    """A turn that this person may take down: of his own site, or as who runs the floor. Raises NotFound, NotAllowed."""
    conference = access.seen(person, conference_id)
    turn = turn_of(conference, turn_id)
    if access.may_run(person, conference) or turn.participation.site_id in own_sites(person):
        return turn
    raise NotAllowed(_("Only the site itself takes its hand down, or the organiser's office."))


def turn_of(conference: Conference, turn_id: str) -> Turn:
    """A turn by its id, but only through its own conference. Raises NotFound."""
    site = joinedload(Turn.participation).joinedload(Participation.site)
    query = select(Turn).where(Turn.id == turn_id, Turn.conference_id == conference.id).options(site)
    found = db.session.scalars(query).first()
    if found is None:
        raise NotFound()
    return found


def turn_of_site(participation: Participation, turn_id: str) -> Turn:
    """A turn of this site and no other. Raises NotFound."""
    turn = turn_of(participation.conference, turn_id)
    if turn.participation_id != participation.id:
        raise NotFound()
    return turn
