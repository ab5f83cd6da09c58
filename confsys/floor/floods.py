"""How often one link may raise and take down its hand: a thumb does so now and then, a program does not stop."""

from datetime import timedelta

from confsys.often import Flood
from confsys.words import _

MOST = 40
_hands = Flood(
    timedelta(minutes=5),
    _("Too many hands by one link"),
    _("This link has raised its hand very often just now. Wait five minutes, then press again."),
)


def count(participation_id: str) -> None:
    """One more. Raises TooMany."""
    _hands.let_through(participation_id, MOST)
