"""The units of a day as a tree of any depth: what belongs to what."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from confsys.extensions import db
from confsys.sites.models import Site
from confsys.sites.queries import existing_on, found

MOST = 600  # units on one page; whole levels are left out beyond, and the page of a unit shows what lies below it


@dataclass
class Branch:
    """A unit with what belongs to it. `below`: how many units belong to it directly and are not shown.

    `is_meant` is False for a unit that was not looked for itself, and stands there for what lies below it.
    """

    unit: Any
    is_meant: bool = True
    children: list["Branch"] = field(default_factory=list)
    below: int = 0


@dataclass(frozen=True)
class Tree:
    """The highest units first. `total` counts what was looked for; `left_out` the highest units beyond the page."""

    roots: list[Branch]
    total: int
    left_out: int


def tree_of(day: date, *, text: str = "", kind: str | None = None) -> Tree:
    """What `queries.found` finds, each below the units it belongs to on that day; two queries, however many."""
    columns = (Site.id, Site.name, Site.kind, Site.gso_code, Site.parent_id, Site.path)
    units = db.session.execute(existing_on(day).with_only_columns(*columns)).all()
    meant = set(db.session.scalars(found(day, text=text, kind=kind).with_only_columns(Site.id).order_by(None)))
    leading = {each for unit in units if unit.id in meant for each in unit.path.strip("/").split("/")}
    branches = {unit.id: Branch(unit, unit.id in meant) for unit in units if unit.id in leading}
    roots: list[Branch] = []
    for branch in branches.values():
        above = branches.get(branch.unit.parent_id)
        (above.children if above else roots).append(branch)
    _cut(roots)
    return Tree(roots[:MOST], len(meant), len(roots[MOST:]))


def _cut(roots: Sequence[Branch]) -> None:
    """Leave out the first level that is too many for one page, and what lies below it; say how many there are."""
    level, shown = list(roots), len(roots)
    while level:
        following = [child for branch in level for child in branch.children]
        shown += len(following)
        if shown > MOST:
            for branch in level:
                branch.below, branch.children = len(branch.children), []
            return
        level = following
