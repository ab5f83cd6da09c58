"""What is shown of letters: their words, their states, and why one is dead, in sentences."""

import re
from typing import Any

from confsys.letters.models import DEAD, LAPSED, SENT, WAITING, WITHDRAWN, Attempt, Letter
from confsys.words import _

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
