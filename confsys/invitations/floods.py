"""How often the link of one site may change its answer: a thumb slips a few times, a program does not stop."""

from datetime import timedelta

from confsys.errors import Refused
from confsys.often import Often
from confsys.words import _

MOST = 30
_sent = Often(timedelta(minutes=5))
forget_all = _sent.forget_all


class TooMany(Refused):
    """So many answers by one link that nobody can mean them all."""

    status = 429
    title = _("Too many answers by one link")


def count(participation_id: str) -> None:
    """One more. Raises TooMany; what was typed is not lost, for it may be sent again."""
    if _sent.times(participation_id) >= MOST:
        raise TooMany(_("This link has sent many answers just now. Wait five minutes, then press again."))
    _sent.count(participation_id)
