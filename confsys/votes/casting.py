"""One ballot of one voter.

By name or by hands it is a row with who wrote it and when, changeable while the vote is open. In secret there is no
such row, and no entry in the journal. That the voter has voted, and one more for an answer, are written by rewriting
all voters and all answers of the vote in one go: so neither the place of a row in its table, nor the transaction that
wrote it last, nor any time says who voted when, after whom, or what.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, or_, update

from confsys import clock
from confsys.changes import action, record
from confsys.errors import Invalid, Problem, Refused
from confsys.extensions import db
from confsys.people.models import Person
from confsys.votes import queries, rules
from confsys.votes.models import HANDS, NAMED, OFFICE, OPEN, Ballot, Vote, VoteChoice, Voter
from confsys.votes.shown import counts_told
from confsys.words import _


@action
def cast(
    actor: Person | None, vote: Vote, voter: Voter, *, counts: Mapping[str, int], way: str, told_by: str = ""
) -> bool:
    """What a voter says by name or by hands, in the place of what it said before. False if that is the same.

    Raises Refused when no ballot is taken now, Invalid for what none can be.
    """
    assert voter.vote_id == vote.id
    _refuse_now(vote)
    if way == OFFICE and vote.kind == NAMED and not told_by:
        raise Invalid({"told_by": _("Write down who said so.")})
    return _put(actor, vote, voter, queries.ballot_of(voter), counts, _keys(vote), way=way, told_by=told_by)


@dataclass(frozen=True)
class Hands:
    """Hands that the office counted at one site. `seen`: what stood there for whoever typed them; None: nothing yet."""

    counts: Mapping[str, int]
    seen: Mapping[str, int] | None


@action
def count_hands(actor: Person, vote: Vote, *, counted: Mapping[str, Hands]) -> dict[str, Problem]:
    """Hands of many sites at once, by the voter. All that can be is written down; for the others it says why not.

    Raises Refused when no ballot is taken now, or none by hands.
    """
    _refuse_now(vote)
    if vote.kind != HANDS:
        raise Refused(_("This vote is not by show of hands."))
    choices, ballots = queries.choices_of(vote), queries.ballots_of(vote)
    keys, refused = [each.key for each in choices], dict[str, Problem]()
    for voter in queries.voters_of(vote):
        if not (hands := counted.get(voter.id)):
            continue
        found = ballots.get(voter.id)
        try:
            if found and rules.is_overtaken(found, hands.counts, hands.seen):
                raise Refused(_overtaken(found, choices))
            _put(actor, vote, voter, found, hands.counts, keys, way=OFFICE)
        except (Invalid, Refused) as problem:
            refused[voter.id] = problem
    return refused


def _put(
    actor: Person | None,
    vote: Vote,
    voter: Voter,
    found: Ballot | None,
    counts: Mapping[str, int],
    keys: Collection[str],
    *,
    way: str,
    told_by: str = "",
) -> bool:
    rules.refuse_counts(vote.kind, voter.weight, keys, counts)
    said = rules.only_some(counts)
    if found is not None and found.counts == said:
        return False
    rules.refuse_written_over(found, way)
    values = {"counts": said, "way": way, "told_by": told_by, "cast_by_id": getattr(actor, "id", None)}
    values |= {"cast_at": clock.now().replace(microsecond=0)}
    if found is None:
        db.session.add(Ballot(voter_id=voter.id, **values))
    else:
        for name, value in values.items():
            setattr(found, name, value)
    again, voter.has_voted = voter.has_voted, True
    _record(actor, vote, voter, way=way, again=again, told_by=told_by)
    return True


@action
def cast_in_secret(_actor: Person | None, vote: Vote, voter: Voter, *, choice: str, way: str) -> bool:
    """A ballot that nobody can ask for again, not even who cast it. False if there is one already: it stays.

    Raises as above. Nothing is recorded, and `way` is forgotten.
    """
    rules.refuse_on_behalf(voter, way)
    assert voter.vote_id == vote.id
    _refuse_now(vote)
    rules.refuse_counts(vote.kind, voter.weight, _keys(vote), {choice: 1})
    if voter.has_voted:
        return False
    voted, more = or_(Voter.has_voted, Voter.id == voter.id), case((VoteChoice.key == choice, 1), else_=0)
    of_all = {"execution_options": {"synchronize_session": False}}
    db.session.execute(update(Voter).where(Voter.vote_id == vote.id).values(has_voted=voted), **of_all)
    counted = update(VoteChoice).where(VoteChoice.vote_id == vote.id).values(count=VoteChoice.count + more)
    db.session.execute(counted, **of_all)
    db.session.refresh(voter)
    return True


def _overtaken(ballot: Ballot, choices: list[VoteChoice]) -> Any:
    told = counts_told(ballot.counts, choices, 2) or "0"
    return _("Meanwhile another count was written down: %(told)s. Send yours again to put it in its place.", told=told)


def _refuse_now(vote: Vote) -> None:
    rules.refuse_unless(vote, OPEN)
    rules.refuse_late(vote, clock.now())
    rules.refuse_idle(vote.conference)


def _keys(vote: Vote) -> list[str]:
    return [each.key for each in queries.choices_of(vote)]


def _record(actor: Person | None, vote: Vote, voter: Voter, *, way: str, again: bool, told_by: str) -> None:
    """That it voted, not what: that is read in the result, once there is one."""
    personal = {name: value for name, value in (("voter", voter.name), ("told_by", told_by)) if value}
    about: dict[str, Any] = (
        {"participation": voter.participation, "site": voter.participation.site_id} if voter.participation else {}
    )
    record(
        "vote.recast" if again else "vote.cast",
        vote.conference,
        by=actor,
        vote=vote,
        voter=voter,
        after={"question": vote.question, "cast_way": way},
        personal=personal or None,
        **about,
    )
