"""All processes go by one clock, that of the database: what one writes another would find too old, or yet to come."""

import time
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from confsys import clock
from confsys.extensions import db

ASKED = {
    "postgresql": "SELECT extract(epoch FROM clock_timestamp())::float",
    "sqlite": "SELECT (julianday('now') - 2440587.5) * 86400.0",
}


def agree() -> None:
    """Ask the database for the time, and go by it from now on."""
    connection = db.session.connection()
    sent = clock.wall()
    seconds = connection.execute(text(ASKED[connection.dialect.name])).scalar_one()
    received = clock.wall()
    clock.correct(datetime.fromtimestamp(seconds, UTC) - (sent + (received - sent) / 2))


class Watch:
    """Notices that somebody has set the clock of this machine, without asking anybody."""

    AGAIN = 60.0  # seconds after which it is asked all the same: clocks also go slow or fast

    def __init__(self) -> None:
        self._asked, self._apart = float("-inf"), timedelta()

    def is_due(self) -> bool:
        """Whether the clock was set, or nobody has asked for long."""
        was_set = abs(_apart_from_monotonic() - self._apart) > clock.TOLERATED
        return was_set or time.monotonic() - self._asked > self.AGAIN

    def asked(self) -> None:
        self._asked, self._apart = time.monotonic(), _apart_from_monotonic()


def _apart_from_monotonic() -> timedelta:
    return timedelta(seconds=clock.wall().timestamp() - time.monotonic())
