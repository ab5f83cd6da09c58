"""Who is named to the operator, in which order: no database."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from confsys.agenda.timing import Times
from confsys.board.standing import Known, Trouble
from confsys.board.tiles import board_of
from confsys.console.watch import watched

NINE = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)
TEN = NINE + timedelta(hours=1)


def tiles(**known):
    names = sorted(known)
    sites = [
        SimpleNamespace(
            id=name, site_id=name, is_main=False, site=SimpleNamespace(id=name, name=name, kind="xa", sort_key=name)
        )
        for name in names
    ]
    return board_of(sites, known, "live").tiles


def at(begin):
    return Times(begin, begin, begin, begin)


READY = Known(attendance="present", is_here=True)
AWAY = Known()
LOST = Known(attendance="present", seen_at=NINE)
SILENT = Known(trouble=Trouble("sound", NINE))


@pytest.mark.parametrize(
    ("known", "turns", "named"),
    [
        ({"an": READY, "binh": AWAY}, {}, []),
        ({"an": READY, "binh": LOST, "cuc": SILENT}, {}, ["cuc", "binh"]),
        ({"an": READY, "binh": AWAY, "cuc": SILENT}, {"an": at(NINE), "binh": at(NINE)}, ["binh", "cuc"]),
        ({"an": SILENT, "binh": AWAY}, {"an": at(TEN), "binh": at(NINE)}, ["binh", "an"]),
    ],
)
def test_who_has_a_turn_soon_comes_first_then_the_worst(known, turns, named):
    assert [each.tile.participation.site_id for each in watched(tiles(**known), turns)] == named
