"""What becomes of an open vote when its conference ends (see reactions.py)."""

from confsys.changes import Event
from confsys.conferences.transitions import RUNNING
from confsys.errors import Refused
from confsys.votes import actions, queries
from confsys.words import _


def close_open(event: Event) -> None:
    """Ballots that were cast count: the vote ends with its conference."""
    if vote := queries.open_vote_of(event.thing):
        actions.close(event.by, vote)


def break_off(event: Event) -> None:
    if vote := queries.open_vote_of(event.thing):
        actions.cancel(event.by, vote, reason=(event.after or {})["reason"])


def refuse_while_open(event: Event) -> None:
    """The conference does not go back to before it began while somebody votes in it."""
    if event.thing.state not in RUNNING and queries.open_vote_of(event.thing):
        raise Refused(_("A vote is open. Close it or break it off first."))
