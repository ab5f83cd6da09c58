"""In which order turns come, and what becomes of who speaks when another is given the floor. No database, no clock.

A turn here is anything with a kind, is_called, called_at, is_last and rank.
Called ones first, as they were called; then by kind, within a kind as they came; last of all what was put last.
"""

from collections.abc import Iterable
from typing import Any

URGENT, QUESTION, REPLY, PAPER, REQUEST = KINDS = ("urgent", "question", "reply", "paper", "request")
INTERPOSED = (URGENT, QUESTION)  # who speaks waits for it, and has the floor again afterwards
STAYS_BETWEEN = (*INTERPOSED, REPLY)  # a question and its answer: who was interrupted still waits
ENDS, WAITS, BOTH_END = "ends", "waits", "both end"
SOON = 2  # so many get ready


def in_order(turns: Iterable[Any]) -> list[Any]:
    return sorted(turns, key=_place)


def _place(turn: Any) -> tuple[float, ...]:
    if turn.is_called:
        return (0, turn.called_at.timestamp(), turn.rank)
    return (1, turn.is_last, 0 if turn.is_last else KINDS.index(turn.kind), turn.rank)


def are_of_one_group(one: Any, other: Any) -> bool:
    """Whether one of them may be put before the other by hand: in the others' place the order of the kinds holds."""
    return one.is_last == other.is_last and (one.is_last or one.kind == other.kind)


def yields(kind: str, *, is_interposed: bool) -> str:
    """What becomes of who has the floor when a turn of this kind is given it.

    `is_interposed`: somebody already waits for who has it now.
    """
    if is_interposed:
        return ENDS if kind in STAYS_BETWEEN else BOTH_END
    return WAITS if kind in INTERPOSED else ENDS
