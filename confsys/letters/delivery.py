"""The worker's side: lease one letter, send it, acknowledge it; the next one over the same connection."""

import random
import time
from dataclasses import dataclass
from datetime import timedelta

from flask import current_app
from sqlalchemy import func, select

from confsys import clock
from confsys.changes import bookkeeping
from confsys.extensions import db
from confsys.ids import new_id
from confsys.letters import actions, envelope, queries, server, timing
from confsys.letters.models import REFUSED, Attempt, Letter
from confsys.letters.server import Verdict

LEASE = timedelta(seconds=60)  # longer than a server may keep us with one letter: four answers of ten seconds
BITE = 5.0  # seconds over one connection; then other jobs of this worker have their turn


@dataclass
class Patience:
    """How long a server that could not be reached is left alone; forgotten with the process."""

    failures: int = 0
    until: float = 0.0


PATIENCE = Patience()


def send() -> int:
    """Send what is due, if the server is not left alone just now; how many were tried."""
    if time.monotonic() < PATIENCE.until:
        return 0
    try:
        tried = deliver()
    except server.Trouble as trouble:
        PATIENCE.failures += 1
        pause = timing.pause(PATIENCE.failures, random.random())
        PATIENCE.until = time.monotonic() + pause.total_seconds()
        current_app.logger.warning("letters wait %s s for the mail server: %s", round(pause.total_seconds()), trouble)
        return 0
    PATIENCE.failures = 0
    return tried


def deliver() -> int:
    """Send what is due; how many were tried. Raises server.Trouble when none can be sent."""
    for letter in queries.past_their_use(clock.now()):
        actions.lapse(None, letter)
    address = server.configured()
    due = queries.due_from(clock.now())
    if address is None or due is None or due > clock.now():
        return 0
    with server.line_to(address) as line:
        return _send_many(line)


def _send_many(line) -> int:
    tried, until = 0, time.monotonic() + BITE
    while time.monotonic() < until and (attempt := lease()) is not None:
        letter = db.session.get_one(Letter, attempt.letter_id)
        verdict = _sent(line, letter)
        actions.acknowledge(None, letter, attempt=attempt, verdict=verdict, chance=random.random())
        tried += 1
        if not verdict.stands:
            break
    return tried


def _sent(line, letter: Letter) -> Verdict:
    try:
        message = envelope.message_of(letter)
    except ValueError as error:  # a header that cannot be: it will not become better
        return Verdict(REFUSED, None, str(error)[:200])
    return server.send(line, message, envelope.sender()[1], letter.mailbox_address)


@bookkeeping
def lease() -> Attempt | None:
    """Begin an attempt with a letter whose turn it is; nobody else takes one of this receiver for a minute."""
    now = clock.now()
    mailbox = db.session.scalars(queries.a_mailbox_that_is_due(now)).first()
    letter = queries.next_in(mailbox) if mailbox else None
    if mailbox is None or letter is None or letter.due_at > now or mailbox.is_leased(now):
        return None  # another worker was there between the look and the lock
    number = (db.session.scalar(select(func.max(Attempt.number)).where(Attempt.letter_id == letter.id)) or 0) + 1
    attempt = Attempt(letter_id=letter.id, number=number, lease=new_id(), begun_at=now)
    letter.tried_since = letter.tried_since or now
    mailbox.lease, mailbox.leased_until = attempt.lease, now + LEASE
    db.session.add(attempt)
    return attempt
