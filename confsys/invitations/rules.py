"""Until when a site answers an invitation, and what its answer may say. No database, no clock."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from confsys.conferences.transitions import CLOSED, ISSUED, LIVE, OPEN, RECESS
from confsys.errors import Invalid, Refused
from confsys.invitations.models import ACCEPTED, MOST_DELEGATES, folded_delegate
from confsys.words import _

ASKED = (ISSUED, OPEN, LIVE, RECESS)  # from the issuing on the sites know of it
WRITTEN = (*ASKED, CLOSED)  # the office also writes down afterwards what a site had said


def refuse_not_asked(state: str, title: str) -> None:
    """Raises Refused."""
    if state not in WRITTEN:
        raise Refused(_("“%(title)s” has not been issued or does not take place, so nobody answers it.", title=title))


def takes_answers(state: str, closes_at: datetime, now: datetime) -> bool:
    """Whether a site still answers by itself."""
    return state in ASKED and now < closes_at


def refuse_late(state: str, closes_at: datetime, now: datetime) -> None:
    """Once the list is closed a site no longer answers by itself. Raises Refused."""
    if not takes_answers(state, closes_at, now):
        raise Refused(_("The list is closed. Call the organiser's office: it can still write down what changed."))


def completed(values: dict[str, Any]) -> dict[str, Any]:
    """An answer with what follows from it: as many heads as names, none where nobody comes. Raises Invalid."""
    delegates = values["delegates"]
    if values["answer"] != ACCEPTED:
        if not values["word"]:
            raise Invalid({"word": _("Say in a few words why, or what you ask.")})
        return values | {"heads": 0}
    refuse_twice(delegates)
    heads = max(values["heads"] or 0, len(delegates))
    if heads < 1:
        raise Invalid({"heads": _("Say how many will attend: at least 1.")})
    return values | {"heads": heads}


def refuse_half_a_stand_in(leader: str, stand_in: str) -> None:
    """Raises Invalid where only one of the two is named."""
    if leader and not stand_in:
        raise Invalid({"stand_in": _("Say who comes in the place of the leader.")})
    if stand_in and not leader:
        raise Invalid({"leader": _("Say which leader does not come.")})


def refuse_twice(delegates: Sequence[dict[str, Any]]) -> None:
    """Raises Invalid for somebody who stands twice on the list, whatever the tone marks, or for too many."""
    if len(delegates) > MOST_DELEGATES:
        raise Invalid({"delegates": _("A site names at most %(most)s delegates.", most=MOST_DELEGATES)})
    seen: set[str] = set()
    for each in delegates:
        key = folded_delegate(each["name"], each["office"])
        if key in seen:
            raise Invalid({"delegates": _("“%(name)s” stands on the list twice.", name=each["name"])})
        seen.add(key)
