"""When something may be said, and what becomes of it. No database, no clock."""

from confsys.conferences.models import Conference
from confsys.conferences.transitions import ISSUED, LIVE, OPEN, RECESS
from confsys.errors import Invalid, Refused
from confsys.messages.models import Message, Recipient
from confsys.words import _

SAID = (ISSUED, OPEN, LIVE, RECESS)


def refuse_not_said(conference: Conference) -> None:
    """Raises Refused."""
    if conference.state not in SAID:
        raise Refused(_("“%(title)s” is over or does not take place, so no message is sent.", title=conference.title))


def refuse_nobody(recipients: int) -> None:
    """Raises Invalid."""
    if not recipients:
        raise Invalid({"to": _("Choose at least one site. Nobody else takes part in this conference yet.")})


def refuse_withdrawn(message: Message) -> None:
    """Raises Refused."""
    if message.is_withdrawn:
        raise Refused(_("The office has withdrawn this message meanwhile."))


def refuse_seen(seen: int, message: Message) -> None:
    """What somebody has read cannot be made unread. Raises Refused."""
    if message.is_of_a_site or seen:
        raise Refused(_("Somebody has seen this message already. Send another one that puts it right."))


def refuse_another_answer(recipient: Recipient) -> None:
    """A site answers a message once; what it has to say beyond that is a message of its own. Raises Refused."""
    if recipient.answered_at:
        raise Refused(_("This site has answered already: “%(words)s”. Write a new message.", words=recipient.answer))
