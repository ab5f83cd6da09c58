"""What ballots come to: counts, shares of one base, and whether the majority is reached. No database, no words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from confsys.attendance.roll import needed_of
from confsys.votes.models import CAST, SUMMONED, YES


@dataclass(frozen=True)
class Line:
    """One answer: how many, in tenths of a percent of the base, and whether it carries the vote."""

    key: str
    count: int
    share: float
    carries: bool


@dataclass(frozen=True)
class Tally:
    """All answers on one base. `needed`: from how many on one of them is carried; `cast`: ballots in all."""

    lines: tuple[Line, ...]
    base: int
    needed: int
    cast: int

    @property
    def carried(self) -> Line | None:
        return next((line for line in self.lines if line.carries), None)

    @property
    def threshold(self) -> float:
        """Where the line of the majority stands, in hundredths of a bar."""
        return min(100.0, round(100 * self.needed / self.base, 2)) if self.base else 100.0

    def of(self, key: str) -> Line:
        return next(line for line in self.lines if line.key == key)


def tally(counts: Mapping[str, int], *, majority: str, base: str, present: int, summoned: int) -> Tally:
    """`counts`: ballots of each answer, in order. Where there is a yes only that carries, else what has most, alone."""
    cast = sum(counts.values())
    of = cast if base == CAST else summoned if base == SUMMONED else present
    needed = needed_of(of, majority)
    most = [key for key, count in counts.items() if count == max(counts.values())]
    winner = YES if YES in counts else most[0] if len(most) == 1 else ""
    lines = (Line(key, n, _share(n, of), key == winner and 0 < needed <= n) for key, n in counts.items())
    return Tally(tuple(lines), of, needed, cast)


def summed(keys: Iterable[str], ballots: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """How often each answer stands on these ballots, in the order of `keys`."""
    found = dict.fromkeys(keys, 0)
    for ballot in ballots:
        for key, number in ballot.items():
            found[key] += number
    return found


def _share(count: int, of: int) -> float:
    return round(1000 * count / of) / 10 if of else 0.0
