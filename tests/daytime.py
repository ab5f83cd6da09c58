"""It is nine in the morning whenever the tests run: half an hour later is today, and nobody is at dinner.

CONFSYS_TEST_MOMENT=2027-01-30T23:50 tries another moment, in the time of the demo province.
"""

import os
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from time_machine import escape_hatch

PROVINCE = ZoneInfo("Asia/Ho_Chi_Minh")


def minutes_ahead() -> int:
    """How many the clock of servers and tests must be put forward, or back."""
    now = datetime.now(PROVINCE)
    wanted = os.environ.get("CONFSYS_TEST_MOMENT")
    moment = (
        datetime.fromisoformat(wanted).replace(tzinfo=PROVINCE) if wanted else datetime.combine(now, time(9), PROVINCE)
    )
    return round((moment - now) / timedelta(minutes=1))


AHEAD = timedelta(minutes=minutes_ahead())


def now() -> datetime:
    """Instead of `clock.now`: a test that travels has chosen its own moment."""
    return datetime.now(UTC) + (timedelta() if escape_hatch.is_travelling() else AHEAD)
