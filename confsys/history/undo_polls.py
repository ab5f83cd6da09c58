"""How changes of polls are taken back."""

from collections.abc import Callable
from typing import Any

from confsys.extensions import db
from confsys.history.left import changed_since
from confsys.journal import Entry
from confsys.polls import actions, answering
from confsys.polls.models import Poll, PollAnswer
from confsys.words import _


def _closed(actor: Any, entry: Entry) -> None:
    poll = db.session.get_one(Poll, entry.about["poll"])
    if poll.decided_by_id is not None:
        raise changed_since()
    actions.reopen_poll(actor, poll, reason=str(_("Closed by mistake")), last_day=poll.last_day)


def _reopened(actor: Any, entry: Entry) -> None:
    actions.close_poll(actor, db.session.get_one(Poll, entry.about["poll"]))


def _struck(actor: Any, entry: Entry) -> None:
    answering.put_back_answer(actor, db.session.get_one(PollAnswer, entry.about["answer"]))


def _put_back(actor: Any, entry: Entry) -> None:
    answering.strike_answer(actor, db.session.get_one(PollAnswer, entry.about["answer"]))


POLLS: dict[str, Callable[[Any, Entry], None]] = {
    "poll.closed": _closed,
    "poll.reopened": _reopened,
    "poll.answer_struck": _struck,
    "poll.answer_put_back": _put_back,
}
