"""The time of day. Instants are aware and in UTC; days and hours are those of the installation's zone."""

import os
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import current_app

# A demo may show a morning at midnight: pictures and tests are then alike at whatever hour they are made.
AHEAD = timedelta(minutes=int(os.environ.get("CONFSYS_CLOCK_AHEAD", "0")))


TOLERATED = timedelta(seconds=1)

_correction = timedelta()


def now() -> datetime:
    """This instant, in UTC, as all processes of the installation see it."""
    return wall() + _correction + AHEAD


def wall() -> datetime:
    """What the clock of this machine says, right or wrong."""
    return datetime.now(UTC)


def correct(by: timedelta) -> None:
    """The machine's clock is found wrong by so much. A second is let pass: time would stutter."""
    global _correction
    if abs(by - _correction) > TOLERATED:
        _correction = by


def refuse_another_hour(is_demo: bool) -> None:
    """Ends the program where CONFSYS_CLOCK_AHEAD is set and nobody is being shown a demo."""
    if AHEAD and not is_demo:
        raise SystemExit("CONFSYS_CLOCK_AHEAD sets another hour, which only a demo (CONFSYS_DEMO=1) may show.")


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
