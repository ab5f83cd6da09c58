"""The rows of the picture, and of the table that says the same: who, and when busy, in the reader's words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from confsys import shown
from confsys.free_time import drawing
from confsys.free_time.drawing import Axis, Place
from confsys.free_time.queries import AWAY, Found
from confsys.scheduling.models import ASKED
from confsys.scheduling.taken import Taken
from confsys.sites.models import Site
from confsys.sites.names import KIND_NAMES
from confsys.words import gettext


@dataclass(frozen=True)
class Block:
    """One time on a row. `says`: all there is to know of it; `labels`: what fits into it, the longest first."""

    place: Place | None
    look: str
    labels: tuple[str, ...]
    says: str

    @property
    def label(self) -> str:
        return self._fitting(drawing.NARROWEST)

    @property
    def on_a_phone(self) -> str:
        return self._fitting(drawing.ON_A_PHONE)

    def _fitting(self, picture: int) -> str:
        return next((each for each in self.labels if self.place and self.place.fits(each, picture)), "")


@dataclass
class Row:
    """A heading, or somebody with blocks for each of the days."""

    name: str
    note: str = ""
    look: str = "one"  # one, heading, group, inside
    key: str = ""
    is_open: bool = False
    is_known: bool = True
    days: list[list[Block]] = field(default_factory=list)
    y: int = 0

    @property
    def height(self) -> int:
        return drawing.HEADING if self.look == "heading" else drawing.ROW


@dataclass(frozen=True)
class Picture:
    """All of it; `height` is that of every day's picture."""

    rows: list[Row]
    axes: list[Axis]
    height: int


def picture(found: Found, days: list[date], opened: str) -> Picture:
    """Required, sites and optional, below each other, over these days. `opened`: the kind whose sites stand singly."""
    axes = [drawing.axis(found.grid, day) for day in days]
    rows = [*_people(found, axes, found.wanted.people, gettext("Required, %(n)s", n=len(found.wanted.people)))]
    rows += _sites(found, axes, days, opened)
    rows += _people(found, axes, found.wanted.optional, gettext("Optional, %(n)s", n=len(found.wanted.optional)))
    y = drawing.HEAD
    for row in rows:
        row.y, y = y, y + row.height
    return Picture(rows, axes, y + 4)


def _people(found: Found, axes: list[Axis], ids: Iterable[str], heading: str) -> list[Row]:
    people = [found.people[each] for each in ids]
    rows = [_row(found, axes, f"person:{each.id}", each.name, each.position or "") for each in people]
    return [Row(heading, look="heading"), *rows] if rows else []


def _sites(found: Found, axes: list[Axis], days: list[date], opened: str) -> list[Row]:
    if not found.sites:
        return []
    by_kind: dict[str, list[Site]] = {}
    for site in found.sites.values():
        by_kind.setdefault(site.kind, []).append(site)
    rows = [Row(gettext("Sites, %(n)s", n=len(found.sites)), look="heading")]
    for kind in [kind for kind in KIND_NAMES if kind in by_kind]:
        members = sorted(by_kind[kind], key=lambda each: each.sort_key)
        if len(members) == 1:
            rows.append(_row(found, axes, f"site:{members[0].id}", members[0].name))
            continue
        rows.append(_group(found, axes, days, kind, members, kind == opened))
        if kind == opened:
            rows += [_row(found, axes, f"site:{each.id}", each.name, look="inside") for each in members]
    return rows


def _group(found: Found, axes: list[Axis], days: list[date], kind: str, members: list[Site], is_open: bool) -> Row:
    busy = [found.masks[f"site:{each.id}"] for each in members]
    name = f"{len(members)} {str(KIND_NAMES[kind]).lower()}"
    row = Row(name, look="group", key=kind, is_open=is_open)
    for axis, day in zip(axes, days, strict=True):
        blocks = []
        for number, (starts_at, ends_at) in drawing.crowded(found.grid, busy, day):
            place = axis.place(starts_at, ends_at)
            words = gettext("%(n)s busy", n=number)
            look = drawing.look_of_crowd(number, len(members))
            labels = (words, str(number))
            blocks.append(Block(place, look, labels, f"{shown.span(starts_at, ends_at)} {words}"))
        row.days.append(blocks)
    return row


def _row(found: Found, axes: list[Axis], subject: str, name: str, note: str = "", *, look: str = "one") -> Row:
    is_known = subject not in found.unknown
    row = Row(name, note if is_known else gettext("not known here"), look, subject, is_known=is_known)
    for axis in axes:
        there = [each for each in found.busy[subject] if axis.place(each.starts_at, each.ends_at)]
        row.days.append([_block(found, axis, each) for each in there])
    return row


def _block(found: Found, axis: Axis, each: Taken) -> Block:
    place = axis.place(each.starts_at, each.ends_at)
    title: Any = found.titles.get(each.holder, "")
    look = each.standing if each.standing in (AWAY, ASKED) else "busy"
    words = {AWAY: gettext("Away"), ASKED: gettext("Asked for"), "busy": gettext("Busy")}[look]
    told = f"{words}: {title}" if title else words
    span = words if look == AWAY else f"{shown.span(each.starts_at, each.ends_at)} {told}"
    labels = (title or words,) if title or look != "busy" else ()
    return Block(place, look, labels, span)
