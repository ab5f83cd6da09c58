"""What stands against a conference at a time: what blocks it, what warns of it, what is only told.

One engine for the form, the pages of change, the queue of the approver, the API and whatever brings conferences in.
What blocks is guaranteed by the database besides (confsys/scheduling/booking.py). A warning passes with a word of why,
kept in the history.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from confsys.conferences import clashes_of_rehearsals, clashes_of_rules, clashes_of_time
from confsys.conferences.clash import BLOCKS, ORDER, WARNS, Clash
from confsys.conferences.proposals import Proposal
from confsys.conferences.surroundings import around
from confsys.errors import Refused
from confsys.office.queries import current
from confsys.people.models import Person
from confsys.words import _, n_


class Reasons(Protocol):
    """Words of why by the id of the warning."""

    def get(self, name: str, /) -> Any: ...


class Blocked(Refused):
    """Something it needs is held by others then. `proposal`: for which the doors may look for another time."""

    title = _("It cannot be held at that time.")

    def __init__(self, proposal: Proposal, blocks: Sequence[Clash]) -> None:
        super().__init__(blocks[0].words, blocks=[_plain(each) for each in blocks])
        self.proposal, self.blocks = proposal, blocks


class NeedsWord(Refused):
    """Warnings that pass with a word of why each. `warnings` are those that have none yet."""

    title = _("A word of why is needed.")

    def __init__(self, warnings: Sequence[Clash]) -> None:
        words = n_("%(num)s warning needs a word of why.", "%(num)s warnings need a word of why.", len(warnings))
        super().__init__(words, warnings=[_plain(each) for each in warnings])
        self.warnings = warnings


class Because:
    """One word said against every warning there may be."""

    def __init__(self, word: Any) -> None:
        self.word = word

    def get(self, _name: str, /) -> Any:
        return self.word


class Said:
    """What was said before, and what is said now."""

    def __init__(self, before: Mapping[str, str], now: Reasons | None) -> None:
        self.before, self.now = before, now or {}

    def get(self, name: str, /) -> Any:
        return self.before.get(name) or self.now.get(name)


def of_all(proposals: Sequence[Proposal], person: Person | None, now: datetime) -> list[list[Clash]]:
    """What stands against each of these, as far as `person` may know: a fixed number of statements."""
    if not proposals:
        return []
    margin, rehearsals = current().set_up, clashes_of_rehearsals.found(proposals, person)
    return [
        _in_order([*clashes_of_time.found(each, there, margin), *rehearsed, *clashes_of_rules.found(each, there, now)])
        for each, there, rehearsed in zip(proposals, around(proposals, person, margin), rehearsals, strict=True)
    ]


def of_one(proposal: Proposal, person: Person | None, now: datetime) -> list[Clash]:
    """What stands against one."""
    return of_all([proposal], person, now)[0]


def refuse(proposal: Proposal, found: Iterable[Clash], reasons: Reasons) -> dict[str, str]:
    """The words said against its warnings. Raises Blocked, or NeedsWord when one has none."""
    found = list(found)
    if blocks := [each for each in found if each.level == BLOCKS]:
        raise Blocked(proposal, blocks)
    said = {}
    for each in found:
        if each.level == WARNS and (word := str(reasons.get(each.id) or "").strip()):
            said[each.id] = word[:500]
    if silent := [each for each in found if each.level == WARNS and each.id not in said]:
        raise NeedsWord(silent)
    return said


def _in_order(found: list[Clash]) -> list[Clash]:
    return sorted(found, key=lambda each: ORDER.index(each.level))


def _plain(clash: Clash) -> dict[str, Any]:
    return {"id": clash.id, "text": str(clash.words)}
