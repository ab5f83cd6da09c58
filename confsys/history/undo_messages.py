"""What is taken back of messages: only what nobody has read, and what the hall is shown."""

from collections.abc import Callable
from typing import Any

from confsys.errors import Refused
from confsys.extensions import db
from confsys.history.left import changed_since
from confsys.journal import Entry
from confsys.messages import actions, queries
from confsys.messages.models import Message
from confsys.words import _


def _message(entry: Entry) -> Message:
    message = db.session.get(Message, entry.about["message"])
    if message is None:
        raise Refused(_("This site no longer takes part in the conference."))
    return message


def _sent(actor: Any, entry: Entry) -> None:
    actions.withdraw(actor, _message(entry))


def _released(actor: Any, entry: Entry) -> None:
    """What the hall was shown before comes back, unless it was withdrawn meanwhile."""
    if not actions.take_down(actor, _message(entry)):
        raise changed_since()
    before = db.session.get(Message, (entry.after or {}).get("instead") or "")
    if before is not None and not before.is_withdrawn:
        actions.release(actor, before)


def _taken_down(actor: Any, entry: Entry) -> None:
    message = _message(entry)
    if queries.released_in(message.conference):
        raise changed_since()
    actions.release(actor, message)


def _was_seen(entry: Entry) -> bool:
    seen = queries.roll_up_of(entry.about["message"]).seen
    return seen > 0


_SITE = _("What a site said or has seen stays as it was.")
MESSAGES: dict[str, Callable[[Any, Entry], None]] = {
    "message.sent": _sent,
    "message.released": _released,
    "message.taken_down": _taken_down,
}
TOO_LATE: dict[str, Callable[[Entry], bool]] = {"message.sent": _was_seen}
CANNOT: dict[str, Any] = {
    "message.withdrawn": _("What was withdrawn is not shown again by itself; send it anew."),
    "message.read": _("What somebody has read stays read."),
    **dict.fromkeys(("message.written", "message.delivered", "message.seen", "message.answered"), _SITE),
}
