"""What an open screen costs: no greenlet while nothing happens, and one write for each thing it is told.

The library's way keeps three greenlets for each screen, a queue, and a WSGI handler that waits for the end: 40 kB and
three switches for each message. Here the socket leaves the HTTP server after its handshake. The event loop watches
it; a greenlet begins when a message has come and ends with it; what is said is written by whoever says it, and only
what the line did not take waits. One greenlet pings everybody.

A line stands where Engine.IO has its own sockets, so all that Socket.IO does above stays as it is. The parts of the
libraries this relies on are named in PINS; with any other version the server takes their way and says so.
"""

from collections import deque
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

import gevent
from engineio.base_server import BaseServer
from engineio.packet import OPEN, Packet

from confsys.aside import REST
from confsys.live.frames import text
from confsys.live.line import Line

PINS = {
    "python-engineio": "4.15.1",
    "python-socketio": "5.18.1",
    "gevent": "26.9.0",
    "gunicorn": "27.0.1",
    "Flask-SocketIO": "5.7.0",
}
ROUNDS = 10  # seconds between two pings of a line; whoever has not answered by the next is gone
AT_ONCE = 200  # pings until others may work


def misfits() -> list[str]:
    """The libraries that are not those this was written for."""
    return [f"{name} {version(name)}" for name, wanted in PINS.items() if version(name) != wanted]


class Lines:
    """All lines of this process: who pings them, who tells what ended, who cuts those that only take."""

    def __init__(self, server: BaseServer) -> None:
        self.server = server
        self.cuts = 0
        self._rounds: list[list[Line]] = [[] for _second in range(ROUNDS)]
        self._second = 0
        self._ended: list[tuple[Line, str]] = []
        self._leaving: deque[Line] = deque()

    def open(self, tcp: Any, environ: dict[str, Any]) -> Line:
        """A socket whose handshake is being answered; it belongs to Engine.IO from here on."""
        line = Line(self, self.server.generate_id(), tcp)
        self.server.sockets[line.sid] = line
        environ["confsys.line"] = line
        if self.server._trigger_event("connect", line.sid, environ, run_async=False) is False:
            del self.server.sockets[line.sid]
            raise ConnectionRefusedError
        self._rounds[self._second].append(line)  # a whole round from now: first it has to be let in
        return line

    def greeting(self, line: Line) -> bytes:
        """The first packet, as Engine.IO writes it."""
        server = self.server
        told = {
            "sid": line.sid,
            "upgrades": [],
            "pingTimeout": int(server.ping_timeout * 1000),
            "pingInterval": int(server.ping_interval * 1000),
            "maxPayload": server.max_http_buffer_size,
        }
        return text(Packet(OPEN, told).encode())

    # -- called from the event loop: nothing here may wait ------------------------------------------

    def ended(self, line: Line, reason: str) -> None:
        """A browser went: told to those above by one greenlet, however many went with it."""
        if not self._ended:
            gevent.spawn(self._tell_ended)
        self._ended.append((line, reason))

    def leaves(self, line: Line) -> None:
        """We hung up; the browser has a moment to read why."""
        self._leaving.append(line)

    # -- greenlets -----------------------------------------------------------------------------------

    def _tell_ended(self) -> None:
        while self._ended:
            some, self._ended = self._ended, []
            for number, (line, reason) in enumerate(some):
                line.tell_end(reason)
                if number % AT_ONCE == AT_ONCE - 1:
                    gevent.sleep(REST)

    def beat(self) -> None:
        """Once a second: ping a tenth of all, and close those that had their moment."""
        gevent.sleep(1)
        self._second = (self._second + 1) % ROUNDS
        due = [line for line in self._rounds[self._second] if not line.closed]
        self._rounds[self._second] = due.copy()  # who comes while these are pinged has a whole round yet
        for number, line in enumerate(due):
            line.ping()
            if number % AT_ONCE == AT_ONCE - 1:
                gevent.sleep(REST)
        for _each in range(len(self._leaving)):
            line = self._leaving.popleft()
            if not line.has_left():
                self._leaving.append(line)


def put_all(lines: Iterable[Line], frame: bytes) -> None:
    """The same to many: the loop that decides how fast a thousand screens hear."""
    size = len(frame)
    for line in lines:
        if line.rest is None:
            try:
                sent = line.send_now(frame)
            except OSError:
                line.put(frame)  # full, or gone: it finds out which
            else:
                if sent < size:
                    line.put(frame[sent:])
        else:
            line.put(frame)
