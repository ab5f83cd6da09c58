"""What the history says of attendance."""

from confsys.attendance.models import STATE_NAMES, WAY_NAMES
from confsys.words import _

__all__ = ["LABELS", "STATE_NAMES", "WAY_NAMES", "WORDS"]

WORDS = {
    "conference.quorum_set": _("Quorum set"),
    "participation.checked_in": _("Site checked in"),
    "participation.head_counted": _("Heads counted at a site"),
    "participation.marked": _("Attendance of a site noted"),
    "participation.noted": _("Note about a site"),
    "participation.delegates_noted": _("Delegates noted at a site"),
}
LABELS = {
    "share": _("Share that must be there"),
    "base": _("Counted of"),
    "checked_in_at": _("There since"),
    "here": _("There by name"),
    "late": _("Came late"),
    "left": _("Have left"),
    "added": _("Added on the spot"),
}
