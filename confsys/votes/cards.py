"""What a site is shown of the vote that is open: templates/votes/_card.html, as `voting`."""

from dataclasses import dataclass
from typing import Any

from confsys.conferences.models import Participation
from confsys.votes import queries
from confsys.votes.models import DELEGATES, HIMSELF, Ballot, Vote, VoteChoice, Voter
from confsys.votes.shown import counts_told


@dataclass(frozen=True)
class Line:
    """One voter of the site, and what it said by name or by hands so far."""

    voter: Voter
    ballot: Ballot | None
    told: str

    @property
    def is_his_own(self) -> bool:
        """Whether a delegate has said it himself: then nobody else changes it."""
        return self.ballot is not None and self.ballot.way == HIMSELF

    def hands(self, key: str) -> Any:
        return self.ballot.counts.get(key, 0) if self.ballot else ""

    def chose(self, key: str) -> bool:
        return bool(self.ballot and self.ballot.counts.get(key))


@dataclass(frozen=True)
class Card:
    """`base`: the address under which the site casts its ballot; `vote`: the open one, or None."""

    participation: Participation
    vote: Vote | None
    choices: list[VoteChoice]
    lines: list[Line]
    base: str

    @property
    def is_entitled(self) -> bool:
        return bool(self.lines)

    @property
    def is_by_telephone(self) -> bool:
        """Whether only the delegates themselves cast it, each on his own telephone."""
        return self.vote is not None and self.vote.is_secret and self.vote.unit == DELEGATES

    @property
    def has_voted(self) -> bool:
        return self.is_entitled and all(line.voter.has_voted for line in self.lines)


def card_of(participation: Participation, base: str) -> Card:
    """One statement while no vote is open, four while one is."""
    vote = queries.open_vote_of(participation.conference)
    if vote is None:
        return Card(participation, None, [], [], base)
    choices, ballots = queries.choices_of(vote), {} if vote.is_secret else queries.ballots_of_site(vote, participation)
    lines = [_line(each, ballots.get(each.id), choices) for each in queries.voters_of_site(vote, participation)]
    return Card(participation, vote, choices, lines, base)


def _line(voter: Voter, ballot: Ballot | None, choices: list[VoteChoice]) -> Line:
    return Line(voter, ballot, counts_told(ballot.counts, choices, voter.weight) if ballot else "")
