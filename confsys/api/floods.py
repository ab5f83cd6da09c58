"""How fast a program may call: so many times a second, and as many at once after a pause.

Kept in memory: each process counts for itself.
"""

import time

from flask import g, request
from werkzeug.exceptions import TooManyRequests

PER_SECOND = 300
MOST_KEPT = 10_000
_buckets: dict[str, tuple[float, float]] = {}


def refuse_floods() -> None:
    """A bucket per token or person that refills at PER_SECOND."""
    key = request.headers.get("Authorization") or g.person.id
    now = time.monotonic()
    left, at = _buckets.get(key, (PER_SECOND, now))
    left = min(PER_SECOND, left + (now - at) * PER_SECOND)
    if len(_buckets) > MOST_KEPT:
        _buckets.clear()
    _buckets[key] = (left - 1, now)
    if left < 1:
        raise TooManyRequests()


def forget_all() -> None:
    _buckets.clear()
