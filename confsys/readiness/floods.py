"""How often one site may test and report: a thumb slips, a page asks a few dozen times, a program does not stop."""

from datetime import timedelta

from confsys.often import Flood
from confsys.words import _

# Within five minutes. One test asks some 25 times and moves some 300 kB in four goes.
MOST = {"incident": 30, "test": 20, "ping": 600, "bytes": 60}
_sent = Flood(
    timedelta(minutes=5),
    _("Too much at once by one site"),
    _("This site has sent very much just now. Wait five minutes, then press again."),
)


def count(participation_id: str, what: str) -> None:
    """Once more. Raises TooMany."""
    _sent.let_through((participation_id, what), MOST[what])
