"""A real mail server for tests: it takes letters, or answers what it was told to answer first."""

import asyncio
import email
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from confsys.changes import transaction
from confsys.letters import writing
from confsys.letters.knowing import Known
from confsys.letters.models import Letter
from tests.build import a_conference, a_person

USER, PASSWORD = "vanphong@example.vn", "bi mat/kho@1:?"


class PostOffice:
    """`answers`: to the next letters, one each. `unknown`: what it says to a receiver. `breaks`: so many letters it
    takes and then drops the line without an answer. `stands_still_at`: the letters, counted as they come, that it takes
    without ever answering; it tells so by `stood_still`."""

    def __init__(self) -> None:
        self.stands_still_at: set[int] = set()
        self.stood_still = threading.Event()
        self.forget()

    def forget(self) -> None:
        self.taken: list = []
        self.answers: list[str] = []
        self.unknown: dict[str, str] = {}
        self.breaks = 0
        self.users: list[str] = []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if address in self.unknown:
            return self.unknown[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        answer = self.answers.pop(0) if self.answers else "250 OK"
        self.users.append(session.auth_data.login.decode() if session.auth_data else "")
        self.taken.append(email.message_from_bytes(envelope.content, policy=default))
        if len(self.taken) in self.stands_still_at:
            self.stood_still.set()
            await asyncio.sleep(60)
        if self.breaks:
            self.breaks -= 1
            server.transport.abort()
        return answer

    def authenticate(self, _server, _session, _envelope, _mechanism, given) -> AuthResult:
        right = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=False, auth_data=given)

    @property
    def ids(self) -> list[str]:
        return [message["Message-ID"] for message in self.taken]


@contextmanager
def opened(**options) -> Iterator[PostOffice]:
    handler = PostOffice()
    if options.get("auth_required"):
        options["authenticator"] = handler.authenticate
    controller = Controller(handler, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    handler.where = f"127.0.0.1:{controller.port}"
    try:
        yield handler
    finally:
        controller.stop()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def a_certificate(folder: Path, name: str = "IP:127.0.0.1") -> tuple[ssl.SSLContext, Path]:
    """A server's side of TLS with a certificate of its own making, and the file by which it is trusted."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is missing: apt install openssl")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=post office"]
    made += ["-addext", f"subjectAltName={name}", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(made, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context, certificate


def letters(number: int = 1, address: str = "be@example.vn", title: str = "Giao ban") -> list[Letter]:
    conference = a_conference(title=title)
    person, by = a_person("Nguyễn Thị Bé"), a_person("Trần Văn Duyệt")
    known = Known("approved", conference.starts_at, conference.ends_at, "Xã Thử")
    with transaction():
        person.email = address
        return [
            writing.write(
                "conferences/approved", person, body=conference.organiser, conference=conference, by=by, knows=known
            )
            for _turn in range(number)
        ]
