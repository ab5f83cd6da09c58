"""The tiles of a board: one for each site, in groups, the worst first. No database, no clock."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from confsys.board import standing
from confsys.board.layout import FEW
from confsys.board.standing import Known
from confsys.sites.models import DISTRICT_LEVEL
from confsys.sites.tree import Group, groups_of
from confsys.words import _

SHORT = {"thi-tran": "TT.", "phuong": "P.", "huyen": "H.", "thi-xa": "TX", "thanh-pho": "TP"}
KIND_WORDS = {
    "xa": "Xã ",
    "phuong": "Phường ",
    "thi-tran": "Thị trấn ",
    "huyen": "Huyện ",
    "thi-xa": "Thị xã ",
    "thanh-pho": "Thành phố ",
}
SEATS = {"huyen": _("District office"), "thi-xa": _("Town office"), "thanh-pho": _("City office")}


@dataclass(frozen=True)
class Tile:
    """One site: `name` as it is written where there is little room, `known` and the state that follows from it."""

    participation: Any
    name: str
    group: str
    known: Known
    state: str

    @property
    def full_name(self) -> str:
        return self.participation.site.name

    @property
    def since(self) -> datetime | None:
        return standing.since_of(self.known, self.state)

    @property
    def filters(self) -> list[str]:
        return standing.filters_of(self.known, self.state)

    @property
    def look(self) -> str:
        """What its picture and word are named after: the sort of trouble, else its state."""
        return self.known.trouble.kind if self.known.trouble else self.state

    @property
    def order(self) -> tuple:
        return standing.worst_first(self.state, self.since, self.participation.site.sort_key)


@dataclass(frozen=True)
class TileGroup:
    """Tiles under one heading, which is written short; `id` stays the same while the sites do."""

    id: str
    name: Any
    tiles: tuple[Tile, ...]
    is_main: bool = False

    @property
    def ready(self) -> int:
        return sum(tile.state == standing.READY for tile in self.tiles)


@dataclass(frozen=True)
class Board:
    groups: tuple[TileGroup, ...]

    @cached_property
    def tiles(self) -> list[Tile]:
        return sorted((tile for group in self.groups for tile in group.tiles), key=lambda tile: tile.order)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        return standing.counted(tile.state for tile in self.tiles)

    def worst(self, most: int) -> list[Tile]:
        """Those that need a hand: trouble first, then lost, then not in."""
        needing = (standing.INCIDENT, standing.LOST, standing.OUT)
        return [tile for tile in self.tiles if tile.state in needing][:most]


def board_of(
    participations: Sequence[Any],
    known: Mapping[str, Known],
    conference_state: str,
    saved: Sequence[tuple[str, Collection[str]]] = (),
) -> Board:
    """`known` by participation; a site of which nothing is known is simply not in yet."""
    by_site = {each.site_id: each for each in participations}
    headings = _headings(participations, saved)

    def tiles(heading: _Heading) -> tuple[Tile, ...]:
        found = (_tile(by_site[site.id], known, conference_state, heading) for site in heading.sites)
        return tuple(sorted(found, key=lambda tile: tile.order))

    return Board(
        tuple(TileGroup(f"group-{n}", each.short, tiles(each), each.id == "main") for n, each in enumerate(headings))
    )


def _headings(participations: Sequence[Any], saved: Sequence[tuple[str, Collection[str]]]) -> "list[_Heading]":
    if len(participations) <= FEW:
        return [_Heading("all", _("Sites"), [each.site for each in participations])]
    main = [each.site for each in participations if each.is_main]
    others = [each.site for each in participations if not each.is_main]
    groups = [_Heading("main", _("Main site"), main)] if main else []
    return groups + [_heading(group) for group in groups_of(others, saved)]


@dataclass(frozen=True)
class _Heading:
    id: str
    name: Any
    sites: list[Any]
    kind: str = ""  # of a district

    @property
    def short(self) -> Any:
        """ "H. Cao Lãnh" for "Huyện Cao Lãnh"."""
        word = KIND_WORDS.get(self.kind, "")
        return (
            f"{SHORT[self.kind]} {str(self.name)[len(word) :]}"
            if word and str(self.name).startswith(word)
            else self.name
        )

    @property
    def is_of_one_kind(self) -> bool:
        return len({site.kind for site in self.sites}) == 1


def _heading(group: Group) -> _Heading:
    if group.head is None:
        return _Heading(group.id, group.name, group.sites)
    return _Heading(group.id, group.name, [group.head, *group.sites], group.head.kind)


def _tile(participation: Any, known: Mapping[str, Known], conference_state: str, heading: _Heading) -> Tile:
    found = known.get(participation.id, Known())
    state = standing.state_of(found, conference_state)
    group = "" if heading.id == "all" else str(heading.name)
    return Tile(participation, short_name(participation.site, heading), group, found, state)


def short_name(site: Any, heading: _Heading) -> str:
    """No "Xã", "P." for a ward where kinds mix, and a district among its communes is its office."""
    word = KIND_WORDS.get(site.kind, "")
    if heading.id == "all":
        return site.name
    if heading.id == "main":
        return str(heading.name)
    if site.kind in DISTRICT_LEVEL and site.id == heading.id:
        return str(SEATS[site.kind])
    if not word or not site.name.startswith(word):
        return site.name
    own = site.name[len(word) :]
    is_plain = site.kind == "xa" or (site.kind == "phuong" and heading.is_of_one_kind)
    return own if is_plain else f"{SHORT[site.kind]} {own}"
