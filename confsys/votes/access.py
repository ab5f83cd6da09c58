"""Who writes and runs votes, who reads them, and for whom somebody casts a ballot."""

from sqlalchemy import select

from confsys.conferences import access
from confsys.conferences.models import Conference, Participation
from confsys.errors import NotAllowed, NotFound
from confsys.extensions import db
from confsys.invitations.access import own_sites
from confsys.people.models import Person
from confsys.votes.models import ACCOUNT, OFFICE, OPEN, PUBLISHED, Vote, Voter
from confsys.words import _


def written(person: Person, conference_id: str, vote_id: str) -> Vote:
    """A vote whose question this person writes: the office. Raises NotFound, NotAllowed."""
    return vote_of(access.managed(person, conference_id), vote_id)


def run(person: Person, conference_id: str, vote_id: str) -> Vote:
    """A vote that this person opens, closes and publishes: the office, and the chair."""
    return vote_of(access.run(person, conference_id), vote_id)


def read(person: Person, conference_id: str, vote_id: str) -> tuple[Vote, bool]:
    """A vote this person reads, and whether as who runs the conference; others what is open or was published."""
    conference = access.seen(person, conference_id)
    vote, of_office = vote_of(conference, vote_id), access.may_watch(person, conference)
    if not of_office and vote.state not in (OPEN, PUBLISHED):
        raise NotAllowed(_("The result of this vote has not been published."))
    return vote, of_office


def knows_voters(person: Person, vote: Vote) -> bool:
    """Whether somebody who reads a vote may know who has a ballot in it; not everybody who sees a public conference."""
    return access.is_concerned(person, vote.conference)


def casting(person: Person, conference_id: str, site_id: str) -> tuple[Participation, str]:
    """A site for which this person casts ballots, and by which way: its officer, or the office. Raises as above."""
    conference = access.seen(person, conference_id)
    found = access.participation_of_site(conference, site_id)
    if site_id in own_sites(person):
        return found, ACCOUNT
    if access.may_manage(person, conference):
        return found, OFFICE
    raise NotAllowed(_("Only the site itself casts its ballot, or the organiser's office writes down what it says."))


def vote_of(conference: Conference, vote_id: str) -> Vote:
    """Raises NotFound."""
    query = select(Vote).where(Vote.conference_id == conference.id, Vote.id == vote_id)
    found = db.session.scalars(query).first()
    if found is None:
        raise NotFound()
    return found


def voter_of(vote: Vote, participation: Participation, voter_id: str = "") -> Voter:
    """One of those who are entitled at a site: the only one, or the one with this id. Raises NotFound, NotAllowed."""
    query = select(Voter).where(Voter.vote_id == vote.id, Voter.participation_id == participation.id)
    there = list(db.session.scalars(query.order_by(Voter.position)))
    if not there:
        raise NotAllowed(_("This site was not noted as present when the vote opened, so it has no ballot in it."))
    found = [each for each in there if each.id == voter_id] if voter_id else there
    if len(found) != 1:
        raise NotFound()
    return found[0]
