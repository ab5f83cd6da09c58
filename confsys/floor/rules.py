"""When one may ask for the floor, and what is refused."""

from typing import Any

from confsys import shown
from confsys.agenda.models import AgendaItem
from confsys.conferences import transitions
from confsys.conferences.models import Conference
from confsys.conferences.transitions import ISSUED, LIVE, OPEN, RECESS
from confsys.errors import Refused
from confsys.floor.models import OFFICE, Turn
from confsys.floor.order import PAPER, QUESTION, REPLY, REQUEST, URGENT
from confsys.words import _

MEETING = (OPEN, LIVE, RECESS)
ASKED = (ISSUED, *MEETING)
REGISTERED = (PAPER, REQUEST)  # also before the day
# What many sites or none at all speak in: turns are given while it goes on, it does not stand still for them.
FRAMES = ("thao-luan", "giai-lao", "bieu-quyet")


def is_a_turn(item: AgendaItem) -> bool:
    """Whether an item is the turn of the site that presents it."""
    return item.site_id is not None and item.kind not in FRAMES


def kinds_now(state: str) -> tuple[str, ...]:
    """The kinds of turns a site may ask for in this state of the conference, as they are shown to choose from."""
    if state in MEETING:
        return (QUESTION, REQUEST, REPLY, URGENT, PAPER)
    return (REQUEST, PAPER) if state == ISSUED else ()


def refuse_asking(conference: Conference, kind: str, closed_at: Any, way: str) -> None:
    """Raises Refused with the sentence that says why not now."""
    if conference.state not in ASKED:
        state = transitions.STATE_NAMES[conference.state]
        raise Refused(_("Nobody can ask for the floor now: the conference is in the state “%(state)s”.", state=state))
    if kind not in kinds_now(conference.state):
        raise Refused(_("Before check-in opens only papers and contributions to the discussion are registered."))
    if closed_at is not None and kind != URGENT and way != OFFICE:
        at = shown.hm(closed_at)
        raise Refused(_("The list of speakers was closed at %(at)s. Only urgent words are still taken.", at=at))


def already(turn: Turn) -> Refused:
    """A site waits once for each kind of turn."""
    named = {"site": turn.participation.site.name, "at": shown.hm(turn.asked_at)}
    return Refused(_("%(site)s has asked for this since %(at)s and keeps its place in the list.", **named))


def on_agenda(title: str) -> Refused:
    return Refused(_("“%(title)s” of this site stands on the agenda: it is called when it comes.", title=title))


def refuse_unless_live(conference: Conference) -> None:
    if conference.state != LIVE:
        state = transitions.STATE_NAMES[conference.state]
        raise Refused(_("Nobody is given the floor now: the conference is in the state “%(state)s”.", state=state))


def refuse_unless_running(conference: Conference) -> None:
    """As above, but in a break what was begun can still be ended."""
    if not conference.is_running:
        refuse_unless_live(conference)


def refuse_when_over(conference: Conference) -> None:
    if conference.is_over:
        raise Refused(_("The conference is over; nothing on its floor changes any more."))
