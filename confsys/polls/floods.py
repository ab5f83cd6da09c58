"""How often one address may answer one poll: an office shares an address, a flood has one, too."""

from datetime import timedelta

from confsys.often import Flood
from confsys.words import _

MOST = 30
_answers = Flood(
    timedelta(minutes=5),
    _("Too many answers from one address"),
    _("Many answers have come from this network just now. Wait five minutes, then press again."),
)


def count(poll_id: str, address: str) -> None:
    """One more from there. Raises TooMany."""
    _answers.let_through((poll_id, address), MOST)
