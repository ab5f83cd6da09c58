"""The colours keep what the language of the pages promises, in both themes."""

import pytest

from confsys.config import ROOT
from confsys.styleguide.colours import colours, contrast

FOUND = colours(ROOT / "static/base.css")
DRAWN = ("line-2",)  # edges of controls; all others are words


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#fff", "#000", 21.0), ("#16202b", "#16202b", 1.0), ("#16202b", "#fff", 16.5), ("#767676", "#ffffff", 4.5)],
)
def test_contrast_is_counted_as_wcag_counts_it(one, other, ratio):
    assert round(contrast(one, other), 1) == round(contrast(other, one), 1) == ratio


@pytest.mark.parametrize("colour", FOUND, ids=lambda colour: colour.role)
def test_words_stand_out_by_four_and_a_half_and_edges_by_three(colour):
    needed = 3 if colour.role in DRAWN else 4.5
    assert min(colour.light[1], colour.dark[1]) >= needed
