"""The time of day. Instants are aware and in UTC; days and hours are those of the installation's zone."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import current_app


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def zone() -> ZoneInfo:
    """The zone in which days begin and "7h30" is meant."""
    return ZoneInfo(current_app.config["TIMEZONE"])


def local(instant: datetime) -> datetime:
    """The same instant as the clock on the wall shows it."""
    return instant.astimezone(zone())


def instant(day: date, hour: time) -> datetime:
    """The UTC instant of an hour on a local day."""
    return datetime.combine(day, hour, tzinfo=zone()).astimezone(UTC)


def today() -> date:
    return local(now()).date()


def day_span(day: date) -> tuple[datetime, datetime]:
    """A local day as a half-open interval of instants: [first, first of the next day)."""
    return instant(day, time()), instant(day + timedelta(days=1), time())


def zone_offset() -> int:
    """Minutes east of UTC now; browsers draw the installation's hours, not their own."""
    offset = local(now()).utcoffset()
    return round(offset.total_seconds() / 60) if offset else 0
