"""A province of screens in one process: each with a line and a link of its own, so thin that a thousand fit."""

import asyncio
import json
from dataclasses import dataclass, field

HELLO = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\n"
    "Upgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


@dataclass
class One:
    """What one screen shows, and what it was told on its latest line."""

    port: int
    origin: str
    link: str
    version: int = 0
    epoch: str = ""
    parts: dict[str, str | None] = field(default_factory=dict)
    answer: dict = field(default_factory=dict)
    told: list[tuple[int, int]] = field(default_factory=list)  # of each news: since, version
    _writer: asyncio.StreamWriter | None = None

    async def come(self, conference_id: str, patience: float = 30) -> None:
        """Open a line, join, and show everything; or be refused."""
        self.told, self.answer = [], {}
        async with asyncio.timeout(patience):
            await self._open()
            known = {"since": self.version, "epoch": self.epoch} if self.version else {}
            said = ["join", {"conference": conference_id, "view": "screen", "lang": "vi", **known}]
            self._say(f"42/live,1{json.dumps(said)}")
            while not self.answer or (self.answer["ok"] and self.version < self.answer["version"]):
                self._hear(await self._message())

    async def listen(self, version: int, patience: float = 30) -> None:
        """Until this version is shown."""
        async with asyncio.timeout(patience):
            while self.version < version:
                self._hear(await self._message())

    def leave(self) -> None:
        """As a line that is cut: no word, nothing waits."""
        if self._writer is not None:
            self._writer.transport.abort()

    async def _open(self) -> None:
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self.port)
        self._writer.write(HELLO.format(host=f"127.0.0.1:{self.port}", origin=self.origin).encode())
        head = await self._reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 101"), head
        await self._message()
        self._say(f"40/live,{json.dumps({'link': self.link})}")
        assert (await self._message()).startswith("40/live,")

    def _say(self, text: str) -> None:
        """A masked text frame; the mask is zero."""
        body = text.encode()
        head = bytes((0x81, 0x80 | len(body))) if len(body) < 126 else b"\x81\xfe" + len(body).to_bytes(2, "big")
        self._writer.write(head + b"\0\0\0\0" + body)

    async def _message(self) -> str:
        while True:
            _kind, size = await self._reader.readexactly(2)
            if size == 126:
                size = int.from_bytes(await self._reader.readexactly(2), "big")
            elif size == 127:
                size = int.from_bytes(await self._reader.readexactly(8), "big")
            text = (await self._reader.readexactly(size)).decode()
            if text != "2":
                return text
            self._say("3")

    def _hear(self, text: str) -> None:
        if text.startswith("43/live,1"):
            self.answer = json.loads(text[9:])[0]
        elif text.startswith("42/live,"):
            name, body = json.loads(text[8:])
            if name == "news":
                self._show(body)

    def _show(self, news: dict) -> None:
        """The rule of every screen; what does not fit is a fault."""
        self.told.append((news["since"], news["version"]))
        if news["epoch"] != self.epoch or news["since"] <= self.version < news["version"]:
            self.parts = self.parts | news["parts"]
            self.version, self.epoch = news["version"], news["epoch"]


async def all_come(screens: list[One], conference_id: str) -> None:
    await asyncio.gather(*(each.come(conference_id) for each in screens))


async def all_listen(screens: list[One], version: int) -> None:
    await asyncio.gather(*(each.listen(version) for each in screens))
