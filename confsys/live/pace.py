"""How much one line may ask for: a browser asks rarely, and a program that does not stop must hold up nobody else."""

import time
from collections.abc import Callable

MOST, PER_SECOND = 30, 10.0  # so many at once, and so many more each second
PATIENCE = 100  # refusals in a row until the line is cut


class Pace:
    """Of one line."""

    __slots__ = ("at", "clock", "left", "refused")

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock, self.at, self.left, self.refused = clock, clock(), float(MOST), 0

    def allows(self) -> bool:
        """Whether it may ask for one thing more now."""
        now = self.clock()
        self.left = min(MOST, self.left + (now - self.at) * PER_SECOND)
        self.at = now
        if self.left < 1:
            self.refused += 1
            return False
        self.left, self.refused = self.left - 1, 0
        return True

    @property
    def is_over(self) -> bool:
        """Whether it went on as if nothing had been said; true once, when it is time to hang up."""
        return self.refused == PATIENCE
