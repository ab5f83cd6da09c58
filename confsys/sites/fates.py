"""What becomes of each line of a list of units: a new one, a changed one, nothing, or a sentence that says why not."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from confsys.extensions import db
from confsys.sites.actions import LISTED, key_of
from confsys.sites.lists import Examined, Row, parents_first
from confsys.sites.models import Site
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
    known = {site.key: site for site in db.session.scalars(select(Site))}
    names = {site.id: site.name for site in known.values()}
    fates = {row.line: _fate(row, key, known, names) for row, key in _keyed(kept)}
    return [fates.get(number) or _problem(number, cells, wrong) for number, cells in found.lines]


def keepable(fates: Sequence[Fate]) -> list[Row]:
    """The rows to keep, each parent before its children."""
    return parents_first([fate.row for fate in fates if fate.row is not None])


def _that_stand(rows: list[Row], wrong: dict[int, list[Any]]) -> list[Row]:
    """The rows without a mistake of their own or above them."""
    kept, names = [], set()
    for row in parents_first(rows):
        if row.line not in wrong and (row.parent is None or row.parent in names):
            kept.append(row)
            names.add(row.name)
    return kept


def _keyed(rows: list[Row]) -> list[tuple[Row, str]]:
    """Each row with what makes it the same unit when it is read again."""
    keys: dict[str, str] = {}
    pairs = []
    for row in rows:
        keys[row.name] = key_of(row.kind, row.name, row.gso_code, row.valid_from, keys.get(row.parent or "", ""))
        pairs.append((row, keys[row.name]))
    return pairs


def _fate(row: Row, key: str, known: dict[str, Site], names: dict[str, str]) -> Fate:
    site = known.get(key)
    if site is None:
        return Fate(row.line, row.name, NEW, row)
    changes = {name: (getattr(site, name), getattr(row, name)) for name in LISTED}
    changes["parent"] = (names.get(site.parent_id or ""), row.parent)
    changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    return Fate(row.line, row.name, CHANGED if changes else SAME, row, changes)


def _problem(number: int, cells: list[str], wrong: dict[int, list[Any]]) -> Fate:
    above = _("The unit it belongs to is not kept: correct that line first.")
    return Fate(number, cells[0].strip()[:200], PROBLEM, sentences=tuple(wrong.get(number, [above])))
