"""WebSocket frames as RFC 6455 (section 5) has them, without extensions: browsers send small whole messages."""

from collections.abc import Iterator

TEXT, BINARY, CLOSING, PINGING, ANSWERING = 0x1, 0x2, 0x8, 0x9, 0xA
KNOWN = (TEXT, BINARY, CLOSING, PINGING, ANSWERING)
LARGEST_MESSAGE = 16 * 1024
LARGEST_CONTROL = 125


class Broken(ValueError):
    """What no browser sends: the line is closed."""


class Framed(bytes):
    """A frame as it goes over the line, or the end of one: written as it is."""


def text(message: str) -> Framed:
    return frame(TEXT, message.encode())


def frame(opcode: int, payload: bytes) -> Framed:
    """From the server: whole, not masked."""
    size = len(payload)
    if size < 126:
        head = bytes((0x80 | opcode, size))
    elif size < 65536:
        head = bytes((0x80 | opcode, 126)) + size.to_bytes(2, "big")
    else:
        head = bytes((0x80 | opcode, 127)) + size.to_bytes(8, "big")
    return Framed(head + payload)


CLOSED_NORMALLY = frame(CLOSING, (1000).to_bytes(2, "big"))


class Frames:
    """The whole messages at the beginning of what came; `rest` is what follows the last of them.

    Refused with Broken, before a byte of it is kept: what is not masked (5.1), comes in pieces, uses an extension, or
    announces more than LARGEST_MESSAGE.
    """

    def __init__(self, data: bytes) -> None:
        self.rest = data

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        data, at, size = self.rest, 0, len(self.rest)
        while size - at >= 2:
            first, second = data[at], data[at + 1]
            opcode, length, body = first & 0x0F, second & 0x7F, at + 2
            if not second & 0x80 or first & 0xF0 != 0x80 or opcode not in KNOWN:
                raise Broken
            if length > LARGEST_CONTROL and opcode >= CLOSING:
                raise Broken
            if length >= 126:
                wide = 2 if length == 126 else 8
                if size < body + wide:
                    break
                length, body = int.from_bytes(data[body : body + wide], "big"), body + wide
                if length > LARGEST_MESSAGE:
                    raise Broken
            if size < body + 4 + length:
                break
            at = body + 4 + length
            self.rest = data[at:]
            yield opcode, unmasked(data[body : body + 4], data[body + 4 : at])


def unmasked(mask: bytes, payload: bytes) -> bytes:
    size = len(payload)
    key = (mask * (size // 4 + 1))[:size]
    return (int.from_bytes(payload, "little") ^ int.from_bytes(key, "little")).to_bytes(size, "little")
