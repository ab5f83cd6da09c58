"""The request that opens a line: taken as browsers write it, and left to the HTTP server when it is anything else."""

import pytest

from confsys.live.handshake import opening

ORIGINS = {"http://127.0.0.1:5000"}
HEADERS = {
    "Host": "127.0.0.1:5000",
    "Connection": "Upgrade",
    "Pragma": "no-cache",
    "Upgrade": "websocket",
    "Origin": "http://127.0.0.1:5000",
    "Sec-WebSocket-Version": "13",
    "Accept-Encoding": "gzip, deflate, br",
    "Cookie": "confsys=abc; theme=dark",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits",
}
FIRST = "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1"


def request(first: str = FIRST, end: str = "", **changed: str | None) -> bytes:
    headers = HEADERS | {name.replace("_", "-"): value for name, value in changed.items()}
    lines = [first, *(f"{name}: {value}" for name, value in headers.items() if value is not None)]
    return ("\r\n".join(lines) + "\r\n\r\n" + end).encode("latin-1")


def test_a_browser_is_answered_as_the_standard_says():
    found = opening(request(), ORIGINS)

    # The key and the answer of RFC 6455, 1.3.
    assert b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n" in found.answer
    assert found.answer.startswith(b"HTTP/1.1 101 ") and b"Extensions" not in found.answer
    assert found.environ == {"HTTP_ORIGIN": "http://127.0.0.1:5000", "HTTP_COOKIE": "confsys=abc; theme=dark"}


def test_firefox_asks_to_keep_the_line_too():
    assert opening(request(Connection="keep-alive, Upgrade"), ORIGINS)


def test_a_program_names_no_page():
    assert "HTTP_ORIGIN" not in opening(request(Origin=None), ORIGINS).environ


@pytest.mark.parametrize(
    "odd",
    [
        request("GET /conferences HTTP/1.1"),
        request("POST /socket.io/?EIO=4&transport=websocket HTTP/1.1"),
        request("GET /socket.io/?EIO=4&transport=websocket HTTP/1.0"),
        request("GET /socket.io/?EIO=4&transport=polling HTTP/1.1"),
        request("GET /socket.io/?EIO=3&transport=websocket HTTP/1.1"),
        request("GET /socket.io/?EIO=4&transport=websocket&sid=abc HTTP/1.1"),
        request("GET /socket.io/?EIO=4&transport=websocket&x=%0d HTTP/1.1"),
        request(Origin="http://evil.example"),
        request(Origin="http://127.0.0.1:5000.evil.example"),
        request(Upgrade="h2c"),
        request(Upgrade=None),
        request(Connection="close"),
        request(Host=None),
        request(Sec_WebSocket_Version="8"),
        request(Sec_WebSocket_Key="short"),
        request(Sec_WebSocket_Key="dGhlIHNhbXBsZSBub25jZQ== x"),
        request(Content_Length="3"),
        request(Transfer_Encoding="chunked"),
        request(end="\x81"),  # it speaks before it is let in
        request()[:-1],
        request()[:-2],
        request().replace(b"Pragma", b"Origin"),  # twice
        request().replace(b"Pragma: ", b"Pragma : "),
        request().replace(b"Pragma: no-cache", b"Pragma: no-cache\n folded"),
        b"",
        b"\x16\x03\x01",
    ],
)
def test_anything_unusual_is_left_to_the_http_server(odd):
    assert opening(odd, ORIGINS) is None
