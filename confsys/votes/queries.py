"""What is read of votes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from confsys.conferences.models import Conference, Participation
from confsys.extensions import db
from confsys.votes.models import COUNTED, OPEN, SECRET, Ballot, Vote, VoteChoice, Voter
from confsys.votes.tally import summed

VOTED = func.count().filter(Voter.has_voted)
PROGRESS = (VOTED, func.count(), func.coalesce(func.sum(Voter.weight), 0))


def votes_of(conference: Conference) -> list[Vote]:
    query = select(Vote).where(Vote.conference_id == conference.id).order_by(Vote.number)
    return list(db.session.scalars(query))


def open_vote_of(conference: Conference) -> Vote | None:
    query = select(Vote).where(Vote.conference_id == conference.id, Vote.state == OPEN)
    return db.session.scalars(query).first()


def over(now: datetime) -> list[Vote]:
    """Those that are open although their time has passed."""
    query = select(Vote).where(Vote.state == OPEN, Vote.closes_at <= now).order_by(Vote.closes_at)
    return list(db.session.scalars(query))


def latest_put(conference: Conference) -> Vote | None:
    """The vote that is open, else the one that was opened last and counted."""
    query = select(Vote).where(Vote.conference_id == conference.id, Vote.state.in_((OPEN, *COUNTED)))
    return db.session.scalars(query.order_by(Vote.opened_at.desc(), Vote.number.desc()).limit(1)).first()


def last_number(conference: Conference) -> int:
    return db.session.scalar(select(func.max(Vote.number)).where(Vote.conference_id == conference.id)) or 0


def choices_of(vote: Vote) -> list[VoteChoice]:
    query = select(VoteChoice).where(VoteChoice.vote_id == vote.id).order_by(VoteChoice.position)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def choices_by_vote(conference: Conference) -> dict[str, list[VoteChoice]]:
    query = select(VoteChoice).join(Vote, Vote.id == VoteChoice.vote_id).where(Vote.conference_id == conference.id)
    found: dict[str, list[VoteChoice]] = {}
    query = query.order_by(Vote.number, VoteChoice.position).execution_options(populate_existing=True)
    for each in db.session.scalars(query):
        found.setdefault(each.vote_id, []).append(each)
    return found


def voters_of(vote: Vote) -> list[Voter]:
    """Everybody entitled, in the order of the list."""
    query = select(Voter).where(Voter.vote_id == vote.id).options(joinedload(Voter.participation))
    return list(db.session.scalars(query.order_by(Voter.position).execution_options(populate_existing=True)))


def voters_of_site(vote: Vote, participation: Participation) -> list[Voter]:
    query = select(Voter).where(Voter.vote_id == vote.id, Voter.participation_id == participation.id)
    return list(db.session.scalars(query.order_by(Voter.position)))


def ballot_of(voter: Voter) -> Ballot | None:
    return db.session.get(Ballot, voter.id, populate_existing=True)


def ballots_of(vote: Vote) -> dict[str, Ballot]:
    """What was said by name or by hands, by the voter, with who wrote it."""
    query = select(Ballot).join(Voter, Voter.id == Ballot.voter_id).where(Voter.vote_id == vote.id)
    query = query.options(joinedload(Ballot.cast_by)).execution_options(populate_existing=True)
    return {each.voter_id: each for each in db.session.scalars(query)}


def ballots_of_site(vote: Vote, participation: Participation) -> dict[str, Ballot]:
    """The same of one site alone, without who wrote it: hundreds of telephones ask at once."""
    query = select(Ballot).join(Voter, Voter.id == Ballot.voter_id)
    query = query.where(Voter.vote_id == vote.id, Voter.participation_id == participation.id)
    return {each.voter_id: each for each in db.session.scalars(query)}


def progress_of(vote: Vote) -> tuple[int, int, int]:
    """How many have voted, of how many entitled, and how many ballots those have together."""
    voted, voters, weight = db.session.execute(select(*PROGRESS).where(Voter.vote_id == vote.id)).one()
    return voted, voters, weight


def progress_by_vote(conference: Conference) -> dict[str, tuple[int, int, int]]:
    """The same of every vote of a conference that was opened, by its id."""
    query = select(Voter.vote_id, *PROGRESS).join(Vote, Vote.id == Voter.vote_id)
    rows = db.session.execute(query.where(Vote.conference_id == conference.id).group_by(Voter.vote_id))
    return {vote_id: (voted, voters, weight) for vote_id, voted, voters, weight in rows}


def secret_turnout(conference: Conference) -> int | None:
    """How many have voted in the secret vote that is open, which no version tells; None while none is."""
    query = select(VOTED).join(Vote, Vote.id == Voter.vote_id).group_by(Vote.id)
    query = query.where(Vote.conference_id == conference.id, Vote.state == OPEN, Vote.kind == SECRET)
    return db.session.scalar(query)


def counts_of(vote: Vote, choices: Sequence[VoteChoice] | None = None) -> dict[str, int]:
    """How many ballots each answer has, in order: as they stand while it is open, as they stood once it is closed."""
    choices = choices_of(vote) if choices is None else choices
    if vote.kind == SECRET or not vote.is_open:
        return {each.key: each.count for each in choices}
    query = select(Ballot.counts).join(Voter, Voter.id == Ballot.voter_id).where(Voter.vote_id == vote.id)
    return summed([each.key for each in choices], db.session.scalars(query))


def secret_progress() -> Mapping[str, Any]:
    """Of every secret vote that is open, by its conference: its id and how many have voted. No news tells it."""
    query = select(Vote.conference_id, Vote.id, VOTED).join(Voter, Voter.vote_id == Vote.id)
    query = query.where(Vote.state == OPEN, Vote.kind == SECRET).group_by(Vote.conference_id, Vote.id)
    return {conference_id: {vote_id: voted} for conference_id, vote_id, voted in db.session.execute(query)}
