"""Two editions side by side, and what lies between them: pure, from plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

SAME, NEW, CHANGED, GONE = "same", "new", "changed", "gone"
FACTS = (
    "title",
    "kind",
    "mode",
    "starts_at",
    "ends_at",
    "main_site",
    "chairs",
    "convener",
    "outside_chair",
    "outside_place",
)
OF_ITEM = ("title", "kind", "minutes", "site", "presenter", "from_start")


@dataclass(frozen=True)
class Row:
    """One thing in both editions; None where it is missing. `changed`: what of it is different."""

    before: Any
    after: Any
    name: str = ""
    changed: frozenset[str] = field(default_factory=frozenset)

    @property
    def mark(self) -> str:
        if self.before is None:
            return NEW
        if self.after is None:
            return GONE
        return CHANGED if self.changed else SAME

    @property
    def is_only_later(self) -> bool:
        """Whether nothing but the start of an item is different: something before it is longer or shorter."""
        return self.changed == {"from_start"}


def runs(rows: list[Row]) -> list[tuple[bool, list[Row]]]:
    """Rows in their order, those that are the same together: (whether they are, the rows)."""
    return [(same, list(run)) for same, run in groupby(rows, key=lambda row: row.mark == SAME)]


@dataclass(frozen=True)
class Comparison:
    """Everything of two editions in the order of the later one."""

    facts: list[Row]
    sites: list[Row]
    agenda: list[Row]


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> Comparison:
    return Comparison(_facts(before, after), _sites(before, after), _agenda(before, after))


def _facts(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Row]:
    pairs = [(name, before[name], after[name]) for name in FACTS]
    return [Row(old, new, name, frozenset({name} if old != new else ())) for name, old, new in pairs]


def _sites(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Row]:
    """By name; a site that was renamed between is the same site."""
    old, new = before["sites"], after["sites"]
    rows = [Row(old.get(site), new.get(site)) for site in {**old, **new}]
    return sorted(rows, key=lambda row: row.after or row.before)


def _agenda(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Row]:
    """In the later order; what went stands where it stood, behind the item that was before it."""
    old, new = ({item["id"]: _from_start(item, side) for item in side["agenda"]} for side in (before, after))
    rows = [_item(old.get(item), new[item]) for item in new]
    places = list(new)
    previous = None
    for item in old:
        if item not in new:
            place = places.index(previous) + 1 if previous else 0
            places.insert(place, item)
            rows.insert(place, Row(old[item], None))
        previous = item
    return rows


def _item(old: dict[str, Any] | None, new: dict[str, Any]) -> Row:
    if old is None:
        return Row(None, new)
    return Row(old, new, changed=frozenset(name for name in OF_ITEM if old[name] != new[name]))


def _from_start(item: Mapping[str, Any], edition: Mapping[str, Any]) -> dict[str, Any]:
    """An item with how long after the beginning it starts: a conference that moves as a whole changes no item."""
    start, begin = (datetime.fromisoformat(each) for each in (item["starts_at"], edition["starts_at"]))
    return {"presenter": "", **item, "starts_at": start, "from_start": (start - begin).total_seconds()}
