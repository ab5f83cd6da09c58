"""Every site has a tile on the wall, whatever their number and groups."""

from types import SimpleNamespace

import pytest

from confsys.board.layout import GAP, HEAD, HEIGHT, STEPS, laid_out

DISTRICTS_OF_2015 = (1, 19, 13, 12, 13, 14, 13, 10, 14, 14, 16, 10, 8)


def groups(*sizes):
    return [SimpleNamespace(tiles=tuple(range(size))) for size in sizes]


@pytest.mark.parametrize(
    ("sizes", "size"),
    [
        ((13,), "few"),
        ((1,), "few"),
        ((1, 12, 12, 9, 8, 8, 9, 1), "some"),
        ((1, 16, 16, 16, 16, 16, 16, 6), "many"),
        ((1, 20, 14, 10, 19, 21, 7, 11), "many"),
        (DISTRICTS_OF_2015, "most"),
        ((1, 80, 79), "most"),
        ((500,), "most"),
    ],
)
def test_all_fit_as_long_as_tiles_can_shrink(sizes, size):
    wall = laid_out(groups(*sizes))

    assert wall.size == size and wall.height in STEPS
    assert sum(len(group.tiles) for column in wall.columns for group in column.groups) == sum(sizes)
    used = [HEAD * len(each.groups) + each.rows * (wall.height + GAP) for each in wall.columns]
    assert max(used) <= HEIGHT or wall.height == STEPS[0]


def test_the_province_of_2015_keeps_names_that_can_be_read():
    wall = laid_out(groups(*DISTRICTS_OF_2015))
    assert (wall.height, wall.is_tight) == (60, False)


def test_groups_keep_their_order_down_a_column():
    given = groups(1, 16, 16, 16, 16, 16, 16, 6)
    for column in laid_out(given).columns:
        places = [given.index(group) for group in column.groups]
        assert places == sorted(places)
    assert laid_out([]).columns == ()
