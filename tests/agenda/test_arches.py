"""What stands under the bridge of a conference: where labels fit, and which gives way."""

import pytest

from confsys.agenda.arches import Arch, marks


def arch(middle, look="coming"):
    return Arch(None, "", look, middle)


def seen(*arches):
    return [(mark.sort, mark.at, mark.anchor) for mark in marks(arches)]


START, END = ("start", 0.0, "start"), ("end", 1000.0, "end")


def test_before_it_begins_only_start_end_and_break_are_named():
    assert seen(arch(100), arch(500, "coming hollow")) == [START, END, ("break", 500, "middle")]


@pytest.mark.parametrize(
    ("now", "marks"),
    [
        (30, [("now", 30, "start"), END]),
        (500, [("now", 500, "middle"), START, END]),
        (990, [("now", 990, "end"), START]),
    ],
)
def test_now_is_always_named_and_its_neighbours_give_way(now, marks):
    assert seen(arch(now, "current")) == marks


def test_a_break_beside_now_is_not_named():
    assert seen(arch(500, "current"), arch(600, "coming hollow")) == [("now", 500, "middle"), START, END]


def test_four_labels_are_enough():
    breaks = [arch(middle, "coming hollow") for middle in (200, 400, 600, 800)]
    assert [sort for sort, _at, _anchor in seen(*breaks)] == ["start", "end", "break", "break"]
