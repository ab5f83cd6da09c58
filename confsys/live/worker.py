"""The gunicorn worker that carries the sockets: gevent, with WebSockets that cannot be misused."""

import _socket
import re
import socket
from contextlib import suppress
from datetime import timedelta
from typing import Any

import gevent
import geventwebsocket.handler
from gevent.lock import BoundedSemaphore
from geventwebsocket.exceptions import ProtocolError, WebSocketError
from geventwebsocket.handler import WebSocketHandler
from geventwebsocket.websocket import WebSocket
from gunicorn.workers.ggevent import GeventPyWSGIWorker, GeventResponse, PyWSGIHandler, PyWSGIServer

from confsys.live.frames import LARGEST_MESSAGE, Framed
from confsys.live.handshake import LARGEST_HEAD, opening
from confsys.live.lines import Lines

BALLOTS = ("/vote", "/ballot")
SECRETS = re.compile(r"/(join|delegate|stage|calendars|link|poll|answer)/[^/?\s\"']+")
DEAD_AFTER = 30_000  # milliseconds the other side may leave what we sent unacknowledged


class Socket(WebSocket):
    """Reads no message that is larger than we accept, nor one that comes in pieces: browsers do not cut small ones.

    Writes one frame at a time, whoever writes: a pong between two halves of a frame would spoil both.
    """

    __slots__ = ("_tcp", "_turn")

    def __init__(self, environ, stream, handler):
        super().__init__(environ, stream, handler)
        self.raw_read = _limited(stream.read)  # type: ignore[misc]
        self._tcp, self._turn = handler.socket._sock, BoundedSemaphore()

    def read_frame(self):
        header, payload = super().read_frame()
        if header.opcode == self.OPCODE_CONTINUATION or not header.fin:
            raise ProtocolError("a message in pieces")
        return header, payload

    def send_frame(self, message, opcode):
        with self._turn:
            if not isinstance(message, Framed):
                super().send_frame(message, opcode)
            elif self.closed:
                raise WebSocketError("closed")
            else:
                self.raw_write(message)

    def write_now(self, frame: bytes) -> bytes:
        """Hand over what the system takes without waiting; returns the rest."""
        if self.closed or self._turn.locked():
            return frame
        try:
            return frame[self._tcp.send(frame) :]
        except OSError:
            return frame  # full, or gone: whoever writes next will know

    def shut_down(self) -> None:
        """End the line whatever the other side does."""
        with suppress(OSError):
            self._tcp.shutdown(socket.SHUT_RDWR)


geventwebsocket.handler.WebSocket = Socket  # the library's handler makes its sockets by this name


class Handler(WebSocketHandler, PyWSGIHandler):
    """One connection; writes the access log as gunicorn does."""

    is_first = True
    socket: Any  # until a line takes it

    def handle_one_request(self):
        """A line is opened by the first request of a connection: what follows another may be in a buffer already."""
        is_first, self.is_first = self.is_first, False
        if is_first and _lines(self.server) is not None:
            try:
                head = self.socket.recv(LARGEST_HEAD, socket.MSG_PEEK)
            except OSError:
                return None  # it went without a word
            if _opens(self.server, self.socket, self.client_address, head):
                self.socket = None
                return None
        return super().handle_one_request()

    def upgrade_websocket(self):
        return super().upgrade_websocket() if self.environ["PATH_INFO"].startswith("/socket.io") else None

    def upgrade_connection(self):
        _notice_death(self.socket)
        return super().upgrade_connection()

    def log_error(self, msg, *args):
        """What nobody could read is told as it was sent, but for the secret in its address."""
        super().log_error("%s", masked(msg % args if args else msg))

    def log_request(self):
        """What nobody could read has been told as an error; and who cast a ballot after whom is in no log."""
        if self.environ is not None and not self.environ["PATH_INFO"].endswith(BALLOTS):
            PyWSGIHandler.log_request(self)


class Server(PyWSGIServer):
    """Lets screens in; whoever says at once that he is one needs no greenlet."""

    def do_handle(self, connection, address):
        try:
            head = connection._sock.recv(LARGEST_HEAD, socket.MSG_PEEK) if _lines(self) is not None else b""
        except OSError:
            head = b""  # it has not come yet
        if not head or not _opens(self, connection, address, head):
            super().do_handle(connection, address)


class Worker(GeventPyWSGIWorker):
    """Says good-bye to every screen before it stops."""

    server_class = Server
    wsgi_handler = Handler

    def handle_exit(self, sig, frame):
        self.alive = False
        gevent.spawn(self._say_good_bye)

    handle_quit = handle_exit

    def _say_good_bye(self):
        while True:  # also to those who come while the door is being closed
            self.app.wsgi().extensions["live"].stop()
            gevent.sleep(0.1)


def _lines(server: Any) -> Lines | None:
    return server.application.extensions["live"].wire.lines


def _opens(server: Any, connection: Any, address: Any, head: bytes) -> bool:
    """Take the socket out of the HTTP server, if that is what was asked for. Waits for nothing."""
    wire = server.application.extensions["live"].wire
    found = opening(head, wire.origins)
    if found is None or len(wire.lines.server.sockets) >= server.pool.size:
        return False
    tcp = _taken(connection)
    try:
        tcp.recv(len(head))
        _notice_death(tcp)
        line = wire.lines.open(tcp, found.environ)
    except OSError:  # it went, or is not wanted
        tcp.close()
        return True
    line.put(found.answer + wire.lines.greeting(line))
    line.listen()
    if server.log.cfg.accesslog:
        environ = {"REMOTE_ADDR": address[0] if address else "-", "REQUEST_METHOD": "GET", "RAW_URI": "/socket.io/"}
        environ |= {"PATH_INFO": "/socket.io/", "SERVER_PROTOCOL": "HTTP/1.1"}
        server.log.access(GeventResponse("101 Switching Protocols", [], 0), [], environ, timedelta())
    return True


def _taken(connection: Any) -> Any:
    """The bare socket: gevent's own asks the loop before each word, and costs ten times as much memory."""
    family, kind, protocol = connection.family, connection.type, connection.proto
    tcp = _socket.socket(family, kind, protocol, connection.detach())
    tcp.setblocking(False)
    return tcp


def masked(text: str) -> str:
    """The same without the addresses that are themselves a secret: they never reach a log."""
    return SECRETS.sub(r"/\1/…", text)


def _limited(read):
    """Refuse a frame by what its head announces, before a byte of it is stored."""

    def reader(length: int) -> bytes:
        return read(length) if length <= LARGEST_MESSAGE else b""

    return reader


def _notice_death(connection) -> None:
    """A line that went without a word is noticed by the system, even while nothing is written."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for option, value in (("TCP_USER_TIMEOUT", DEAD_AFTER), ("TCP_KEEPIDLE", 15), ("TCP_KEEPINTVL", 5)):
        if hasattr(socket, option):
            connection.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), value)
