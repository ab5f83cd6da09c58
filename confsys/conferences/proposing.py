"""The changes of another time: proposed by the approver instead of the one asked for, taken or not by who asked."""

from datetime import datetime
from typing import Any

from confsys import clock
from confsys.changes import action, record
from confsys.conferences import asking, rules, taking_part, transitions
from confsys.conferences.clashes import Because
from confsys.conferences.models import Conference, SlotRequest, refuse_times
from confsys.errors import Refused
from confsys.extensions import db
from confsys.people.models import Person
from confsys.words import _

APPROVE = transitions.TRANSITIONS["approve"]
AGREED = _("The approver proposed this time.")


@action
def propose(
    actor: Person,
    conference: Conference,
    *,
    starts_at: datetime,
    ends_at: datetime,
    why: str = "",
    revision: int | None = None,
) -> None:
    """Propose this time instead; it takes the place of one proposed before. Raises Refused, Invalid or Blocked.

    What only warns of it passes on the approver's word: `why`, or that he proposed it.
    """
    rules.refuse_stale(conference, revision)
    if conference.state != transitions.REQUESTED:
        state = transitions.STATE_NAMES[conference.state]
        raise Refused(_("This conference is in the state “%(state)s” now.", state=state))
    rules.refuse_own_approval(actor, conference)
    refuse_times(starts_at, ends_at)
    if (starts_at, ends_at) == (conference.starts_at, conference.ends_at):
        raise Refused(_("It is asked for at this very time; choose another one."))
    taking_part.refuse_missing(conference, clock.local(starts_at).date())
    asking.word_against(actor, conference, Because(why or AGREED), starts_at=starts_at, ends_at=ends_at)
    request = asking.current(conference) or asking.ask(conference)
    request.propose(starts_at, ends_at, by=actor, why=why)
    conference.revision += 1
    told = {"starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat()} | ({"reason": why} if why else {})
    record("conference.time_proposed", conference, by=actor, after=told)


@action
def accept_proposal(actor: Person, conference: Conference, *, revision: int | None = None) -> None:
    """It moves to the proposed time and is approved, on the word of who proposed it. Raises Refused or Blocked."""
    rules.refuse_stale(conference, revision)
    request = _proposed(conference)
    word, proposer = request.proposed_why or AGREED, db.session.get_one(Person, request.proposed_by_id)
    before = _stand(conference)
    conference.place(*request.proposed)
    taking_part.replace_sites(conference, None, None, {})
    conference.take(APPROVE, reason=None, at=clock.now())
    asking.judge(actor, conference, Because(word))
    record(
        "conference.proposal_accepted", conference, by=actor, before=before, after=_stand(conference), proposer=proposer
    )


@action
def decline_proposal(actor: Person, conference: Conference, *, why: str, revision: int | None = None) -> None:
    """The proposed time does not suit; the request stands as it was. Raises Refused."""
    rules.refuse_stale(conference, revision)
    request = _proposed(conference)
    starts_at, ends_at = request.proposed
    request.drop_proposal()
    conference.revision += 1
    before = {"starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat()}
    record("conference.proposal_declined", conference, by=actor, before=before, after={"reason": why})


def _proposed(conference: Conference) -> SlotRequest:
    request = asking.current(conference)
    if request is None or not request.has_proposal or conference.state != transitions.REQUESTED:
        raise Refused(_("No other time is proposed for it now."))
    return request


def _stand(conference: Conference) -> dict[str, Any]:
    times = {name: getattr(conference, name).isoformat() for name in ("starts_at", "ends_at")}
    return {"state": conference.state} | times
