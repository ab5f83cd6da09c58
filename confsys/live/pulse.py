"""Every two seconds each screen hears that its line is alive; who never said what it wants is cut."""

import time
from collections.abc import Mapping
from typing import Any

from confsys import clock
from confsys.live.guard import Guard
from confsys.live.hub import Client, Hub
from confsys.live.news import compact
from confsys.live.tail import Tail
from confsys.live.wire import Wire
from confsys.votes.queries import secret_progress

BEAT = 1.0
TIME_TO_JOIN = 5.0
JUDGED_AGAIN = 300.0  # sign-ins and roles also end by the clock, without an entry
JUDGED_PER_BEAT = 50
AT_ONCE = 200  # screens told that their line is alive until others may work


class Pulse:
    """What happens by the clock and not because something happened."""

    def __init__(self, hub: Hub, tail: Tail, guard: Guard, wire: Wire) -> None:
        self.hub, self.tail, self.guard, self.wire = hub, tail, guard, wire
        self.forget()

    def forget(self) -> None:
        self.beats = 0
        self._strangers: dict[str, float] = {}

    def beat(self) -> None:
        self.beats += 1
        for client in self.hub.without_a_join(TIME_TO_JOIN):
            self.wire.cut(client, "gone", reason="no-join")
        self._cut_strangers()
        if self.beats % 2 == 0:
            self._send_heads()
            self.tail.forget_left()
        if old := self.hub.judged_longest_ago(JUDGED_AGAIN, JUDGED_PER_BEAT):
            self.guard.suspect(old)

    def _send_heads(self) -> None:
        now, cast = now_text(), self._cast()
        for conference_id in self.hub.conferences():
            stand = self.tail.told.get(conference_id)
            # Silence is a sign too: a screen that could not be told must not believe it is up to date.
            if stand is None or self.tail.is_behind(conference_id):
                continue
            head = {"conference": conference_id, "version": stand[0], "now": now}
            body = compact(head | ({"cast": cast[conference_id]} if conference_id in cast else {}))
            for audience in self.hub.audiences(conference_id):
                self._send(self.hub.listeners(conference_id, audience), body)
        self._send([*self.hub.all_followers(), *self.hub.standing()], compact({"now": now}))

    def _send(self, clients: list[Client], body: str) -> None:
        """A few at a time: news waits for none of it."""
        for first in range(0, len(clients), AT_ONCE):
            self.wire.send(clients[first : first + AT_ONCE], "head", body)
            self.wire.breathe()

    def _cast(self) -> Mapping[str, Any]:
        """How many have voted in secret: an entry in the journal for each would say who came after whom."""
        return self.tail.newsroom.in_house(secret_progress) if self.hub.conferences() else {}

    def _cut_strangers(self) -> None:
        """Connections that never asked for our namespace are not in the hub at all."""
        now = time.monotonic()
        present = self.wire.server.eio.sockets.keys() - self.hub.eio_sids
        self._strangers = {eio_sid: self._strangers.get(eio_sid, now) for eio_sid in present}
        for eio_sid, since in self._strangers.items():
            if now - since > TIME_TO_JOIN:
                self.wire.hang_up_on(eio_sid)

    def loop(self) -> None:
        self.wire.server.sleep(BEAT)
        self.beat()


def now_text() -> str:
    """The instant browsers measure their clocks by."""
    return clock.now().isoformat(timespec="milliseconds")
