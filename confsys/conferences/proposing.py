"""The changes of another time: proposed by the approver instead of the one asked for, taken or not by who asked."""

from datetime import datetime
from typing import Any

from confsys import clock
from confsys.changes import action, record
from confsys.conferences import asking, rehearsing, rules, taking_part, transitions
from confsys.conferences.clashes import NeedsWord, Reasons
from confsys.conferences.models import Conference, SlotRequest, refuse_times
from confsys.errors import Refused
from confsys.extensions import db
from confsys.people.models import Person
from confsys.words import _

APPROVE = transitions.TRANSITIONS["approve"]


class CameSince(Refused):
    """What warns of the proposed time and was not there when the approver proposed it."""

    title = _("Something came up since the time was proposed.")

    def __init__(self, since: NeedsWord) -> None:
        words = _(
            "The approver has not seen this, which came up since: %(what)s Say that the time does not suit, or have it "
            "proposed again.",
            what=" ".join(str(each.words) for each in since.warnings),
        )
        super().__init__(words, **since.extra)


@action
def propose(
    actor: Person,
    conference: Conference,
    *,
    starts_at: datetime,
    ends_at: datetime,
    why: str = "",
    reasons: Reasons | None = None,
    revision: int | None = None,
) -> None:
    """Propose this time instead; it takes the place of one proposed before. Raises Refused or Invalid.

    `why`: a word to the unit. What stands against the time is judged as everywhere: `reasons` are the approver's words
    against each warning, by its id; Blocked, or NeedsWord without one.
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
    said = asking.word_against(actor, conference, reasons, starts_at=starts_at, ends_at=ends_at)
    request = asking.current(conference) or asking.ask(conference)
    request.propose(starts_at, ends_at, by=actor, why=why, said=said)
    conference.revision += 1
    told: dict[str, Any] = {"starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat()}
    told |= ({"reason": why} if why else {}) | ({"reasons": said} if said else {})
    record("conference.time_proposed", conference, by=actor, after=told)


@action
def accept_proposal(actor: Person, conference: Conference, *, revision: int | None = None) -> None:
    """It moves to the proposed time and is approved, on the words of who proposed it.

    Raises Refused, Blocked, or CameSince for what he did not see.
    """
    rules.refuse_stale(conference, revision)
    request = _proposed(conference)
    proposer = db.session.get_one(Person, request.proposed_by_id)
    before = _stand(conference)
    rehearsal = rehearsing.after(conference, {"starts_at": request.proposed[0]})
    conference.place(*request.proposed)
    conference.rehearse(rehearsal)
    taking_part.replace_sites(conference, None, None, {})
    conference.take(APPROVE, reason=None, at=clock.now())
    try:
        asking.judge(actor, conference, request.proposed_reasons)
    except NeedsWord as since:
        raise CameSince(since) from since
    record(
        "conference.proposal_accepted", conference, by=actor, before=before, after=_stand(conference), proposer=proposer
    )


@action
def decline_proposal(actor: Person, conference: Conference, *, why: str, revision: int | None = None) -> None:
    """The proposed time does not suit; the request stands as it was. Raises Refused."""
    rules.refuse_stale(conference, revision)
    request = _proposed(conference)
    starts_at, ends_at = request.proposed
    request.decline(why)
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
