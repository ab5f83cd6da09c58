"""Wrong passwords, counted per name and address: after ten in five minutes that pair waits, right or wrong.

Kept in memory: a restart forgets them, and each process counts for itself. By name alone, anybody could lock
somebody else out; by address alone, a whole office that shares one.
"""

from datetime import datetime, timedelta

from confsys import clock
from confsys.errors import Invalid
from confsys.words import _

MOST, WITHIN = 10, timedelta(minutes=5)
MOST_KEPT = 10_000
_wrong: dict[tuple[str, str], list[datetime]] = {}


class TooMany(Invalid):
    """Too many wrong passwords; nothing is compared before the time is over."""

    status = 429


def refuse_many(name: str, address: str) -> None:
    """Raises TooMany while this name has been tried too often from this address."""
    if len(_recent(name, address)) >= MOST:
        raise TooMany({"password": _("Too many wrong tries. Wait five minutes, then try again.")})


def count(name: str, address: str) -> None:
    if len(_wrong) >= MOST_KEPT:
        del _wrong[next(iter(_wrong))]
    _wrong[name, address] = [*_recent(name, address), clock.now()]


def forget(name: str, address: str) -> None:
    _wrong.pop((name, address), None)


def forget_all() -> None:
    _wrong.clear()


def _recent(name: str, address: str) -> list[datetime]:
    since = clock.now() - WITHIN
    return [at for at in _wrong.get((name, address), ()) if at > since]
