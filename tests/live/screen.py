"""A browser's side of the socket, as small as it can be: what a screen knows, and the rule it applies."""

import json
import time

import websocket

NAMESPACE = "/live"


class Screen:
    """One connection. `parts`, `version`, `epoch` are what it shows."""

    def __init__(self, url: str, *, auth=None, cookie=None, origin="own", name=NAMESPACE, **more):
        self.heard: list[tuple[str, dict]] = []
        self.version, self.epoch, self.parts, self.number = 0, "", {}, 0
        address = url.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket"
        options = {"suppress_origin": True} if origin is None else {"origin": url if origin == "own" else origin}
        self.line = websocket.create_connection(address, timeout=5, cookie=cookie, **options, **more)
        self._read()  # Engine.IO says hello
        self.line.send(f"40{name}," + (json.dumps(auth) if auth else ""))
        self.welcome = self._packet(5)

    @property
    def is_welcome(self) -> bool:
        return self.welcome.startswith(f"40{NAMESPACE},")

    def call(self, event: str, *sent, timeout: float = 5) -> dict:
        """Send an event and wait for its acknowledgement."""
        self.number += 1
        mark = f"43{NAMESPACE},{self.number}"
        self.line.send(f"42{NAMESPACE},{self.number}" + json.dumps([event, *sent]))
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            packet = self._packet(deadline - time.monotonic())
            if packet.startswith(mark):
                return json.loads(packet[len(mark) :])[0]
        raise TimeoutError(event)

    def join(self, conference_id: str, view: str = "screen", lang: str = "vi", **known) -> dict:
        return self.call("join", {"conference": conference_id, "view": view, "lang": lang, **known})

    def wait_for(self, event: str, timeout: float = 5) -> dict:
        """The next event of that name, among those heard or still to come."""
        deadline = time.monotonic() + timeout
        while True:
            for index, (name, body) in enumerate(self.heard):
                if name == event:
                    del self.heard[: index + 1]
                    return body
            if time.monotonic() > deadline:
                raise TimeoutError(f"no {event}; heard {self.heard}")
            self._packet(deadline - time.monotonic())

    def show(self, news: dict) -> bool:
        """Apply a message by the rule; False if it was older or something is missing before it."""
        fits = news["epoch"] != self.epoch or news["since"] <= self.version < news["version"]
        if fits:
            self.parts |= news.get("parts", {})  # "data" hears events instead
            self.version, self.epoch = news["version"], news["epoch"]
        return fits

    def follow(self, version: int, timeout: float = 5) -> None:
        """Apply news until this version is shown."""
        deadline = time.monotonic() + timeout
        while self.version < version:
            self.show(self.wait_for("news", deadline - time.monotonic()))

    def is_cut(self, timeout: float = 3) -> bool:
        """Whether the server hangs up in this time."""
        deadline = time.monotonic() + timeout
        try:
            while time.monotonic() < deadline:
                self._packet(deadline - time.monotonic())
        except TimeoutError:
            return False
        except (websocket.WebSocketException, OSError):
            return True
        return False

    def close(self) -> None:
        self.line.close()

    def _packet(self, timeout: float) -> str:
        """The next packet that is not Engine.IO's own; events are put aside as well."""
        packet = self._read(timeout)
        while packet == "2":
            self.line.send("3")
            packet = self._read(timeout)
        if packet == "1":
            raise websocket.WebSocketConnectionClosedException("closed by the server")
        head = f"42{NAMESPACE},"
        if packet.startswith(head):
            name, *body = json.loads(packet[len(head) :])
            self.heard.append((name, body[0] if body else None))
        return packet

    def _read(self, timeout: float = 5) -> str:
        self.line.settimeout(max(timeout, 0.001))
        try:
            packet = self.line.recv()
        except websocket.WebSocketTimeoutException as error:
            raise TimeoutError("silence") from error
        if packet in ("", b""):
            raise websocket.WebSocketConnectionClosedException("closed by the server")
        return packet
