"""How long a site may speak in a conference, by kind of turn, and how long it still has. No database, no clock."""

from collections.abc import Mapping

from confsys.floor.order import PAPER, QUESTION, REPLY, REQUEST, URGENT

# What holds where the office sets nothing: a paper as it is usually planned, a question short.
USUAL_MINUTES = {URGENT: 3, QUESTION: 3, REPLY: 5, PAPER: 15, REQUEST: 5}
LONGEST = 240
MOST_EXTRA = 120


def allowed(kind: str, minutes: Mapping[str, int], extra: Mapping[str, int]) -> int:
    """Seconds that each site has for this kind of turn: what is set, and what was given to all of them besides."""
    return 60 * max(1, minutes.get(kind, USUAL_MINUTES[kind]) + extra.get(kind, 0))


def left(allowed_seconds: int, spoken_seconds: int) -> int:
    """Seconds a site has for its next turn; at least one, so that a clock that starts has something to run over."""
    return max(1, allowed_seconds - spoken_seconds)
