"""How ready each site of a conference is: one row for each, and what they come to. No database, no clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from confsys.folding import folded
from confsys.readiness.models import POINTS, UNUSABLE
from confsys.words import _

INCIDENT, BAD, UNTESTED, UNSIGNED, DONE = STATES = ("incident", "unusable", "untested", "unsigned", "signed")
STATE_NAMES = {
    INCIDENT: _("Incident open"),
    BAD: _("Test: not usable"),
    UNTESTED: _("Not tested"),
    UNSIGNED: _("Not signed off"),
    DONE: _("Signed off"),
}


@dataclass(frozen=True)
class Row:
    """A site, its last test, its check list, what is open there, and whom one calls."""

    participation: Any
    test: Any
    check_list: Any
    incidents: Sequence[Any]
    contact: Any = None
    states: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        is_signed = self.check_list is not None and self.check_list.is_signed
        found = {
            INCIDENT: bool(self.incidents),
            BAD: self.test is not None and self.test.verdict == UNUSABLE,
            UNTESTED: self.test is None,
            UNSIGNED: not is_signed,
            DONE: is_signed,
        }
        object.__setattr__(self, "states", frozenset(state for state, holds in found.items() if holds))

    @property
    def answered(self) -> int:
        return self.check_list.answered if self.check_list else 0

    @property
    def order(self) -> tuple[Any, ...]:
        """What needs a hand comes first."""
        worst = next(number for number, state in enumerate(STATES) if state in self.states)
        return worst, self.participation.site.sort_key, self.participation.site_id


TOTAL = len(POINTS)


def counted(rows: Sequence[Row]) -> Mapping[str, int]:
    return {state: sum(state in row.states for row in rows) for state in STATES}


def narrowed(rows: Sequence[Row], state: str, text: str) -> list[Row]:
    """Those in a state and with part of a name, tone marks optional; the worst first."""
    wanted = folded(text)
    left = [row for row in rows if not state or state in row.states]
    return sorted((row for row in left if wanted in row.participation.site.folded), key=lambda row: row.order)


def next_unsigned(rows: Sequence[Row], after: str) -> Row | None:
    """The next site whose list is not signed, in the order of names, from this site on and around."""
    ordered = sorted(rows, key=lambda row: (row.participation.site.sort_key, row.participation.site_id))
    ids = [row.participation.site_id for row in ordered]
    place = ids.index(after) + 1 if after in ids else 0
    around = [row for row in ordered[place:] + ordered[:place] if row.participation.site_id != after]
    return next((row for row in around if UNSIGNED in row.states), None)
