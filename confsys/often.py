"""How often something happened lately, per whoever does it, and refusing what is done too often.

Kept in memory: a restart forgets it, and each process counts for itself.
"""

from collections.abc import Hashable
from datetime import datetime, timedelta
from typing import Any

from confsys import clock
from confsys.errors import Refused

MOST_KEPT = 10_000
_all: list["Often"] = []


def forget_all() -> None:
    """Nothing has happened lately, of whatever was counted."""
    for each in _all:
        each.forget_all()


class Often:
    """Counts by key over the last `within`; the longest known key gives way when there are too many."""

    def __init__(self, within: timedelta) -> None:
        self.within = within
        self._seen: dict[Hashable, list[datetime]] = {}
        _all.append(self)

    def times(self, key: Hashable) -> int:
        return len(self._recent(key))

    def last(self, key: Hashable) -> datetime | None:
        """When it happened last; None if it did not lately."""
        recent = self._recent(key)
        return recent[-1] if recent else None

    def count(self, key: Hashable) -> None:
        """Once more."""
        recent = self._recent(key)
        if len(self._seen) >= MOST_KEPT:
            del self._seen[next(iter(self._seen))]
        self._seen[key] = [*recent, clock.now()]

    def forget(self, key: Hashable) -> None:
        self._seen.pop(key, None)

    def forget_all(self) -> None:
        self._seen.clear()

    def _recent(self, key: Hashable) -> list[datetime]:
        since = clock.now() - self.within
        return [at for at in self._seen.get(key, ()) if at > since]


class TooMany(Refused):
    """So much from one place that nobody can mean it all; what was typed is not lost, for it may be sent again."""

    status = 429

    def __init__(self, title: Any, sentence: Any) -> None:
        super().__init__(sentence)
        self.title = title


class Flood(Often):
    """Lets so much through from each place, and then says how long to wait."""

    def __init__(self, within: timedelta, title: Any, sentence: Any) -> None:
        super().__init__(within)
        self.title, self.sentence = title, sentence

    def let_through(self, key: Hashable, most: int) -> None:
        """Once more. Raises TooMany."""
        if self.times(key) >= most:
            raise TooMany(self.title, self.sentence)
        self.count(key)
