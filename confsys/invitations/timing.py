"""When answers are due, by the office's working days."""

from datetime import datetime

from confsys import clock
from confsys.invitations.rules import DUE_AT
from confsys.office.queries import calendar


def due_at(starts_at: datetime) -> datetime:
    """In the morning of the working day before: who is silent then is telephoned."""
    return clock.instant(calendar().add_working_days(clock.local(starts_at).date(), -1), DUE_AT)
