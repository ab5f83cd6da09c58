"""One open screen: its socket after the handshake, watched by the event loop. Why so, lines.py says."""

import logging
import socket
import struct
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import gevent
from engineio.packet import CLOSE, MESSAGE, NOOP, PING, PONG, UPGRADE, Packet

from confsys.live.frames import (
    ANSWERING,
    BINARY,
    CLOSED_NORMALLY,
    CLOSING,
    PINGING,
    TEXT,
    Broken,
    Framed,
    Frames,
    frame,
    text,
)

if TYPE_CHECKING:
    from confsys.live.lines import Lines

MOST_WAITING = 64  # messages heard and not yet handled; then the line is not read for a while
MOST_UNREAD, MOST_BYTES = 200, 1024 * 1024  # what a line may leave unread before it is cut; one message always may
LINGER = 2  # seconds in which a browser may read its last message before the line is cut
READ = 64 * 1024
READABLE, WRITABLE = 1, 2  # as libev calls them
CONNECTS = "0"  # how a Socket.IO packet begins that names its namespace
PING_FRAME = text(Packet(PING).encode())
AT_ONCE = struct.pack("ii", 1, 0)  # close without waiting until what was written has left
GOOD_BYE = text(Packet(CLOSE).encode()) + CLOSED_NORMALLY

logger = logging.getLogger("confsys.live")


