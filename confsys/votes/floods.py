"""How often one link may send ballots: a thumb presses often, a program does not stop."""

from datetime import timedelta

from confsys.often import Flood
from confsys.words import _

MOST = 60
_ballots = Flood(
    timedelta(minutes=5),
    _("Too many ballots by one link"),
    _("This link has sent very much just now. Wait five minutes, then press again."),
)


def count(participation_id: str) -> None:
    """One more. Raises TooMany."""
    _ballots.let_through(participation_id, MOST)
