"""How the sites of a conference are there: one row for each, and what they come to. No database, no clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from confsys.attendance.models import (
    ABSENT,
    ALL_SITES,
    HALF,
    NOT_CALLED,
    ONLINE,
    PRESENT,
    STATES,
    THERE,
    TWO_THIRDS,
    WITHOUT_MAIN,
)
from confsys.conferences import by_site

ORDER = (NOT_CALLED, ABSENT, ONLINE, PRESENT)  # what needs a hand comes first


@dataclass(frozen=True)
class Row:
    """A site, how it is there, what it had answered, how many are there by name, and whom one calls."""

    participation: Any
    attendance: Any = None
    answer: Any = None
    named: int = 0
    contact: Any = None

    @property
    def state(self) -> str:
        return self.attendance.state if self.attendance else NOT_CALLED

    @property
    def is_there(self) -> bool:
        return self.state in THERE

    @property
    def heads(self) -> int:
        return self.attendance.heads if self.attendance else 0

    @property
    def expected(self) -> int:
        """How many it had said would come."""
        return self.answer.heads if self.answer else 0

    @property
    def order(self) -> tuple[Any, ...]:
        return ORDER.index(self.state), self.participation.site.sort_key, self.participation.site_id


@dataclass(frozen=True)
class Counts:
    """How many sites are there in which way, and how many people. `name`: of a branch; "" for all of them."""

    name: str
    by_state: Mapping[str, int]
    heads: int
    expected: int

    @property
    def invited(self) -> int:
        return sum(self.by_state.values())

    @property
    def there(self) -> int:
        return sum(self.by_state[state] for state in THERE)

    @property
    def called(self) -> int:
        return self.invited - self.by_state[NOT_CALLED]

    @property
    def bar(self) -> list[by_site.Stretch]:
        """Who was not called stays empty."""
        return by_site.bar({state: self.by_state[state] for state in (PRESENT, ONLINE, ABSENT)}, self.invited)


def counted(rows: Sequence[Row], name: str = "") -> Counts:
    states = [row.state for row in rows]
    by_state = {state: states.count(state) for state in STATES}
    return Counts(name, by_state, sum(row.heads for row in rows), sum(row.expected for row in rows))


def by_branch(rows: Sequence[Row], name_of: Mapping[str, str]) -> list[Counts]:
    """The same for each branch; `name_of`: kind of a site -> name of its branch."""
    return [counted(its, name) for name, its in by_site.by_branch(rows, name_of).items()]


def next_of(rows: Sequence[Row], current: Row | None = None, *, everyone: bool = False) -> Row | None:
    """Whose turn comes after this one, from the beginning again; those who were noted already only if asked for."""
    here = rows.index(current) + 1 if current else 0
    turn = [*rows[here:], *rows[: max(here - 1, 0)]] if not everyone else rows[here:]
    return next((row for row in turn if everyone or row.state == NOT_CALLED), None)


def beside(rows: Sequence[Row], current: Row | None, step: int) -> Row | None:
    """The one that stands right before or after."""
    place = rows.index(current) + step if current else len(rows) - 1
    return rows[place] if 0 <= place < len(rows) else None


@dataclass(frozen=True)
class Quorum:
    """Whether enough sites are there: of `base` sites `needed` must be, and `there` are."""

    share: str
    of: str
    base: int
    needed: int
    there: int

    @property
    def is_met(self) -> bool:
        return self.there >= self.needed


def quorum(rows: Sequence[Row], share: str = HALF, of: str = ALL_SITES) -> Quorum:
    """By the share that must be there: more than half, or at least two thirds or three quarters."""
    base = counting(rows, of)
    return Quorum(share, of, len(base), needed_of(len(base), share), sum(row.is_there for row in base))


def counting(rows: Sequence[Row], of: str) -> list[Row]:
    """Those on which it is counted."""
    return [row for row in rows if of != WITHOUT_MAIN or not row.participation.is_main]


def needed_of(base: int, share: str) -> int:
    if share == HALF:
        return base // 2 + 1
    return -(-base * 2 // 3) if share == TWO_THIRDS else -(-base * 3 // 4)
