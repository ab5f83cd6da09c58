"""Which ballot of an open vote is that of a delegate, and whether he has cast it."""

from confsys.conferences.models import Participation
from confsys.delegates.queries import Somebody, mark_of
from confsys.votes import queries
from confsys.votes.models import Vote, Voter


def is_own(voter: Voter, person: Somebody) -> bool:
    return voter.is_delegate and mark_of(voter.folded) in person.marks


def own_voter(vote: Vote, participation: Participation, person: Somebody) -> Voter | None:
    return next((each for each in queries.voters_of_site(vote, participation) if is_own(each, person)), None)


def voted_in(participation: Participation, person: Somebody) -> Vote | None:
    """The vote that is open, if he has cast his ballot in it; never what it says. Two statements while one is open."""
    vote = queries.open_vote_of(participation.conference)
    his = own_voter(vote, participation, person) if vote else None
    return vote if his and his.has_voted else None
