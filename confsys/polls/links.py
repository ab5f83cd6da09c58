"""The addresses that need no account: the poll for everybody who was sent it, and each guest's own answer.

A link is an id, a generation and a signature over both: it can be shown and sent again, and is renewed or revoked by
counting the generation up. A guest's own secret is signed alike, so nothing of it is stored.
"""

import re

from flask import current_app

from confsys.errors import Gone, NotFound
from confsys.extensions import db
from confsys.ids import is_signed, signed
from confsys.polls.models import Poll, PollAnswer
from confsys.words import _

SORT = "poll"
TOKEN = re.compile(r"p([0-9a-z]{16})-(\d{1,9})-([0-9a-f]{24})", re.ASCII)
SECRET = re.compile(r"a([0-9a-z]{16})-([0-9a-f]{32})", re.ASCII)


def token_of(poll: Poll) -> str:
    """What stands in /poll/TOKEN."""
    return signed(f"p{poll.id}-{poll.link_generation}", SORT, 24)


def secret_of(answer: PollAnswer) -> str:
    """What stands in /poll/TOKEN/answer/SECRET."""
    return signed(f"a{answer.id}", SORT, 32)


def poll_of(token: str) -> Poll:
    """The poll of a link. NotFound for a forged one, Gone for one that was renewed or revoked."""
    match = TOKEN.fullmatch(token)
    if not match or not is_signed(token, SORT, 24):
        raise NotFound()
    poll = db.session.get(Poll, match[1])
    if poll is None:
        raise NotFound()
    if poll.link_revoked_at is not None or int(match[2]) != poll.link_generation:
        raise Gone(_("This link has been replaced. Ask the office that sent it for the new one."))
    return poll


def answer_of(poll: Poll, secret: str) -> PollAnswer:
    """The answer to this poll that the secret opens. NotFound for any other, Gone for one that was struck out."""
    match = SECRET.fullmatch(secret)
    if not match or not is_signed(secret, SORT, 32):
        raise NotFound()
    answer = db.session.get(PollAnswer, match[1])
    if answer is None or answer.poll_id != poll.id:
        raise NotFound()
    if not answer.counts:
        raise Gone(_("The office has struck out this answer. Open the link of the poll to answer again."))
    return answer


def address_of(poll: Poll) -> str:
    """The whole address, as it is sent."""
    return f"{current_app.config['BASE_URL']}/poll/{token_of(poll)}"
