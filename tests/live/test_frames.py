"""Frames as browsers send them, in whatever pieces they come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from confsys.live.frames import BINARY, CLOSING, LARGEST_MESSAGE, PINGING, TEXT, Broken, Frames, frame, text

MESSAGES = st.lists(
    st.tuples(st.sampled_from([TEXT, BINARY]), st.binary(max_size=400))
    | st.tuples(st.sampled_from([PINGING, CLOSING]), st.binary(max_size=125)),
    max_size=6,
)


def sent(opcode: int, payload: bytes | str, mask: bytes = b"\x01\x02\x03\x04", *, length: int | None = None) -> bytes:
    """As a browser sends it: masked octet by octet, as RFC 6455, 5.3 says."""
    payload = payload.encode() if isinstance(payload, str) else payload
    size = len(payload) if length is None else length
    head = bytes((0x80 | opcode,))
    if size < 126:
        head += bytes((0x80 | size,))
    else:
        head += b"\xfe" + size.to_bytes(2, "big") if size < 65536 else b"\xff" + size.to_bytes(8, "big")
    return head + mask + bytes(octet ^ mask[place % 4] for place, octet in enumerate(payload))


@given(MESSAGES, st.binary(min_size=4, max_size=4), st.data())
def test_all_is_heard_whole_and_in_order_however_it_is_cut(messages, mask, data):
    stream = b"".join(sent(opcode, payload, mask) for opcode, payload in messages)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=5)))

    heard, kept = [], b""
    for first, last in zip([0, *cuts], [*cuts, len(stream)], strict=True):
        frames = Frames(kept + stream[first:last])
        heard += list(frames)
        kept = frames.rest

    assert heard == messages and kept == b""


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, LARGEST_MESSAGE])
def test_every_way_to_write_a_length_is_read(size):
    assert list(Frames(sent(TEXT, b"x" * size))) == [(TEXT, b"x" * size)]


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(b"\x81\x05hello", id="not masked"),
        pytest.param(b"\x01" + sent(TEXT, b"hel")[1:], id="in pieces"),
        pytest.param(b"\x80" + sent(TEXT, b"lo")[1:], id="the end of pieces"),
        pytest.param(b"\xc1" + sent(TEXT, b"hel")[1:], id="compressed"),
        pytest.param(b"\x83" + sent(TEXT, b"hel")[1:], id="of no kind"),
        pytest.param(sent(TEXT, b"", length=LARGEST_MESSAGE + 1), id="too large, before a byte of it came"),
        pytest.param(sent(TEXT, b"", length=2**40), id="larger than any memory"),
        pytest.param(sent(PINGING, b"x" * 126), id="a long ping"),
    ],
)
def test_what_no_browser_sends_is_refused(wrong):
    with pytest.raises(Broken):
        list(Frames(wrong))


@pytest.mark.parametrize(
    ("size", "head"), [(0, "8100"), (125, "817d"), (126, "817e007e"), (65536, "817f0000000000010000")]
)
def test_what_we_say_is_whole_and_not_masked(size, head):
    assert text("x" * size) == bytes.fromhex(head) + b"x" * size


def test_vietnamese_is_counted_in_octets():
    assert text("Hội nghị") == frame(TEXT, "Hội nghị".encode()) == b"\x81\x0c" + "Hội nghị".encode()
