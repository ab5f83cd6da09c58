"""Which slot suits most: pure, without database or words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Count:
    """How many said what to one slot; `silent` answered the poll before the slot was in it."""

    yes: int = 0
    maybe: int = 0
    no: int = 0
    silent: int = 0

    @property
    def of(self) -> int:
        return self.yes + self.maybe + self.no + self.silent

    @property
    def can_come(self) -> int:
        return self.yes + self.maybe


def count(said: Iterable[str], guests: int) -> Count:
    """Of so many guests these were the answers to one slot."""
    every = list(said)
    yes, maybe, no = (every.count(choice) for choice in ("yes", "maybe", "no"))
    return Count(yes, maybe, no, guests - len(every))


def ranked(counts: Mapping[str, Count], begins: Mapping[str, datetime]) -> list[str]:
    """The slots, best first: most who can come, of those most who can come easily, then the earliest."""
    return sorted(counts, key=lambda slot: (-counts[slot].can_come, -counts[slot].yes, begins[slot]))


@dataclass(frozen=True)
class Stretch:
    """A part of a bar, in hundredths of its width."""

    look: str
    x: float
    width: float


def bar(counted: Count) -> list[Stretch]:
    """The bar of a slot: who can come, who could, who cannot; what is left of it is silent."""
    found, x = [], 0.0
    for look in ("yes", "maybe", "no"):
        width = round(100 * getattr(counted, look) / counted.of, 2) if counted.of else 0.0
        if width:
            found.append(Stretch(look, round(x, 2), width))
        x += width
    return found
