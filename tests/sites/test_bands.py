"""A long list of communes in groups by the alphabet, each named by its ends."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from confsys.folding import sort_key
from confsys.sites.bands import LEAST, MOST, bands
from confsys.sites.lists import read
from tests.sites.office import REAL, real_file


def grouped(names):
    """(name, members) of each band of these names, in the order of the alphabet."""
    found = bands(sorted(names, key=sort_key), name=str)
    return [(band.name, list(band.members)) for band in found]


def numbered(word, number, *, kind="Xã"):
    return [f"{kind} {word} {letter}" for letter in "abcdeghiklmnopqrstuvxy"[:number]]


def sizes(names):
    return {name: len(members) for name, members in grouped(names)}


def test_nothing_is_no_band():
    assert grouped([]) == []


@pytest.mark.parametrize("number", [1, LEAST, MOST])
def test_what_fits_is_one_band_without_a_name(number):
    names = numbered("Tân", number)
    assert grouped(names) == [("", names)]


def test_the_communes_of_today_stand_in_six_bands():
    rows = read(real_file(REAL[1]))
    assert sizes(row.name for row in rows if row.kind == "xa") == {
        **{"Xã An – Gò": 18, "Xã Hậu – Lương": 15, "Xã Mỹ – Ngũ": 10},
        **{"Xã Phong – Tam": 8, "Xã Tân": 20, "Xã Thanh – Vĩnh": 11},
    }
    assert sizes(row.name for row in rows if row.kind == "phuong") == {"": 20}


TABLE = {
    "cut between letters": (numbered("An", 10) + numbered("Ba", 10) + numbered("Cam", 10), [10, 10, 10]),
    "short letters stand together": (numbered("An", 3) + numbered("Ba", 3) + numbered("Hoa", 16), [6, 16]),
    "a short last one joins the one before": (numbered("An", 15) + numbered("Ba", 10) + numbered("Vinh", 3), [15, 13]),
    "a letter with too many is cut between syllables": (numbered("Tam", 12) + numbered("Tan", 12), [12, 12]),
    "a syllable is never cut": (numbered("Tan", 22), [22]),
    "letters with marks of their own are others": (
        numbered("An", 11) + numbered("Ăn", 11) + numbered("Ân", 11),
        [11] * 3,
    ),
    "d and đ are two letters": (numbered("Dinh", 11) + numbered("Đinh", 11), [11, 11]),
    "a tone is no other letter": (numbered("An", 8) + numbered("Án", 8) + numbered("Bình", 8), [16, 8]),
    "a tone is no other syllable": (numbered("Tân", 14) + numbered("Tấn", 14) + numbered("Tiên", 7), [28, 7]),
}


@pytest.mark.parametrize(("names", "expected"), TABLE.values(), ids=TABLE)
def test_where_a_list_is_cut(names, expected):
    assert [len(members) for _name, members in grouped(names)] == expected


def test_a_band_is_named_by_its_ends_and_by_one_if_they_are_alike():
    names = numbered("An", 10, kind="Phường") + numbered("Ba", 5, kind="Phường") + numbered("Cam", 8, kind="Phường")
    assert list(sizes(names)) == ["Phường An – Ba", "Phường Cam"]


def test_numbers_stand_by_size():
    assert list(sizes([f"Phường {number}" for number in range(1, 31)])) == ["Phường 1 – 21", "Phường 22 – 30"]


# -- for any names -----------------------------------------------------------------------------------

SYLLABLES = [
    *("An", "Án", "Ân", "Ấn", "Bà", "Bình", "Dinh", "Đốc", "Định", "Hòa", "Hậu", "Mỹ", "Phú", "Quý"),
    *("Tam", "Tân", "Tấn", "Thanh", "Thạnh", "Vĩnh", "1", "2", "10", "f漢", "-"),
]
NAMES = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=2).map(lambda words: " ".join(["Xã", *words]))
LISTS = st.lists(NAMES | st.text(min_size=1).filter(str.strip), max_size=150).map(
    lambda names: sorted(names, key=sort_key)
)
ANY = settings(deadline=None, derandomize=True, database=None, max_examples=200)


@ANY
@given(LISTS)
def test_every_member_stands_exactly_once_and_in_its_order(names):
    assert [member for band in bands(names, name=str) for member in band.members] == names


@ANY
@given(st.lists(NAMES, max_size=150).map(lambda names: sorted(names, key=sort_key)))
def test_a_band_is_only_small_beside_neighbours_that_are_full_and_only_large_for_one_syllable(names):
    found = [list(band.members) for band in bands(names, name=str)]
    for one, next_one in zip(found, found[1:], strict=False):
        assert min(len(one), len(next_one)) >= LEAST or len(one) + len(next_one) > MOST
    for band in found:
        assert len(band) <= MOST or len({plain(name) for name in band}) == 1


@ANY
@given(st.lists(NAMES, max_size=150).map(lambda names: sorted(names, key=sort_key)))
def test_a_first_syllable_is_in_one_band_and_no_two_bands_have_one_name(names):
    found = bands(names, name=str)
    places = {(plain(name), number) for number, band in enumerate(found) for name in band.members}
    assert len(places) == len({syllable for syllable, _number in places})
    assert len({band.name for band in found}) == len(found)


def plain(name):
    """The first syllable after the kind, without its tone."""
    return sort_key(name.split()[1]).partition(" ")[0]
