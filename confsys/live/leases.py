"""Says every few seconds which sites and screens have a line to this process, and notices who stayed away.

Nothing is asked or written while nobody is connected; whoever has just come or gone is written down within a second.
"""

import time
from collections.abc import Mapping
from datetime import datetime

from confsys import clock
from confsys.ids import new_id
from confsys.live.hub import Hub
from confsys.live.news import Newsroom
from confsys.live.wire import Wire
from confsys.presence import actions
from confsys.presence.rules import HYSTERESIS, SAID_AGAIN, Stay

BEAT = 1.0
MOST, AT_ONCE = 500, 10  # leases in one write; arrivals in one transaction
OUTAGE = 100  # so many do not leave in one beat of their own accord
VISIT = 8.0  # seconds a page counts as here that asks over HTTP: it does every three


class Leases:
    """The lines of this process, as the others know them."""

    def __init__(self, hub: Hub, newsroom: Newsroom, wire: Wire) -> None:
        self.hub, self.newsroom, self.wire = hub, newsroom, wire
        self.forget()

    def forget(self) -> None:
        """As a process begins."""
        self.process = new_id()
        self.has_waited = False
        self.kept: dict[Stay, int] = {}  # as last written
        self.written = 0.0
        self.visits: dict[Stay, float] = {}
        self.away: dict[Stay, datetime] = {}  # who dropped -> until when he may return without a word

    def visited(self, stays: tuple[Stay, ...]) -> None:
        """Somebody asked over HTTP for what others hear over a line."""
        self.visits |= dict.fromkeys(stays, time.monotonic())

    def beat(self) -> None:
        held = self._held()
        dropped = [stay for stay in self.kept if stay not in held]
        if len(dropped) > OUTAGE and not self.has_waited:
            self.has_waited = True  # a line of ours is down: most are back at the next beat, and nothing has happened
            return
        self.has_waited = False
        is_due = time.monotonic() - self.written >= SAID_AGAIN.total_seconds()
        new = {stay: screens for stay, screens in held.items() if self.kept.get(stay) != screens}
        if new or dropped or held and is_due:
            self._keep(held if is_due else new, dropped, is_due)
            self.kept = held
        self._look_for_lost(held, dropped, is_due)

    def _keep(self, held: Mapping[Stay, int], dropped: list[Stay], is_due: bool) -> None:
        stays = list(held)
        for first in range(0, len(stays) or 1, MOST):
            some = {stay: held[stay] for stay in stays[first : first + MOST]}
            arrived = self.newsroom.apart(actions.keep, self.process, some, dropped if not first else ())
            self.wire.breathe()
            self._tell(arrived)
        self.written = time.monotonic() if is_due else self.written

    def _tell(self, arrived: list[str]) -> None:
        """A few at a time, letting others work in between."""
        for first in range(0, len(arrived), AT_ONCE):
            self.newsroom.apart(actions.arrive, arrived[first : first + AT_ONCE])
            self.wire.breathe()

    def _look_for_lost(self, held: Mapping[Stay, int], dropped: list[Stay], is_due: bool) -> None:
        now = clock.now()
        self.away = {stay: until for stay, until in self.away.items() if stay not in held}
        self.away |= dict.fromkeys(dropped, now + HYSTERESIS)
        over = [stay for stay, until in self.away.items() if until <= now]
        if over or held and is_due:
            self.newsroom.apart(actions.run_out)
        for stay in over:
            del self.away[stay]

    def _held(self) -> dict[Stay, int]:
        end = time.monotonic() - VISIT
        self.visits = {stay: at for stay, at in self.visits.items() if at > end}
        return {**dict.fromkeys(self.visits, 1), **self.hub.stays}

    def loop(self) -> None:
        self.wire.server.sleep(BEAT)
        self.beat()
