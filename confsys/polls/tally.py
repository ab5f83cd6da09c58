"""Which slot suits most: pure, without database or words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from confsys.conferences import by_site


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


def bar(counted: Count) -> list[by_site.Stretch]:
    """The bar of a slot: who can come, who could, who cannot; what is left of it is silent."""
    return by_site.bar({look: getattr(counted, look) for look in ("yes", "maybe", "no")}, counted.of)
