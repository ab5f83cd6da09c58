"""The request that opens a line (RFC 6455, section 4), read at once when it is as browsers write it.

When a province comes back after an outage, the HTTP server would spend a third of the time on headers. Anything
unusual is left to it, untouched: it then answers, or refuses, as for every other request.
"""

import re
from base64 import b64encode
from collections.abc import Collection
from hashlib import sha1

REQUEST = re.compile(rb"GET /socket\.io/\?([\w=&.\-]{1,200}) HTTP/1\.1\r\n", re.ASCII)
HEADER = re.compile(rb"([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*([^\r\n]*?)[ \t]*\r\n")
KEY = re.compile(r"[A-Za-z0-9+/]{22}==")
MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
LARGEST_HEAD = 8 * 1024
UNUSUAL = ("content-length", "transfer-encoding", "expect")


class Opening:
    """`environ`: what those above read of the request; `answer`: the head of the answer."""

    __slots__ = ("answer", "environ")

    def __init__(self, headers: dict[str, str]) -> None:
        self.environ = {f"HTTP_{name.upper()}": headers[name] for name in ("origin", "cookie") if name in headers}
        accepted = b64encode(sha1(headers["sec-websocket-key"].encode() + MAGIC, usedforsecurity=False).digest())
        self.answer = (
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: " + accepted + b"\r\n\r\n"
        )


def opening(head: bytes, origins: Collection[str]) -> Opening | None:
    """What `head`, all that has come so far, asks for; None where it is not ours to answer here."""
    request = REQUEST.match(head)
    if request is None or not head.endswith(b"\r\n\r\n") or head.index(b"\r\n\r\n") != len(head) - 4:
        return None
    asked = request[1].decode().split("&")
    if "EIO=4" not in asked or "transport=websocket" not in asked or any(each.startswith("sid=") for each in asked):
        return None
    headers = _headers(head[request.end() : -2])
    if headers is None or not _upgrades(headers) or headers.get("origin", "") not in ("", *origins):
        return None
    return Opening(headers)


def _headers(lines: bytes) -> dict[str, str] | None:
    """By their small names; None if one of them is no header, or comes twice."""
    found: dict[str, str] = {}
    at = 0
    while at < len(lines):
        header = HEADER.match(lines, at)
        if header is None:
            return None
        name = header[1].decode().lower()
        if name in found:
            return None
        found[name], at = header[2].decode("latin-1"), header.end()
    return found


def _upgrades(headers: dict[str, str]) -> bool:
    """Whether it is a whole request for a WebSocket and for nothing else."""
    connection = [each.strip() for each in headers.get("connection", "").lower().split(",")]
    return (
        "host" in headers
        and "upgrade" in connection
        and headers.get("upgrade", "").lower() == "websocket"
        and headers.get("sec-websocket-version") == "13"
        and KEY.fullmatch(headers.get("sec-websocket-key", "")) is not None
        and not any(each in headers for each in UNUSUAL)
    )
