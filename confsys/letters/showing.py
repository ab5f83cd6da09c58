"""What is shown of letters: their words, their states, and why one is dead, in sentences."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from confsys import shown
from confsys.letters.models import (
    DEAD,
    HOLD,
    LAPSED,
    LATER,
    LOST,
    REFUSED,
    SENT,
    TAKEN,
    WAITING,
    WITHDRAWN,
    Attempt,
    Letter,
    Mailbox,
)
from confsys.words import _, ngettext

ADDRESS = re.compile(r"(https?://[^\s<>]+)")
STATE_NAMES = {
    WAITING: _("Waiting to leave"),
    SENT: _("Letter sent"),
    DEAD: _("Not delivered"),
    LAPSED: _("Not sent in time"),
    WITHDRAWN: _("Letter withdrawn"),
}
ADDRESS_UNUSABLE, REFUSED_FOR_GOOD, GAVE_UP = "address", "refused", "gave_up"
UNKNOWN_RECEIVER, TOO_BIG = (550, 551, 553), (552, 554)
WHY = {
    ADDRESS_UNUSABLE: _("No letter can be sent to this address. Correct it and send the letter again."),
    REFUSED_FOR_GOOD: _("The mail server refuses this letter for good. Its answer stands below."),
    GAVE_UP: _("For two days the mail server asked to come back later. Send it again, or telephone."),
}
NOBODY_THERE = _("The mail server knows nobody by this address. Ask for the right one and send the letter again.")


def why_dead(letter: Letter, attempts: list[Attempt]) -> Any:
    """Why it is dead, in a sentence one can act on."""
    last = next((each for each in reversed(attempts) if each.code), None)
    if letter.reason == REFUSED_FOR_GOOD and last is not None and last.code in UNKNOWN_RECEIVER:
        return NOBODY_THERE
    return WHY[letter.reason]


def paragraphs(text: str) -> list[list[list[tuple[str, bool]]]]:
    """Paragraphs of lines of pieces, each with whether it is an address to press."""
    return [
        [[(piece, bool(ADDRESS.fullmatch(piece))) for piece in ADDRESS.split(line) if piece] for line in lines]
        for part in text.strip().split("\n\n")
        if (lines := part.strip("\n").split("\n"))
    ]


@dataclass(frozen=True)
class Standing:
    """How a letter stands just now: a stamp. `since`, `until`: while it is only held, so that the page counts down."""

    look: str
    icon: str
    words: Any
    since: datetime | None = None
    until: datetime | None = None


ENDED = {SENT: ("is-ok", "check"), DEAD: ("is-bad", "alert-triangle"), LAPSED: ("", "clock"), WITHDRAWN: ("", "x")}
OUTCOME_NAMES = {
    TAKEN: _("Taken by the mail server"),
    REFUSED: _("Refused for good"),
    LATER: _("Put off by the mail server"),
    LOST: _("The line broke; it may have arrived"),
}


def standing(letter: Letter, last: Attempt | None, now: datetime, has_server: bool) -> Standing:
    """`last`: the latest attempt, if there was one."""
    if not letter.is_waiting:
        return Standing(*ENDED[letter.state], STATE_NAMES[letter.state])
    if last is not None and is_under_way(last, letter.mailbox, now):
        return Standing("is-act", "send", _("Is being sent"))
    if not has_server:
        return Standing("is-dashed", "plug-connected-x", _("Waits for a mail server"))
    if letter.is_held(now):
        return Standing("is-wait", "hourglass", _("Leaves after"), letter.due_at - HOLD, letter.due_at)
    if letter.tried_since is not None and letter.due_at > now:
        return Standing("is-wait", "clock", _("Tried again at %(at)s", at=shown.hms(letter.due_at)))
    return Standing("is-wait", "hourglass", _("Waits its turn"))


def outcome(attempt: Attempt, mailbox: Mailbox, now: datetime) -> Any:
    """What came of an attempt, in words."""
    if attempt.outcome is not None:
        return OUTCOME_NAMES[attempt.outcome]
    return _("Under way") if is_under_way(attempt, mailbox, now) else _("Broken off; it may have arrived")


def is_under_way(attempt: Attempt, mailbox: Mailbox, now: datetime) -> bool:
    return attempt.ended_at is None and mailbox.lease == attempt.lease and mailbox.is_leased(now)


def summary(counts: Mapping[str, int]) -> str:
    """ "12 sent, 1 not delivered, 3 waiting"; what there is none of is not said."""
    said = {
        SENT: ngettext("%(num)s sent", "%(num)s sent", counts.get(SENT, 0)),
        WAITING: ngettext("%(num)s waiting", "%(num)s waiting", counts.get(WAITING, 0)),
        DEAD: ngettext("%(num)s not delivered", "%(num)s not delivered", counts.get(DEAD, 0)),
        LAPSED: ngettext("%(num)s out of date", "%(num)s out of date", counts.get(LAPSED, 0)),
    }
    return ", ".join(words for state, words in said.items() if counts.get(state))
