"""What becomes of each line of a list of units: a new one, a changed one, nothing, or a sentence that says why not."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from confsys.aside import giving_way
from confsys.sites.actions import Unit, keyed
from confsys.sites.lists import LISTED, Examined, Row, parents_first
from confsys.sites.models import Site
from confsys.sites.queries import as_listed
from confsys.words import _

KINDS = NEW, CHANGED, SAME, PROBLEM = ("new", "changed", "same", "problem")


@dataclass(frozen=True)
class Fate:
    """A line and what becomes of it. `changes`: what is different, by name, before and after."""

    number: int
    name: str
    kind: str
    row: Row | None = None
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    sentences: tuple[Any, ...] = ()


def judge(found: Examined) -> list[Fate]:
    """The fate of every line as things stand now; in one statement."""
    wrong: dict[int, list[Any]] = {}
    for mistake in found.mistakes:
        wrong.setdefault(mistake.line, []).append(mistake.reason)
    kept = _that_stand(found.rows, wrong)
    known = {each.key: each for each in as_listed(select(Site))}
    names = {each.id: each.name for each in known.values()}
    fates = {each.row.line: _fate(each, known, names) for each in giving_way(keyed(kept))}
    return [fates.get(number) or _problem(number, cells, wrong) for number, cells in giving_way(found.lines)]


def keepable(fates: Sequence[Fate]) -> list[Row]:
    """The rows to keep, each parent before its children."""
    return parents_first([fate.row for fate in fates if fate.row is not None])


def _that_stand(rows: list[Row], wrong: dict[int, list[Any]]) -> list[Row]:
    """The rows without a mistake of their own or above them."""
    kept, names = [], set()
    for row in giving_way(parents_first(rows)):
        if row.line not in wrong and (row.parent is None or row.parent in names):
            kept.append(row)
            names.add(row.name)
    return kept


def _fate(unit: Unit, known: dict[str, Any], names: dict[str, str]) -> Fate:
    row, site = unit.row, known.get(unit.key)
    if site is None:
        return Fate(row.line, row.name, NEW, row)
    changes = {name: (getattr(site, name), getattr(row, name)) for name in LISTED}
    changes["parent"] = (names.get(site.parent_id or ""), row.parent)
    changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    return Fate(row.line, row.name, CHANGED if changes else SAME, row, changes)


def _problem(number: int, cells: list[str], wrong: dict[int, list[Any]]) -> Fate:
    above = _("The unit it belongs to is not kept: correct that line first.")
    return Fate(number, cells[0].strip()[:200], PROBLEM, sentences=tuple(wrong.get(number, [above])))
