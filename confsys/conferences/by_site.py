"""What every list with one row for each site of a conference needs: branches, a narrower list, bars. Pure.

A row has a `participation`, a `state`, and an `order`: what needs a hand comes first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from confsys.folding import folded


@dataclass(frozen=True)
class Stretch:
    """A part of a bar, in hundredths of its width."""

    look: str
    x: float
    width: float


def bar(counts: Mapping[str, int], of: int) -> list[Stretch]:
    """The parts of a bar in the order of `counts`; what is left of `of` stays empty."""
    found, before = [], 0
    for look, number in counts.items():
        if number and of:
            found.append(Stretch(look, round(100 * before / of, 2), round(100 * number / of, 2)))
        before += number
    return found


def by_branch(rows: Sequence[Any], name_of: Mapping[str, str]) -> dict[str, list[Any]]:
    """The rows of each branch that has any, in the order of `name_of` (kind of a site -> name of its branch)."""
    found: dict[str, list[Any]] = {name: [] for name in name_of.values()}
    for row in rows:
        found[name_of[row.participation.site.kind]].append(row)
    return {name: its for name, its in found.items() if its}


def narrowed(rows: Sequence[Any], state: str, text: str) -> list[Any]:
    """Those in a state and with part of a name, tone marks optional; what needs a hand first."""
    wanted = folded(text)
    left = [row for row in rows if not state or row.state == state]
    return sorted((row for row in left if wanted in row.participation.site.folded), key=lambda row: row.order)
