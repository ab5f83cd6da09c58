"""How often one link may note something: a thumb presses often while people come in, a program does not stop."""

from datetime import timedelta

from confsys.often import Flood
from confsys.words import _

MOST = 120
_notes = Flood(
    timedelta(minutes=5),
    _("Too many notes by one link"),
    _("This link has noted very much just now. Wait five minutes, then press again."),
)


def count(participation_id: str) -> None:
    """One more. Raises TooMany."""
    _notes.let_through(participation_id, MOST)
