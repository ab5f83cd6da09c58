"""Every change of a letter after it was written. Each locks the mailbox: nothing passes a letter on its way."""

from datetime import datetime

from confsys import clock
from confsys.changes import action, record
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.folding import folded
from confsys.letters import queries, timing, writing
from confsys.letters.models import (
    DEAD,
    LAPSED,
    REFUSED,
    SENT,
    TAKEN,
    WITHDRAWN,
    Attempt,
    Letter,
    Mailbox,
)
from confsys.letters.server import Verdict
from confsys.letters.showing import GAVE_UP, REFUSED_FOR_GOOD
from confsys.people.models import Person
from confsys.words import _


@action
def withdraw(actor: Person | None, letter: Letter) -> None:
    """Take back what has not left. Raises Refused if it has, or is just leaving."""
    mailbox, now = _mailbox_of(letter), clock.now()
    if not letter.is_waiting:
        raise Refused(_("This letter waits no longer, so it cannot be withdrawn."))
    if _is_leaving(letter, mailbox, now):
        raise Refused(_("This letter is just leaving. Look again in a minute."))
    letter.end(WITHDRAWN, now)
    record("letter.withdrawn", letter, by=actor)


@action
def resend(actor: Person, letter: Letter, *, address: str) -> None:
    """Send after all what is dead, lapsed or withdrawn, perhaps to a corrected address. Raises Invalid, Refused."""
    if not writing.is_usable(address.lower()):
        raise Invalid({"address": _("This is not an e-mail address. Type it as vanphong@example.vn.")})
    if letter.person is not None and letter.person.disabled_at is not None:
        raise Refused(_("This account is closed, so no letter goes there."))
    _send_again(actor, letter, writing.locked(address)[0])


@action
def resend_all(actor: Person, letters: list[Letter]) -> int:
    """Send again what is dead, each to the address its receiver has by now; how many. Others are left as they are."""
    fit = [each for each in letters if each.state == DEAD and _may_be_sent(each)]
    mailboxes = {each.address: each for each in writing.locked(*map(queries.address_now, fit))}
    for letter in fit:
        _send_again(actor, letter, mailboxes[queries.address_now(letter).lower()])
    return len(fit)


@action
def acknowledge(actor: None, letter: Letter, *, attempt: Attempt, verdict: Verdict, chance: float) -> None:
    """What came of an attempt. `chance`: from 0 to 1, how much earlier or later it is tried again."""
    mailbox, now = _mailbox_of(letter), clock.now()
    attempt = db.session.get_one(Attempt, (attempt.letter_id, attempt.number), populate_existing=True)
    attempt.ended_at, attempt.outcome = now, verdict.outcome
    attempt.code, attempt.reply = verdict.code, verdict.reply
    mailbox.release(attempt.lease)
    if not letter.is_waiting:  # another worker thought us dead, and was told first
        return
    if verdict.outcome == TAKEN:
        letter.end(SENT, now)
        record("letter.sent", letter, by=actor)
    elif verdict.outcome == REFUSED:
        _give_up(letter, REFUSED_FOR_GOOD, now)
    else:
        _try_later(letter, attempt, now, chance)


@action
def lapse(actor: None, letter: Letter) -> None:
    """It would only be confusing by now."""
    mailbox, now = _mailbox_of(letter), clock.now()
    if letter.is_waiting and letter.lapses_at <= now and not _is_leaving(letter, mailbox, now):
        letter.end(LAPSED, now)
        record("letter.lapsed", letter, by=actor)


def _try_later(letter: Letter, attempt: Attempt, now: datetime, chance: float) -> None:
    assert letter.tried_since is not None  # the attempt has set it
    again = timing.again_at(now, letter.tried_since, attempt.number, chance)
    if again is None:
        _give_up(letter, GAVE_UP, now)
    else:
        letter.due_at = again


def _give_up(letter: Letter, reason: str, now: datetime) -> None:
    letter.end(DEAD, now, reason)
    record("letter.died", letter, by=None, after={"reason": reason})


def _mailbox_of(letter: Letter) -> Mailbox:
    """Locked, and then the letter as it stands under the lock."""
    [mailbox] = writing.locked(letter.mailbox_address)
    db.session.refresh(letter)
    return mailbox


def _is_leaving(letter: Letter, mailbox: Mailbox, now: datetime) -> bool:
    return mailbox.is_leased(now) and queries.next_in(mailbox) is letter


def _may_be_sent(letter: Letter) -> bool:
    is_closed = letter.person is not None and letter.person.disabled_at is not None
    return not is_closed and writing.is_usable(queries.address_now(letter).lower())


def _send_again(actor: Person, letter: Letter, mailbox: Mailbox) -> None:
    before = letter.mailbox_address
    letter.wait_again(mailbox, clock.now(), writing.USE)
    letter.folded = folded(f"{letter.name} {letter.mailbox_address} {letter.subject}")
    moved = {"before": before, "after": letter.mailbox_address} if letter.mailbox_address != before else None
    record("letter.resent", letter, by=actor, personal=moved)
