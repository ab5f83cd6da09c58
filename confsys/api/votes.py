"""/conferences/ID/votes: questions, opening and closing them, and one ballot of each voter."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from confsys import forms
from confsys.api import shapes as gives
from confsys.api import show
from confsys.api.conferences import BASE
from confsys.api.door import SEEN, calls, changes_things, expected_revision, reads
from confsys.api.shapes_of_votes import BallotCast, Vote, VoteAnswer, VoteQuorum
from confsys.attendance.roll import Quorum
from confsys.conferences import access as conferences
from confsys.conferences.forms import reasons
from confsys.conferences.models import Conference
from confsys.people.models import Person
from confsys.votes import access, actions, casting, queries
from confsys.votes import models as votes
from confsys.votes.forms import BALLOT, FIELDS, NEEDED, OTHERWISE, said
from confsys.votes.models import OFFICE, OPEN, PUBLISHED
from confsys.votes.shown import Answer, Picture, picture_of, pictures_of
from confsys.words import _

VOTES = f"{BASE}/votes"
ONE = f"{VOTES}/<vote_id>"
ONE_OF_TWO = {"oneOf": [{"required": ["choice"]}, {"required": ["counts"]}]}
WHY: dict[str, forms.Read] = {"reason": forms.text(500, needed=False)}
REASONS: dict[str, forms.Read] = {"reasons": reasons}
Gesture = Callable[[Person, votes.Vote, Mapping[str, Any]], None]


@calls.get(VOTES)
@reads(_("Every vote of a conference in order; who does not run it sees those that are open or published."))
def list_votes(person: Person, conference_id: str) -> gives.Page[Vote]:
    return {"items": seen_by(person, conferences.seen(person, conference_id)), "next": None}


@calls.get(ONE)
@reads(_("One vote. Of a named or secret one that is open only how many have voted."))
def read_vote(person: Person, conference_id: str, vote_id: str) -> Vote:
    vote, of_office = access.read(person, conference_id, vote_id)
    return shown(vote, for_office=of_office)


@calls.post(VOTES)
@changes_things(_("Write a question; it is put to the vote when it is opened."), FIELDS, NEEDED, status=201)
def write_vote(person: Person, body: dict[str, Any], conference_id: str) -> Vote:
    conference = conferences.managed(person, conference_id)
    vote = actions.write(person, conference, **forms.read(FIELDS, body, optional=OTHERWISE))
    return shown(vote, for_office=True)


@calls.patch(ONE)
@changes_things(_("Change a question that has not been opened; only what is named."), FIELDS | SEEN)
def change_vote(person: Person, body: dict[str, Any], conference_id: str, vote_id: str) -> Vote:
    vote = access.written(person, conference_id, vote_id)
    actions.change(person, vote, revision=expected_revision(body), **forms.read_some(FIELDS, body))
    return shown(vote, for_office=True)


def _gesture(name: str, says: Any, fields: Mapping[str, forms.Read], gesture: Gesture) -> None:
    """One call for each gesture, so that each says what it does."""

    @changes_things(says, dict(fields))
    def make(person: Person, body: dict[str, Any], conference_id: str, vote_id: str) -> Vote:
        vote = access.run(person, conference_id, vote_id)
        gesture(person, vote, forms.read(fields, body, optional=dict.fromkeys(fields, "") | {"reasons": {}}))
        return shown(vote, for_office=True)

    calls.add_url_rule(f"{ONE}/{name}", f"{name}_vote", make, methods=["POST"])


_gesture(
    "open",
    _("Open a vote: who is there now is entitled. Without a quorum it needs a word of why."),
    REASONS,
    lambda person, vote, given: actions.open_vote(person, vote, reasons=given["reasons"]),
)
_gesture(
    "close",
    _("Close a vote: its ballots are counted."),
    {},
    lambda person, vote, _given: actions.close(person, vote),
)
_gesture(
    "publish",
    _("Publish the result: every screen shows it."),
    {},
    lambda person, vote, _given: actions.publish(person, vote),
)
_gesture(
    "cancel",
    _("Break a vote off, or do not put it; one that is open needs a reason."),
    WHY,
    lambda person, vote, given: actions.cancel(person, vote, reason=given["reason"]),
)


@calls.post(f"{ONE}/ballot")
@changes_things(
    _(
        "One ballot of a site or of a delegate: a choice, or by hands how many for each answer. Sent again it is the "
        "same ballot, without any id of the command, for nothing of a secret one is kept; “counted” says whether this "
        "call changed anything."
    ),
    BALLOT,
    ("site",),
    also=ONE_OF_TWO,
    once=False,
)
def cast_ballot(person: Person, body: dict[str, Any], conference_id: str, vote_id: str) -> BallotCast:
    conferences.seen(person, conference_id)
    given = said(body)
    participation, way = access.casting(person, conference_id, given["site"])
    vote = access.vote_of(participation.conference, vote_id)
    voter = access.voter_of(vote, participation, given["voter"] or "")
    if vote.is_secret:
        counted = casting.cast_in_secret(person, vote, voter, choice=given["choice"], way=way)
    else:
        told_by = given["told_by"] if way == OFFICE else ""
        counted = casting.cast(person, vote, voter, counts=given["counts"], way=way, told_by=told_by)
    return {"vote": vote.id, "site": participation.site_id, "counted": counted}


def seen_by(person: Person, conference: Conference) -> list[Vote]:
    """The votes of a conference this person may know of, in order, as far as he may know them."""
    of_office = conferences.may_watch(person, conference)
    found = [each for each in queries.votes_of(conference) if of_office or each.state in (OPEN, PUBLISHED)]
    return [_told(each) for each in pictures_of(conference, found, for_office=of_office)] if found else []


def shown(vote: votes.Vote, *, for_office: bool) -> Vote:
    return _told(picture_of(vote, for_office=for_office))


def _told(picture: Picture) -> Vote:
    vote = picture.vote
    return {
        "id": vote.id,
        "conference": vote.conference_id,
        "number": vote.number,
        "question": vote.question,
        "kind": vote.kind,
        "unit": vote.unit,
        "majority": vote.majority,
        "base": vote.base,
        "minutes": vote.minutes,
        "state": vote.state,
        "opened_at": _moment(vote.opened_at),
        "closes_at": _moment(vote.closes_at),
        "closed_at": _moment(vote.closed_at),
        "published_at": _moment(vote.published_at),
        "answers": [_answer(each) for each in picture.answers],
        "voted": picture.turnout,
        "entitled": picture.entitled,
        "quorum": _quorum(picture.quorum),
        "result": picture.result_words if picture.tells and vote.is_counted else None,
        "revision": vote.revision,
    }


def _answer(each: Answer) -> VoteAnswer:
    return {"key": each.key, "text": str(each.words), "count": each.count, "share": each.share, "carries": each.carries}


def _moment(instant: datetime | None) -> str | None:
    return show.moment(instant) if instant else None


def _quorum(found: Quorum | None) -> VoteQuorum | None:
    if found is None:
        return None
    return {"there": found.there, "base": found.base, "needed": found.needed, "met": found.is_met}
