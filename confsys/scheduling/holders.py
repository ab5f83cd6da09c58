"""By whom something is held, in words and as far as a reader may know. Each package tells it of its own bookings."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from flask import current_app

from confsys.people.models import Person


@dataclass(frozen=True)
class Holder:
    """`words`: as in the middle of a sentence, for everybody. `title` and `url` are "" for who may not know of it."""

    words: Any
    title: str = ""
    url: str = ""


Tell = Callable[[Collection[str], Person | None], dict[str, Holder]]  # by id; nobody asks: a job does, and may know all


def told(holders: Collection[str], person: Person | None) -> dict[str, Holder]:
    """Who these are, by holder; app.py says who tells of which sort. Each sort that occurs is asked once."""
    found: dict[str, Holder] = {}
    for sort, tell in current_app.extensions["holders"].items():
        ids = {each.removeprefix(f"{sort}:") for each in holders if each.startswith(f"{sort}:")}
        found |= {f"{sort}:{id}": holder for id, holder in tell(ids, person).items()} if ids else {}
    return found
