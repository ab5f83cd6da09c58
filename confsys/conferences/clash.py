"""One thing that stands against a conference at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

BLOCKS, WARNS, TELLS = "blocks", "warns", "tells"
ORDER = (BLOCKS, WARNS, TELLS)


@dataclass(frozen=True)
class Clash:
    """`id` is the same each time the same thing is found, so that a word said against it stays said.

    `hints`: what may be said, ready to be pressed.
    """

    level: str
    id: str
    words: Any
    hints: Sequence[Any] = ()
