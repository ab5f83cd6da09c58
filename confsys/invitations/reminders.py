"""By which rule a site that is silent is reminded. No database, no clock.

Each rule reminds a site once. What reminded it just now is enough for every rule, and the afternoon before says nothing
to a site that was invited only then.
"""

from datetime import datetime, timedelta
from typing import Any

AFTER, AFTERNOON = RULES = ("after", "afternoon")
QUIET = timedelta(hours=1)  # so long after a reminder, or after the invitation itself, nobody is reminded


def is_quiet(invitation: Any, now: datetime) -> bool:
    """Whether the site was reminded only just now."""
    return invitation.reminded_at is not None and now < invitation.reminded_at + QUIET


def due_rules(invitation: Any, *, is_overdue: bool, afternoon: datetime | None, now: datetime) -> list[str]:
    """`is_overdue`: whether it has been silent as long as the first rule waits; `afternoon`: when the second speaks."""
    if is_quiet(invitation, now):
        return []
    found = [AFTER] if is_overdue and invitation.after_at is None else []
    if afternoon and invitation.afternoon_at is None and invitation.invited_at + QUIET <= afternoon <= now:
        found.append(AFTERNOON)
    return found