class Line:
    """One WebSocket. Touched by one thread, between two waits."""

    __slots__ = (
        *("closed", "closing", "is_held", "lines", "rest", "send_now", "server", "sid"),
        *("_bytes", "_half", "_inbox", "_is_asked", "_left", "_reader", "_tcp", "_then", "_works", "_writer"),
    )

    def __init__(self, lines: "Lines", sid: str, tcp: Any) -> None:
        self.lines, self.server, self.sid = lines, lines.server, sid
        self.closed = self.closing = self._is_asked = self._works = self.is_held = False
        self.rest: deque[bytes] | None = None  # what waits to be written; None on a line that takes everything
        self._half = b""
        self._bytes = self._left = 0
        self._inbox: deque[Any] | None = None
        self._then: list[Callable[[], None]] | None = None
        self._tcp, self.send_now = tcp, tcp.send
        self._reader = gevent.get_hub().loop.io(tcp.fileno(), READABLE)
        self._writer: Any = None

    # -- hearing

    def listen(self) -> None:
        """From now on, or again."""
        if not self._is_shut and not self._reader.active:
            self._reader.start(self._readable)

    def _readable(self) -> None:
        try:
            data = self._tcp.recv(READ)
            if data:
                self._half = self._take(self._half + data if self._half else data)
                return
        except BlockingIOError:
            return
        except (OSError, ValueError):
            pass  # it went, or speaks nonsense
        except Exception:
            logger.exception("live: a line is closed after an unexpected error")
        self._over(self.server.reason.TRANSPORT_CLOSE)

    def _take(self, data: bytes) -> bytes:
        """Handle the frames that are whole; returns the rest."""
        if self.closed:
            return b""  # it was hung up: nothing it still says counts
        frames = Frames(data)
        for opcode, payload in frames:
            if opcode == TEXT:
                self._hear(payload.decode())
            elif opcode == BINARY:
                self._hear(payload)
            elif opcode == CLOSING:
                self.put(CLOSED_NORMALLY)
                raise Broken
            elif opcode == PINGING:
                self.put(frame(ANSWERING, payload))
        return frames.rest

    def _hear(self, data: str | bytes) -> None:
        if data == "3":
            self._is_asked = False
            return
        packet = Packet(encoded_packet=data)
        if packet.packet_type == MESSAGE:
            self._queue(packet.data)
        elif packet.packet_type == PONG:
            self._is_asked = False
        elif packet.packet_type == UPGRADE:
            self.send(Packet(NOOP))
        elif packet.packet_type == CLOSE:
            raise Broken

    def _queue(self, message: Any) -> None:
        if isinstance(message, str) and message.startswith(CONNECTS) and self.rest is None and not self._works:
            self._answer(message)  # it only says who it is: nothing is asked of the database, and nothing waits
            return
        if self._inbox is None:
            self._inbox = deque()
        self._inbox.append(message)
        if len(self._inbox) >= MOST_WAITING:
            self._reader.stop()  # who asks faster than we answer waits, as on any line
        self._begin_work()

    def _begin_work(self) -> None:
        if self._inbox and self.rest is None and not self._works:
            self._works = True
            gevent.spawn(self._work)

    def _work(self) -> None:
        """Answer what was heard, one thing after the other, and no more than the line takes away."""
        while self._inbox and self.rest is None and not self.closed:
            self._answer(self._inbox.popleft())
        self._works = False
        if not self._inbox:
            self._inbox = self._then = None
            self.listen()

    def _answer(self, message: Any) -> None:
        self._hold()
        try:
            self.server._trigger_event("message", self.sid, message, run_async=False)
            while self._then:
                self._then.pop(0)()
        except Exception:
            logger.exception("live: what follows an answer failed; the screen asks again")
        self._release()

    def then(self, work: Callable[[], None]) -> None:
        """Do it when the present message has been answered, and write both at once."""
        if self._works:
            self._then = [*(self._then or ()), work]
        else:
            gevent.spawn(work)

    # -- telling

    def send(self, packet: Packet) -> None:
        """As Engine.IO's own socket does."""
        encoded = packet.encode()
        self.put(encoded if isinstance(encoded, Framed) else text(encoded))

    def put(self, frame: bytes) -> None:
        """Write a frame now, or keep what the line does not take."""
        if self.rest is not None:
            self._keep(frame)
            return
        try:
            sent = self.send_now(frame)
        except BlockingIOError:
            sent = 0
        except OSError:
            self._over(self.server.reason.TRANSPORT_CLOSE)
            return
        if sent < len(frame):
            self._keep(frame[sent:])

    def _hold(self) -> None:
        """What is put from here on is written together."""
        if self.rest is None:
            self.rest, self.is_held = deque(), True

    def _release(self) -> None:
        if self.is_held and self.rest is not None:
            whole, self.rest, self.is_held = b"".join(self.rest), None, False
            self._bytes = 0
            if whole and not self._is_shut:
                self.put(whole)

    def _keep(self, frame: bytes) -> None:
        if self.rest is None:
            self.rest = deque()
        self.rest.append(frame)
        self._bytes += len(frame)
        if self.is_held:
            return
        if not self.closed and len(self.rest) > 1 and (len(self.rest) > MOST_UNREAD or self._bytes > MOST_BYTES):
            self._cut()
            return
        if self._writer is None and not self._is_shut:
            self._writer = gevent.get_hub().loop.io(self._tcp.fileno(), WRITABLE)
            self._writer.start(self._writable)

    def _writable(self) -> None:
        try:
            while self.rest:
                frame = self.rest[0]
                sent = self.send_now(frame)
                self._bytes -= sent
                if sent < len(frame):
                    self.rest[0] = frame[sent:]
                    return
                self.rest.popleft()
        except BlockingIOError:
            return
        except OSError:
            self._over(self.server.reason.TRANSPORT_CLOSE)
            return
        self._written()

    def _written(self) -> None:
        self.rest = None
        self._stop_writer()
        self._begin_work()

    def ping(self) -> None:
        if self._is_asked:
            self._cut()
        elif not self.closed:
            self._is_asked = True
            self.put(PING_FRAME)

    # -- ending

    def close(self, wait: bool = True, abort: bool = False, reason: str | None = None) -> None:
        """Hang up. As Engine.IO's own socket does; `wait` is for those who have a queue."""
        if self.closed or self.closing:
            return
        self.tell_end(reason or self.server.reason.SERVER_DISCONNECT)
        if abort:
            self.shut()
            return
        self.put(GOOD_BYE)
        if not self._is_shut:
            self.listen()  # until it hangs up too: what it says now is thrown away
            self.lines.leaves(self)

    def _cut(self) -> None:
        """Who takes nothing keeps no memory of ours, nor of the system's."""
        self.lines.cuts += 1
        self._tcp.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        self.close(abort=True, reason=self.server.reason.PING_TIMEOUT)

    def tell_end(self, reason: str) -> None:
        """Those above forget it; once."""
        if self.closed or self.closing:
            return
        self.closing = True
        self.server._trigger_event("disconnect", self.sid, reason, run_async=False)
        self.closed = True
        self.server.sockets.pop(self.sid, None)
        self._inbox = self._then = None

    def has_left(self) -> bool:
        """Asked once a second after we hung up: whether it has gone, or has had its time."""
        self._left += 1
        if self._left > LINGER:
            self.shut()
        return self._is_shut

    def check_ping_timeout(self) -> bool:
        """Engine.IO's own watch has nothing to do here."""
        return not self.closed

    @property
    def _is_shut(self) -> bool:
        return self._reader is None

    def _over(self, reason: str) -> None:
        self.shut()
        if not self.closed:
            self.lines.ended(self, reason)

    def shut(self) -> None:
        """The socket itself; nothing is read or written any more."""
        if self._is_shut:
            return
        self._reader.stop()
        self._reader.close()
        self._reader = None
        self._stop_writer()
        self._tcp.close()
        self._half = b""

    def _stop_writer(self) -> None:
        if self._writer is not None:
            self._writer.stop()
            self._writer.close()
            self._writer = None
