"""How many codes one network may be shown, and how many it may guess: an office shares one address."""

from datetime import timedelta

from confsys.errors import Invalid
from confsys.often import Flood, Often
from confsys.words import _

MOST_WAITING, MOST_GUESSES, MOST_ASKED = 40, 10, 5
_begun = Flood(
    timedelta(minutes=10),
    _("Too many new screens from one network"),
    _("Many screens of this network have asked for a code just now. Wait ten minutes."),
)
_guessed = Often(timedelta(minutes=5))
_asked = Flood(
    timedelta(minutes=10),
    _("Too many lost links from one network"),
    _("Several links were asked for from this network just now. Wait ten minutes, or call the office."),
)


def count_begun(address: str) -> None:
    """One browser more waits there. Raises TooMany."""
    _begun.let_through(address, MOST_WAITING)


def refuse_guesses(person_id: str) -> None:
    """Raises Invalid while somebody has typed too many codes that no screen shows."""
    if _guessed.times(person_id) >= MOST_GUESSES:
        raise Invalid({"code": _("Too many wrong codes. Wait five minutes, then read the code again.")})


def count_guess(person_id: str) -> None:
    _guessed.count(person_id)


def count_asked(address: str) -> None:
    """One lost link more is asked for from there. Raises TooMany."""
    _asked.let_through(address, MOST_ASKED)
