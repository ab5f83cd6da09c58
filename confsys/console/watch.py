"""What needs an eye while a conference runs: sites in trouble or lost, and whoever has a turn soon without being ready.

No database, no clock.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from confsys.agenda.timing import Times
from confsys.board.standing import INCIDENT, LOST, READY
from confsys.board.tiles import Tile

MOST = 4
TROUBLE = (INCIDENT, LOST)


@dataclass(frozen=True)
class Watched:
    """A site to look at; `turn`: when its turn is expected, where it is among the next."""

    tile: Tile
    turn: Times | None = None


def watched(tiles: Sequence[Tile], turns: Mapping[str, Times]) -> list[Watched]:
    """Whoever has a turn soon first, in their order, then the worst. `turns`: when, by the site."""
    by_site = {tile.participation.site_id: tile for tile in tiles}
    due = [Watched(by_site[site], turns[site]) for site in sorted(turns, key=lambda each: turns[each].expected_start)]
    rest = [Watched(tile) for tile in tiles if tile.state in TROUBLE and tile.participation.site_id not in turns]
    return [*(each for each in due if each.tile.state != READY), *rest]
