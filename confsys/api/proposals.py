"""/conferences/ID/propose and its answers: another time for what is asked for."""

from typing import Any

from confsys import forms
from confsys.api import shapes as gives
from confsys.api import show
from confsys.api.conferences import BASE
from confsys.api.door import SEEN, calls, changes_things, expected_revision
from confsys.conferences import access, proposing
from confsys.conferences.forms import reasons
from confsys.people.models import Person
from confsys.words import _

TIMES = {"starts_at": forms.moment, "ends_at": forms.moment}
WHY = {"reason": forms.optional_reason, "reasons": reasons}


@calls.post(f"{BASE}/propose")
@changes_things(_("Propose another time for what is asked for."), TIMES | WHY | SEEN, ("starts_at", "ends_at"))
def propose(person: Person, body: dict[str, Any], conference_id: str) -> gives.WholeConference:
    conference = access.decided(person, conference_id)
    asked = forms.read(TIMES | WHY, body, optional={"reason": None, "reasons": None})
    why = asked.pop("reason") or ""
    proposing.propose(person, conference, **asked, why=why, revision=expected_revision(body))
    return show.whole_conference(conference)


@calls.post(f"{BASE}/accept-proposal")
@changes_things(_("Take the time that was proposed: it moves there and is approved."), SEEN)
def accept_proposal(person: Person, body: dict[str, Any], conference_id: str) -> gives.WholeConference:
    conference = access.managed(person, conference_id)
    proposing.accept_proposal(person, conference, revision=expected_revision(body))
    return show.whole_conference(conference)


@calls.post(f"{BASE}/decline-proposal")
@changes_things(_("The time that was proposed does not suit."), {"reason": forms.reason} | SEEN, ("reason",))
def decline_proposal(person: Person, body: dict[str, Any], conference_id: str) -> gives.WholeConference:
    conference = access.managed(person, conference_id)
    asked = forms.read({"reason": forms.reason}, body)
    proposing.decline_proposal(person, conference, why=asked["reason"], revision=expected_revision(body))
    return show.whole_conference(conference)
