"""Wrong passwords, counted per name and address: after ten in five minutes that pair waits, right or wrong.

By name alone, anybody could lock somebody else out; by address alone, a whole office that shares one.
"""

from datetime import timedelta

from confsys.errors import Invalid
from confsys.often import Often
from confsys.words import _

MOST = 10
_wrong = Often(timedelta(minutes=5))


class TooMany(Invalid):
    """Too many wrong passwords; nothing is compared before the time is over."""

    status = 429


def refuse_many(name: str, address: str) -> None:
    """Raises TooMany while this name has been tried too often from this address."""
    if _wrong.times((name, address)) >= MOST:
        raise TooMany({"password": _("Too many wrong tries. Wait five minutes, then try again.")})


def count(name: str, address: str) -> None:
    _wrong.count((name, address))


def forget(name: str, address: str) -> None:
    _wrong.forget((name, address))
