"""How often the link of one site may change its answer: a thumb slips a few times, a program does not stop."""

from datetime import timedelta

from confsys.often import Flood
from confsys.words import _

MOST = 30
_answers = Flood(
    timedelta(minutes=5),
    _("Too many answers by one link"),
    _("This link has sent many answers just now. Wait five minutes, then press again."),
)


def count(participation_id: str) -> None:
    """One more. Raises TooMany."""
    _answers.let_through(participation_id, MOST)
