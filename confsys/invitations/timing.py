"""Until when a site answers and when it is reminded, as the office has set it."""

from datetime import datetime

from confsys import clock
from confsys.invitations.models import Invitation
from confsys.invitations.reminders import due_rules
from confsys.office import queries as office


def due_at(starts_at: datetime) -> datetime:
    """In the morning of the working day before: who is silent then is telephoned."""
    return _day_before(starts_at, office.current().answers_due)


def due_for(starts_at: datetime, invited_at: datetime | None) -> datetime:
    """For a site that was invited after that, until the list closes."""
    due = due_at(starts_at)
    return due if invited_at is None or invited_at < due else closes_at(starts_at)


def closes_at(starts_at: datetime) -> datetime:
    return starts_at - office.current().list_closes


def reminded_by(invitation: Invitation, starts_at: datetime, now: datetime) -> list[str]:
    """The rules by which a silent site is reminded now."""
    settings = office.current()
    worked = office.calendar().office_time(invitation.invited_at, now) if settings.remind_after else None
    return due_rules(
        invitation,
        is_overdue=bool(worked and settings.remind_after and worked >= settings.remind_after),
        afternoon=_day_before(starts_at, settings.remind_hour) if settings.remind_hour else None,
        now=now,
    )


def _day_before(starts_at: datetime, hour) -> datetime:
    day = office.calendar().add_working_days(clock.local(starts_at).date(), -1)
    return clock.instant(day, hour)
