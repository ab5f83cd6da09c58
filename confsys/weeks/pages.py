"""A week as its page shows it: days, halves, lines with their marks, and what it may be narrowed by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from urllib.parse import urlencode

from confsys import clock, forms
from confsys.folding import folded
from confsys.sites.models import Site
from confsys.weeks.marks import Marked
from confsys.weeks.rows import monday_of

NARROWED = ("leader", "unit", "place")
LONGEST = 200


@dataclass(frozen=True)
class Half:
    name: str
    lines: list[Marked]


@dataclass(frozen=True)
class Day:
    """One of the seven. `number`: how many lines it has."""

    day: date
    halves: list[Half]

    @property
    def number(self) -> int:
        return sum(len(half.lines) for half in self.halves)


@dataclass(frozen=True)
class Asked:
    """What an address asks for: a week of a body, narrowed, marked since an edition. `unread`: the day could not be."""

    on: date
    body: str
    since: str
    values: Mapping[str, str]
    unread: bool = False

    @property
    def monday(self) -> date:
        return monday_of(self.on)

    @property
    def is_narrowed(self) -> bool:
        return any(self.values[name] for name in NARROWED)

    def address(self, path: str, body: Site, *, weeks: int = 0, on: date | None = None, **changes: str) -> str:
        """This page with something changed; everything else stays."""
        day = on or self.on + timedelta(weeks=weeks)
        kept = {"since": self.since, **self.values, **changes}
        said = {"on": day.isoformat(), "of": body.id} | {name: value for name, value in kept.items() if value}
        return f"{path}?{urlencode(said)}"


def asked(args: Mapping[str, str]) -> Asked:
    """Reads an address. A day that cannot be read is today, and that is said."""
    on, unread = clock.today(), False
    if typed := args.get("on", ""):
        try:
            on = forms.day(typed)
        except forms.Unreadable:
            unread = True
    values = {name: args.get(name, "")[:LONGEST] for name in NARROWED}
    return Asked(on, args.get("of", "")[:40], args.get("since", "")[:10], values, unread)


def days_of(monday: date, lines: Sequence[Marked]) -> list[Day]:
    """The seven days with their halves; a half without a line is left out."""
    found = [monday + timedelta(days=number) for number in range(7)]
    by_day = {day: [line for line in lines if line.row.day == day] for day in found}
    halves = {day: groupby(by_day[day], key=lambda line: line.row.half) for day in found}
    return [Day(day, [Half(name, list(each)) for name, each in halves[day]]) for day in found]


def narrowed(lines: Sequence[Marked], values: Mapping[str, str]) -> list[Marked]:
    """What fits all that is asked for; tone marks may be left out."""
    wanted = {name: folded(values[name]) for name in NARROWED}
    return [line for line in lines if all(wanted[name] in _folded(line, name) for name in NARROWED)]


def choices(lines: Sequence[Marked]) -> dict[str, list[str]]:
    """What each field offers: what stands in the week."""
    return {name: sorted({part for line in lines for part in _parts(line, name)}, key=folded) for name in NARROWED}


def _column(line: Marked, name: str) -> str:
    row = line.row
    return {"leader": row.leaders, "unit": row.prepared_by, "place": row.place}[name]


def _parts(line: Marked, name: str) -> list[str]:
    cut = "," if name == "leader" else ";"
    return [part for each in _column(line, name).split(cut) if (part := each.strip())]


def _folded(line: Marked, name: str) -> str:
    return folded(_column(line, name))
