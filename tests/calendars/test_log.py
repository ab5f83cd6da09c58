"""The log of a real server holds no secret of an address, whatever the request."""

import socket

import pytest

from tests.calendars.program import Office, a_feed

REQUESTS = {
    "a poll": "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "an unknown name": "GET {path}x/y HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    "an unknown method": "FETCH! {path} HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "an unknown version": "GET {path} HTTP/7.3\r\nHost: localhost\r\n\r\n",
    "three words": "GET {path} and more HTTP/1.1\r\n\r\n",
    "a referrer": "GET / HTTP/1.1\r\nHost: localhost\r\nReferer: http://x{path}\r\nConnection: close\r\n\r\n",
}


def answered(server, request: str) -> bytes:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        line.sendall(request.encode())
        line.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: line.recv(65536), b""))


@pytest.mark.parametrize("kind", REQUESTS)
def test_no_secret_reaches_the_log(live_server, kind):
    path = live_server.in_app(lambda: a_feed(Office().officer))
    logged = len(live_server.log.read_text())

    assert answered(live_server, REQUESTS[kind].format(path=path)).startswith(b"HTTP/1.1 ")

    written = live_server.log.read_text()[logged:]
    assert written, "nothing was logged"
    assert path.split("/")[2] not in written and "Traceback" not in written
