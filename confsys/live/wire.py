"""Frames out to browsers: encoded once, however many are to have them. And cutting browsers off."""

import random
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from types import SimpleNamespace
from typing import Any

from bidict import ValueDuplicationError
from engineio import json as safe_json
from engineio.packet import MESSAGE, Packet
from flask import Flask
from flask_socketio import SocketIO
from socketio import Manager
from socketio import packet as socketio_packet

from confsys.aside import REST
from confsys.live import frames
from confsys.live.frames import LARGEST_MESSAGE
from confsys.live.hub import Client
from confsys.live.line import Line
from confsys.live.lines import Lines, misfits, put_all
from confsys.live.news import compact

NAMESPACE = "/live"
LONGEST_QUEUE = 200  # messages a client may leave unread; who leaves more is cut and catches up later
LINGER = 1.0  # seconds in which a browser may read its last message before the line is cut


HEARD = (socketio_packet.CONNECT, socketio_packet.DISCONNECT, socketio_packet.EVENT, socketio_packet.ACK)


class Nonsense(ValueError):
    """A packet that no screen of ours sends."""


class TextPacket(socketio_packet.Packet):
    """Nothing binary is heard here: a packet that announces attachments would be kept until the last of them came."""

    def decode(self, encoded_packet: Any) -> int:
        try:
            super().decode(encoded_packet)
        except (ValueError, TypeError, RecursionError) as error:
            raise Nonsense from error
        if self.packet_type not in HEARD or (self.packet_type == socketio_packet.EVENT and not self._names_an_event):
            raise Nonsense
        return 0

    @property
    def _names_an_event(self) -> bool:
        return isinstance(self.data, list) and bool(self.data) and isinstance(self.data[0], str)


class Frame(Packet):
    """A message made once for all who are to have it."""

    def __init__(self, text: str) -> None:
        super().__init__(MESSAGE, text)
        self.encode_cache = frames.text(f"{MESSAGE}{text}")


class Rest(Packet):
    """What a line did not take at once."""

    def __init__(self, end: bytes) -> None:
        super().__init__()
        self.encode_cache = frames.Framed(end)


class Members(Manager):
    """Who is connected. Nobody is in a room of his own: leaving would look through the rooms of all."""

    def pre_connect(self, eio_sid: str, namespace: str) -> str | None:
        sid = self.server.eio.generate_id()
        try:
            self.basic_enter_room(sid, namespace, None, eio_sid=eio_sid)
        except ValueDuplicationError:
            return None  # connected already
        self.pending_connect.setdefault(namespace, []).append(sid)
        return sid

    def basic_disconnect(self, sid: str, namespace: str, **_options: Any) -> None:
        self.basic_leave_room(sid, namespace, None)
        for waiting in (self.pending_connect, self.pending_disconnect):
            if sid in waiting.get(namespace, ()):
                waiting[namespace].remove(sid)
                if not waiting[namespace]:
                    del waiting[namespace]


