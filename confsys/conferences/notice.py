"""What Quyết định 45/2018/QĐ-TTg and the office ask: notice and answers in working days, the length of a kind."""

from datetime import date, datetime, timedelta

from confsys import clock
from confsys.office.queries import calendar, current

LONG_SESSION = timedelta(hours=5)
MOMENT = timedelta(microseconds=1)


def issue_by(starts_at: datetime) -> datetime:
    """The last moment at which an invitation still gives enough notice."""
    office, day = calendar(), _day(starts_at)
    back = current().notice_days + (0 if office.is_working(day) else 1)  # a day off is not one of them
    return clock.instant(office.add_working_days(day, -back), office.hours[-1][1])


def act_by(starts_at: datetime, now: datetime) -> datetime:
    """When the office has to have acted: in time for the notice; once that is past, before it begins."""
    by = issue_by(starts_at)
    return by if by >= now else starts_at


def due_on(asked_at: datetime) -> date:
    """The day on which a request sent at that instant is to be answered at the latest."""
    return calendar().add_working_days(_day(asked_at), current().approve_within)


def answer_by(due: date) -> datetime:
    """When the office closes on the day a request is due."""
    return clock.instant(due, calendar().hours[-1][1])


def days_left(starts_at: datetime, now: datetime) -> int:
    """Working days from today to the day of the conference."""
    return calendar().working_days_between(_day(now), _day(starts_at))


def is_short(starts_at: datetime, now: datetime) -> bool:
    return days_left(starts_at, now) < current().notice_days


def half_days(starts_at: datetime, ends_at: datetime) -> int:
    """How many mornings and afternoons it takes; one long session counts as one."""
    days = (_day(ends_at - MOMENT) - _day(starts_at)).days + 1
    return 1 if days == 1 and ends_at - starts_at <= LONG_SESSION else 2 * days


def is_too_long(kind: str, starts_at: datetime, ends_at: datetime) -> bool:
    most = current().half_days(kind)
    return most is not None and half_days(starts_at, ends_at) > most


def _day(instant: datetime) -> date:
    return clock.local(instant).date()
