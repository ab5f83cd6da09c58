"""How often one address may answer one poll: an office shares an address, a flood has one, too."""

from datetime import timedelta

from confsys.errors import Refused
from confsys.often import Often
from confsys.words import _

MOST = 30
_sent = Often(timedelta(minutes=5))
forget_all = _sent.forget_all


class TooMany(Refused):
    """So many answers come from one address that nobody can mean them all."""

    status = 429
    title = _("Too many answers from one address")


def count(poll_id: str, address: str) -> None:
    """One more from there. Raises TooMany; what was typed is not lost, for it may be sent again."""
    if _sent.times((poll_id, address)) >= MOST:
        raise TooMany(_("Many answers have come from this network just now. Wait five minutes, then press again."))
    _sent.count((poll_id, address))