class Wire:
    """The Socket.IO server of this process, seen from whoever has something to say."""

    def __init__(self, app: Flask) -> None:
        self.origins = app.config["ALLOWED_ORIGINS"]
        self.socketio = SocketIO(
            app,
            async_mode="threading" if app.testing else "gevent",
            transports=["websocket"],
            cors_allowed_origins=self.origins,
            namespaces=[NAMESPACE],
            serializer=TextPacket,
            json=SimpleNamespace(dumps=lambda value, **_options: compact(value), loads=safe_json.loads),
            ping_interval=10,
            ping_timeout=10,
            max_http_buffer_size=LARGEST_MESSAGE,
            http_compression=False,
            async_handlers=False,
            manage_session=False,
            path="/socket.io",
            client_manager=Members(),
        )
        self.server = self.socketio.server
        self.lines = None if app.testing else _lines(app, self.server.eio)
        self.server.eio.on("message", self._hear)
        self.is_direct = app.testing  # tests want what follows to have followed when the call returns
        self.sent = self.cut_here = 0

    def on(self, event: str, handler) -> None:
        self.server.on(event, handler, namespace=NAMESPACE)

    def _hear(self, eio_sid: str, data: Any) -> None:
        """Nonsense is dropped without a word: whoever sends it for hours must not fill the log."""
        if data:
            with suppress(Nonsense):
                self.server._handle_eio_message(eio_sid, data)

    def eio_sid_of(self, sid: str) -> str:
        return self.server.manager.eio_sid_from_sid(sid, NAMESPACE)

    def environ_of(self, sid: str) -> dict[str, Any] | None:
        """The request a socket was opened with."""
        return self.server.environ.get(self.eio_sid_of(sid))

    def send(self, clients: Iterable[Client], event: str, body: str) -> None:
        """`body` is JSON text. Never waits for anybody."""
        frame = Frame(f'2{NAMESPACE},["{event}",{body}]')
        ours: list[Line] = []
        for client in clients:
            if type(client.line) is Line:
                ours.append(client.line)
            else:
                self._put(client, frame)
        self.sent += len(ours)
        put_all(ours, frame.encode_cache)

    def cut(self, client: Client, event: str, **words: Any) -> None:
        """Say why, then hang up: politely at first, then for good."""
        self.send([client], event, compact(words))
        self.hang_up(client)

    @property
    def cuts(self) -> int:
        return self.cut_here + (self.lines.cuts if self.lines else 0)

    def hang_up(self, client: Client) -> None:
        self.cut_here += 1
        self.hang_up_on(client.eio_sid)

    def hang_up_on(self, eio_sid: str) -> None:
        """Close an Engine.IO connection, also one that never said which namespace it wants."""
        if self.is_direct and eio_sid not in self.server.eio.sockets:
            self.server._handle_eio_disconnect(eio_sid, "server disconnect")
        elif socket := self.server.eio.sockets.get(eio_sid):
            socket.close(wait=False)

    def say_bye(self, clients: Iterable[Client]) -> None:
        """This process stops: everybody comes back after a moment of his own, not all at once."""
        for client in list(clients):
            self.cut(client, "bye", retry_ms=random.randint(500, 3000))

    def later(self, work, *args: Any) -> None:
        """Do it as soon as the present handler has answered."""
        if self.is_direct:
            work(*args)
        elif args and isinstance(args[0], Client) and type(args[0].line) is Line:
            args[0].line.then(partial(work, *args))
        else:
            self.server.start_background_task(work, *args)

    def breathe(self) -> None:
        """Let others work."""
        if not self.is_direct:
            self.server.sleep(REST)

    def _put(self, client: Client, frame: Frame) -> None:
        """Written from here where nothing waits before it: no queue, no other greenlet, no second encoding."""
        self.sent += 1
        socket, packet = self.server.eio.sockets.get(client.eio_sid), frame
        if socket is not None and client.line is not None and socket.queue.empty() and not socket.closed:
            if not (rest := client.line.write_now(frame.encode_cache)):
                return
            packet = Rest(rest)
        elif socket is not None and socket.queue.qsize() > LONGEST_QUEUE:
            self.hang_up(client)
            return
        self.server._send_eio_packet(client.eio_sid, packet)

    def break_line(self, client: Client) -> None:
        """A browser that reads nothing would keep its connection, and our memory, for ever."""
        if client.line is not None and type(client.line) is not Line:
            self.later(self._break, client.line)

    def _break(self, line) -> None:
        self.server.sleep(LINGER)
        line.shut_down()

    def for_ever(self, loop: Callable[[], None], logger) -> None:
        """Run a loop beside everything else. It outlives whatever goes wrong in one of its turns."""
        self.server.start_background_task(self._for_ever, loop, logger)

    def _for_ever(self, loop: Callable[[], None], logger) -> None:
        while True:
            try:
                loop()
            except Exception:
                logger.exception("live: %s failed and goes on", loop.__qualname__)
                self.server.sleep(random.uniform(0.2, 1.0))


def _lines(app: Flask, server: Any) -> Lines | None:
    """Lines of our own, where they are wanted and the libraries are those they were written for."""
    if not app.config["OWN_LINES"]:
        return None
    if unlike := misfits():
        app.logger.warning("live: %s: screens go the libraries' own way, which is slower", ", ".join(unlike))
        return None
    return Lines(server)
