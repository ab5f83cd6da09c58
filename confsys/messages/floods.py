"""How much one site may write: people write a few lines, a program does not stop."""

from datetime import timedelta

from confsys.often import Flood
from confsys.words import _

MOST = {"write": 20, "shown": 300}  # within five minutes
_sent = Flood(
    timedelta(minutes=5),
    _("Too many messages of one site"),
    _("This site has written very much just now. Wait five minutes, or call."),
)


def count(participation_id: str, what: str) -> None:
    """Once more. Raises TooMany."""
    _sent.let_through((participation_id, what), MOST[what])
