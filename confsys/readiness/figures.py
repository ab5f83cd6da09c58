"""What the incidents of a conference come to: how many, and how long until taken and solved. No database, no clock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Spread:
    """How long something took, of those where it came to it."""

    middle: timedelta
    longest: timedelta


@dataclass(frozen=True)
class Figures:
    name: Any
    number: int
    is_open: int
    until_taken: Spread | None
    until_solved: Spread | None
    share: float  # of the greatest number beside it, in per cent: how long its bar is


def by_kind(incidents: Sequence[Any], names: Mapping[str, Any]) -> list[Figures]:
    """For each kind, also those of which there was none."""
    groups = {kind: [each for each in incidents if each.kind == kind] for kind in names}
    return _figures([(names[kind], found) for kind, found in groups.items()])


def by_branch(incidents: Sequence[Any], names: Mapping[str, Any]) -> list[Figures]:
    """For each kind of site where there was one, in the order of `names`."""
    groups = {kind: [each for each in incidents if each.participation.site.kind == kind] for kind in names}
    return _figures([(names[kind], found) for kind, found in groups.items() if found])


def all_together(incidents: Sequence[Any]) -> Figures:
    return _figures([("", incidents)])[0]


def _figures(groups: Sequence[tuple[Any, Sequence[Any]]]) -> list[Figures]:
    most = max((len(found) for _name, found in groups), default=0) or 1
    return [
        Figures(
            name=name,
            number=len(found),
            is_open=sum(each.is_open for each in found),
            until_taken=_spread((each.opened_at, each.taken_at) for each in found),
            until_solved=_spread((each.opened_at, each.solved_at) for each in found),
            share=round(100 * len(found) / most, 2),
        )
        for name, found in groups
    ]


def _spread(spans: Iterable[tuple[datetime, datetime | None]]) -> Spread | None:
    lengths = [max(end - begin, timedelta()) for begin, end in spans if end]
    return Spread(median(lengths), max(lengths)) if lengths else None  # type: ignore[type-var]  # timedeltas have one
