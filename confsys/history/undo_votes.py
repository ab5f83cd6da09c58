"""How what happened to a vote is taken back, and why most of it is not."""

from collections.abc import Callable
from typing import Any

from confsys.extensions import db
from confsys.history.left import before, refuse_changed
from confsys.journal import Entry
from confsys.votes import actions
from confsys.votes.models import DRAFTED, PUBLISHED, Vote
from confsys.words import _


def _written(actor: Any, entry: Entry) -> None:
    vote = _vote(entry)
    refuse_changed(entry, actions.plain(vote))
    actions.cancel(actor, vote)


def _changed(actor: Any, entry: Entry) -> None:
    vote = _vote(entry)
    refuse_changed(entry, actions.plain(vote))
    actions.change(actor, vote, **before(entry))


def _closed(actor: Any, entry: Entry) -> None:
    actions.reopen(actor, _vote(entry))


def _reopened(actor: Any, entry: Entry) -> None:
    actions.close(actor, _vote(entry))


def _was_put(entry: Entry) -> bool:
    return _vote(entry).state != DRAFTED


def _stays_counted(entry: Entry) -> bool:
    vote = _vote(entry)
    return vote.state == PUBLISHED or vote.is_secret


def _vote(entry: Entry) -> Vote:
    return db.session.get_one(Vote, entry.about["vote"])


VOTES: dict[str, Callable[[Any, Entry], None]] = {
    "vote.written": _written,
    "vote.changed": _changed,
    "vote.closed": _closed,
    "vote.reopened": _reopened,
}
TOO_LATE: dict[str, Callable[[Entry], bool]] = {
    "vote.written": _was_put,
    "vote.changed": _was_put,
    "vote.closed": _stays_counted,
}
_BALLOT = _("A ballot is its voter's own; it can be cast anew while the vote is open.")
CANNOT: dict[str, Any] = {
    "vote.opened": _("Some may be voting already; break the vote off with a word of why, and put it anew."),
    "vote.cast": _BALLOT,
    "vote.recast": _BALLOT,
    "vote.published": _("Everybody has seen the result."),
    "vote.cancelled": _("Those who voted know of it; put the question anew."),
}
