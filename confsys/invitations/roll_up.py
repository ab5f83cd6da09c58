"""How the sites of a conference have answered: one row for each, and what they come to. No database, no clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from confsys.folding import folded
from confsys.invitations.models import ACCEPTED, ANSWER_NAMES, DECLINED, NEEDS_ACTION, TENTATIVE

ORDER = (TENTATIVE, NEEDS_ACTION, DECLINED, ACCEPTED)  # what needs a hand comes first
FIRST_SHOWN = (ACCEPTED, TENTATIVE, DECLINED, NEEDS_ACTION)  # in counts and bars


@dataclass(frozen=True)
class Row:
    """A site, what it says, how many delegates it names, and whom one calls there."""

    participation: Any
    answer: Any
    named: int
    contact: Any

    @property
    def state(self) -> str:
        return self.answer.answer if self.answer else NEEDS_ACTION

    @property
    def heads(self) -> int:
        return self.answer.heads if self.answer else 0

    @property
    def order(self) -> tuple[Any, ...]:
        return ORDER.index(self.state), self.participation.site.sort_key, self.participation.site_id


@dataclass(frozen=True)
class Counts:
    """How many sites say what, and how many people come. `name`: of a branch; "" for all of them."""

    name: str
    by_state: Mapping[str, int]
    heads: int

    @property
    def total(self) -> int:
        return sum(self.by_state.values())

    @property
    def answered(self) -> int:
        return self.total - self.by_state[NEEDS_ACTION]

    @property
    def bar(self) -> list[dict[str, Any]]:
        """The parts of a bar, in per cent of its length; who is silent stays empty."""
        parts, begin = [], 0.0
        for state in FIRST_SHOWN[:-1]:
            width = 100 * self.by_state[state] / self.total if self.total else 0
            parts.append({"look": state, "x": round(begin, 2), "width": round(width, 2)})
            begin += width
        return [each for each in parts if each["width"]]


def counted(rows: Sequence[Row], name: str = "") -> Counts:
    states = [row.state for row in rows]
    return Counts(name, {state: states.count(state) for state in ANSWER_NAMES}, sum(row.heads for row in rows))


def by_branch(rows: Sequence[Row], name_of: Mapping[str, str]) -> list[Counts]:
    """The same for each branch, in the order in which `name_of` (kind of a site -> name of its branch) has them."""
    names = dict.fromkeys(name_of.values())
    found = {name: [row for row in rows if name_of[row.participation.site.kind] == name] for name in names}
    return [counted(found[name], name) for name in names if found[name]]


def narrowed(rows: Sequence[Row], state: str, text: str) -> list[Row]:
    """Those in a state and with part of a name, tone marks optional; the worst first."""
    wanted = folded(text)
    left = [row for row in rows if not state or row.state == state]
    return sorted((row for row in left if wanted in row.participation.site.folded), key=lambda row: row.order)
