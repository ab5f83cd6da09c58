"""Groups for a long list of communes when no districts and no groups of an office exist: pure, by the alphabet.

The wards first, then the communes in bands of 7 to 21, cut only between first letters (a letter with more is cut
between first syllables), each named by its ends: "Xã Tam – Tân".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from confsys.folding import sort_key

LEAST, MOST = 7, 21


@dataclass(frozen=True)
class Band:
    """Some neighbours in the alphabet. `name` is empty where all of a kind are in one band."""

    name: str
    members: tuple[Any, ...]


def bands(members: Sequence[Any], name=lambda member: member.name) -> list[Band]:
    """`members` are sorted by the Vietnamese alphabet and of one kind; `name` gives "Xã Tân Thạnh"."""
    if len(members) <= MOST:
        return [Band("", tuple(members))] if members else []
    kind = name(members[0]).split()[0]
    return [Band(_title(kind, band, name), tuple(band)) for band in _joined(_pieces(members, name))]


def _pieces(members: Sequence[Any], name) -> list[list[Any]]:
    """Runs that must not be cut: one first letter, or one first syllable where a letter has too many."""
    pieces = []
    for _letter, run in groupby(members, key=lambda member: _syllable(name(member))[:2]):
        letter = list(run)
        if len(letter) <= MOST:
            pieces.append(letter)
        else:
            pieces += [list(part) for _word, part in groupby(letter, key=lambda member: _syllable(name(member)))]
    return pieces


def _joined(pieces: list[list[Any]]) -> list[list[Any]]:
    """Neighbouring runs together until one more would be too many; a short last one joins the one before."""
    whole: list[list[Any]] = []
    for piece in pieces:
        if whole and (len(whole[-1]) + len(piece) <= MOST and (len(whole[-1]) < LEAST or len(piece) < LEAST)):
            whole[-1] = whole[-1] + piece
        else:
            whole.append(list(piece))
    return whole


def _title(kind: str, band: list[Any], name) -> str:
    first, last = _own(name(band[0]))[0], _own(name(band[-1]))[0]
    return f"{kind} {first}" if first == last else f"{kind} {first} – {last}"


def _syllable(name: str) -> str:
    """The first syllable as the alphabet orders it, two digits a letter: tones part nobody there."""
    return sort_key(_own(name)[0]).partition(" ")[0]


def _own(name: str) -> list[str]:
    """The words of a name without its kind: "Xã Tân Thạnh" -> ["Tân", "Thạnh"]."""
    return name.split()[1:] or name.split()
