"""The live pieces of the board: the counts, the worst, and the tiles by group."""

from typing import Any

from flask import g

from confsys.board.facts import read_board
from confsys.board.layout import laid_out
from confsys.board.standing import STATE_NAMES
from confsys.board.tiles import Board
from confsys.conferences.models import Conference
from confsys.live.views import Part, Pieces, View, of_conference

WORST = 6
OF_SITES = ("participation.", "incident.", "readiness.")


def of_a_site(kind: str) -> bool:
    return kind.startswith(OF_SITES) or of_conference(kind)


def board_shown(conference: Conference) -> Board:
    """Read once for all parts of one rendering."""
    boards = g.setdefault("boards", {})
    if conference.id not in boards:
        boards[conference.id] = read_board(conference)
    return boards[conference.id]


def _with_board(conference: Conference) -> dict[str, Any]:
    board = board_shown(conference)
    return {"conference": conference, "board": board, "worst": board.worst(WORST), "state_names": STATE_NAMES}


def _with_layout(conference: Conference) -> dict[str, Any]:
    board = board_shown(conference)
    return {"conference": conference, "board": board, "layout": laid_out(board.groups)}


def _touched(conference: Conference, participations: set[str]) -> dict[str, dict[str, Any]]:
    """The groups in which one of these sites stands."""
    board = board_shown(conference)
    is_few = laid_out(board.groups).size == "few"
    return {
        group.id: {"conference": conference, "group": group, "is_few": is_few}
        for group in board.groups
        if any(tile.participation.id in participations for tile in group.tiles)
    }


COUNTS = Part("counts", "board/_counts.html", of_a_site, _with_board)
FIRST = Part("worst", "board/_worst.html", of_a_site, _with_board)
TILES = Part("tiles", "board/_tiles.html", of_conference, _with_layout, Pieces("board/_group.html", _touched))
BOARD = View("board", (COUNTS, FIRST, TILES))
