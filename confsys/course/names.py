"""What the sorts of happenings are called."""

from confsys.words import _

SORT_NAMES = {
    "course": _("Course"),
    "floor": _("Turns to speak"),
    "votes": _("Votes"),
    "attendance": _("Attendance"),
    "incidents": _("Incidents"),
    "messages": _("Messages"),
    "all": _("Everything"),
}
KINDS_OF_MARKS = {
    "agenda.item_started": "item",
    "conference.recessed": "rest",
    "conference.resumed": "rest",
    "vote.opened": "vote",
    "incident.opened": "incident",
}
