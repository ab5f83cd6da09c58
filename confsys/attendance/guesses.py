"""Codes typed in vain, counted per address and for all: after a few an address waits, each time twice as long.

While very many are typed wrong from everywhere, an address that has not typed a right one lately has one try in ten
minutes.
"""

import ipaddress
from datetime import timedelta

from confsys import clock
from confsys.errors import Invalid
from confsys.often import Often
from confsys.words import _, n_

FREE, FIRST, LONGEST = 5, timedelta(seconds=15), timedelta(minutes=30)
MOST_OF_ALL, ALL = 60, "all"
_wrong, _everywhere, _right = Often(timedelta(hours=1)), Often(timedelta(minutes=10)), Often(timedelta(hours=24))


class TooMany(Invalid):
    """Too many wrong codes; nothing is compared before the time is over."""

    status = 429


def refuse_many(address: str) -> None:
    """Raises TooMany while codes have been tried too often from this address, or from everywhere."""
    place = network(address)
    times, last = _wrong.times(place), _wrong.last(place)
    if last is None:
        return
    left = last + delay(times) - clock.now()
    if _everywhere.times(ALL) >= MOST_OF_ALL and not _right.times(place):
        left = max(left, last + _everywhere.within - clock.now())
    if left > timedelta():
        minutes = max(1, round(left.total_seconds() / 60))
        waits = n_("Wait %(num)s minute, then try again.", "Wait %(num)s minutes, then try again.", minutes)
        raise TooMany({"code": _("Too many wrong codes. %(wait)s", wait=waits)})


def delay(times: int) -> timedelta:
    """How long one waits after so many wrong codes."""
    return timedelta() if times < FREE else min(FIRST * 2 ** (times - FREE), LONGEST)


def count(address: str) -> None:
    _wrong.count(network(address))
    _everywhere.count(ALL)


def right(address: str) -> None:
    _right.count(network(address))


def network(address: str) -> str:
    """Whoever has one address of the sixth version has all of its 64 bits."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)
