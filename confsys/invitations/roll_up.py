"""How the sites of a conference have answered: one row for each, and what they come to. No database, no clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from confsys.conferences import by_site
from confsys.invitations.models import ACCEPTED, ANSWER_NAMES, DECLINED, NEEDS_ACTION, TENTATIVE

ORDER = (TENTATIVE, NEEDS_ACTION, DECLINED, ACCEPTED)  # what needs a hand comes first
DRAWN = (ACCEPTED, TENTATIVE, DECLINED)


@dataclass(frozen=True)
class Row:
    """A site, what it says, whom it names, whom one calls there, and how it is invited."""

    participation: Any
    answer: Any
    named: Sequence[Any]
    contact: Any
    invited: Any = None

    @property
    def state(self) -> str:
        return self.answer.answer if self.answer else NEEDS_ACTION

    @property
    def heads(self) -> int:
        return self.answer.heads if self.answer else 0

    @property
    def is_late(self) -> bool:
        """Whether it was invited after the others."""
        return bool(self.invited and self.invited.is_late)

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
    def bar(self) -> list[by_site.Stretch]:
        """Who is silent stays empty."""
        return by_site.bar({state: self.by_state[state] for state in DRAWN}, self.total)


def counted(rows: Sequence[Row], name: str = "") -> Counts:
    states = [row.state for row in rows]
    return Counts(name, {state: states.count(state) for state in ANSWER_NAMES}, sum(row.heads for row in rows))


def by_branch(rows: Sequence[Row], name_of: Mapping[str, str]) -> list[Counts]:
    """The same for each branch; `name_of`: kind of a site -> name of its branch."""
    return [counted(its, name) for name, its in by_site.by_branch(rows, name_of).items()]
