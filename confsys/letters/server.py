"""The mail server: where it is, how it is spoken to, and what its answers mean.

A refusal of the letter is the letter's; whatever would befall every letter alike (nobody answers, the password is
wrong, we may not send as who we are) is the server's trouble, and no letter dies of it.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

from flask import current_app

from confsys.folding import clean
from confsys.letters.models import LATER, LOST, REFUSED, TAKEN

TIMEOUT = 10.0  # seconds for each answer
LOOPBACK = ("localhost", "127.0.0.1", "::1")
PORTS = {"smtp": 25, "smtps": 465}
TOO_LARGE = 552  # the one refusal of a sender that is about the letter


@dataclass(frozen=True)
class Address:
    """What CONFSYS_SMTP_URL says. The password is in no representation of it."""

    scheme: str
    host: str
    port: int
    user: str
    password: str
    needs_tls: bool

    def __repr__(self) -> str:
        return f"{self.scheme}://{self.host}:{self.port}"


@dataclass(frozen=True)
class Verdict:
    """What came of one letter. `stands`: whether the connection may be used for the next one."""

    outcome: str
    code: int | None = None
    reply: str = ""
    stands: bool = True


class Trouble(Exception):
    """No letter can be sent now, whichever it is."""


def read_url(url: str) -> Address | None:
    """smtp://user:password@host:port?tls=required, or smtps://…; None of nothing. Raises ValueError, without the
    password in it."""
    if not url:
        return None
    parts = urlsplit(url)
    asked = parse_qs(parts.query)
    try:
        port = parts.port
    except ValueError:
        port = 0
    if parts.scheme not in PORTS or not parts.hostname or port == 0 or asked.keys() - {"tls"}:
        raise ValueError("CONFSYS_SMTP_URL must look like smtp://user:password@host:587?tls=required or smtps://host.")
    if asked.get("tls", ["required"]) != ["required"]:
        raise ValueError("CONFSYS_SMTP_URL: tls= can only be “required”; otherwise it is used where it is offered.")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if not (user + password).isascii():  # the library would fail at the sign-in, each time anew
        raise ValueError("CONFSYS_SMTP_URL: user name and password can only have letters without marks.")
    usual = 587 if user and parts.scheme == "smtp" else PORTS[parts.scheme]
    # A password does not go over an open line, but on this very machine.
    needs_tls = "tls" in asked or bool(user) and parts.hostname not in LOOPBACK
    return Address(parts.scheme, parts.hostname, port or usual, user, password, needs_tls)


def configured() -> Address | None:
    """The server of this installation, if it has one."""
    return read_url(current_app.config["SMTP_URL"])


def is_set_up() -> bool:
    return bool(current_app.config["SMTP_URL"])


@contextmanager
def line_to(address: Address) -> Iterator[smtplib.SMTP]:
    """A connection that is encrypted where it can be, and signed in. Raises Trouble."""
    try:
        line = _opened(address)
    except smtplib.SMTPResponseException as refusal:
        raise Trouble(f"{refusal.smtp_code} {_said(refusal.smtp_error)}") from None
    except (OSError, smtplib.SMTPException) as error:
        raise Trouble(_plain(error)) from None
    try:
        yield line
    finally:
        with suppress(OSError, smtplib.SMTPException):
            line.quit()
        line.close()


def send(line: smtplib.SMTP, message: EmailMessage, sender: str, receiver: str) -> Verdict:
    """Hand one letter over. Raises Trouble where the server would take none."""
    try:
        line.send_message(message, sender, [receiver])
    except smtplib.SMTPRecipientsRefused as refusal:
        return _refused(*refusal.recipients[receiver])
    except smtplib.SMTPSenderRefused as refusal:
        if refusal.smtp_code != TOO_LARGE:
            raise Trouble(f"{refusal.smtp_code} {_said(refusal.smtp_error)}") from None
        return _refused(refusal.smtp_code, refusal.smtp_error)
    except smtplib.SMTPResponseException as refusal:
        return _refused(refusal.smtp_code, refusal.smtp_error)
    except smtplib.SMTPNotSupportedError as error:  # an address that this server cannot even be told
        return Verdict(REFUSED, None, clean(str(error))[:500])
    except (OSError, smtplib.SMTPException) as error:
        return Verdict(LOST, None, _plain(error), stands=False)
    return Verdict(TAKEN)


def _opened(address: Address) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if address.scheme == "smtps":
        line: smtplib.SMTP = smtplib.SMTP_SSL(address.host, address.port, timeout=TIMEOUT, context=context)
    else:
        line = smtplib.SMTP(address.host, address.port, timeout=TIMEOUT)
    try:
        _prepare(line, address, context)
    except BaseException:
        line.close()
        raise
    return line


def _prepare(line: smtplib.SMTP, address: Address, context: ssl.SSLContext) -> None:
    line.ehlo_or_helo_if_needed()
    if address.scheme == "smtp" and line.has_extn("starttls"):
        line.starttls(context=context)
        line.ehlo()
    elif address.scheme == "smtp" and address.needs_tls:
        raise smtplib.SMTPException("the server offers no encryption (STARTTLS), and it is required")
    if address.user:
        line.login(address.user, address.password)


def _refused(code: int, reply: bytes | str) -> Verdict:
    """5xx is for good; anything else may be taken another time. After 421 the server is gone."""
    permanent = 500 <= code < 600
    return Verdict(REFUSED if permanent else LATER, code, _said(reply), stands=code != 421)


def _said(reply: bytes | str) -> str:
    return clean(reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply)[:500]


def _plain(error: Exception) -> str:
    return clean(str(error))[:500] or type(error).__name__
