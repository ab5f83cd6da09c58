"""How often something happened lately, per whoever does it: for whatever must not be done too often.

Kept in memory: a restart forgets it, and each process counts for itself.
"""

from collections.abc import Hashable
from datetime import datetime, timedelta

from confsys import clock

MOST_KEPT = 10_000


class Often:
    """Counts by key over the last `within`; the longest known key gives way when there are too many."""

    def __init__(self, within: timedelta) -> None:
        self.within = within
        self._seen: dict[Hashable, list[datetime]] = {}

    def times(self, key: Hashable) -> int:
        return len(self._recent(key))

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
