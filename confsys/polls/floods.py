"""How often one address may answer one poll: an office shares an address, a flood has one, too.

Kept in memory: a restart forgets it, and each process counts for itself.
"""

from datetime import datetime, timedelta

from confsys import clock
from confsys.errors import Refused
from confsys.words import _

MOST, WITHIN = 30, timedelta(minutes=5)
MOST_KEPT = 10_000
_sent: dict[tuple[str, str], list[datetime]] = {}


class TooMany(Refused):
    """So many answers come from one address that nobody can mean them all."""

    status = 429
    title = _("Too many answers from one address")


def count(poll_id: str, address: str) -> None:
    """One more from there. Raises TooMany; what was typed is not lost, for it may be sent again."""
    key, since = (poll_id, address), clock.now() - WITHIN
    recent = [at for at in _sent.get(key, ()) if at > since]
    if len(recent) >= MOST:
        raise TooMany(_("Many answers have come from this network just now. Wait five minutes, then press again."))
    if len(_sent) >= MOST_KEPT:
        del _sent[next(iter(_sent))]
    _sent[key] = [*recent, clock.now()]


def forget_all() -> None:
    _sent.clear()
