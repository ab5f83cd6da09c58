"""What messages between the office and its sites are called in the history."""

from confsys.words import _

EVENTS = {
    "message.sent": _("Message of the office sent"),
    "message.written": _("Message of a site"),
    "message.read": _("Message of a site read"),
    "message.delivered": _("Message shown at a site"),
    "message.seen": _("Message seen at a site"),
    "message.answered": _("Message answered by a site"),
    "message.withdrawn": _("Message withdrawn"),
    "message.released": _("Message shown in the hall"),
    "message.taken_down": _("Message no longer shown in the hall"),
}
LABELS = {
    "text": _("Words"),
    "reply": _("Answer in words"),
    "recipients": _("To how many sites"),
}
