"""The order of lines that begin together: only there does the office choose it. No database, no clock."""

from collections.abc import Sequence
from itertools import groupby

from confsys.errors import NotFound, Refused
from confsys.weeks.rows import Row
from confsys.words import _

STEPS = {"up": -1, "down": 1}


def beside(rows: Sequence[Row], key: str) -> list[str]:
    """The lines that begin when this one does, itself among them, in their order. Raises NotFound for no line."""
    row = next((each for each in rows if each.key == key), None)
    if row is None:
        raise NotFound()
    return [each.key for each in rows if each.begins == row.begins]


def exchanged(keys: Sequence[str], key: str, way: str) -> list[str]:
    """With this line one place "up" or "down". Raises Refused where there is none to change places with."""
    at, step = keys.index(key), STEPS[way]
    if not 0 <= at + step < len(keys):
        raise Refused(_("Lines are ordered by their hour; no other that begins with this one stands there."))
    moved = list(keys)
    moved[at], moved[at + step] = moved[at + step], moved[at]
    return moved


def movable(rows: Sequence[Row]) -> dict[str, list[str]]:
    """Which way each line can go; those that can go nowhere are left out. `rows` in their order."""
    ways: dict[str, list[str]] = {}
    for _begins, group in groupby(rows, key=lambda row: row.begins):
        keys = [row.key for row in group]
        for at, key in enumerate(keys):
            ways[key] = [way for way, step in STEPS.items() if 0 <= at + step < len(keys)]
    return {key: found for key, found in ways.items() if found}
