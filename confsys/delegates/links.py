"""The personal link of a delegate: an id, a mark, a generation and a signature, as those of sites are made."""

import re
from dataclasses import dataclass

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from confsys.conferences.links import LENGTH, LinkHolder, refuse_ended
from confsys.conferences.models import Participation
from confsys.delegates.queries import Somebody, somebody_of
from confsys.errors import Gone, NotFound
from confsys.extensions import db
from confsys.ids import is_signed, signed
from confsys.words import _

SORT, LETTER = "delegate", "d"
TOKEN = re.compile(r"d([0-9a-z]{16})\.([0-9a-f]{16})-(\d{1,9})-([0-9a-f]{24})", re.ASCII)


@dataclass(frozen=True)
class DelegateHolder(LinkHolder):
    """Whoever holds the link of one delegate."""

    participation: Participation
    person: Somebody

    @property
    def id(self) -> str:
        return f"delegate-link:{self.participation.id}:{self.person.mark}"


def token_of(participation: Participation, person: Somebody) -> str:
    """What stands in /delegate/TOKEN."""
    return signed(f"{LETTER}{participation.id}.{person.mark}-{person.generation}", SORT, LENGTH)


def address_of(participation: Participation, person: Somebody) -> str:
    return f"{current_app.config['BASE_URL']}/delegate/{token_of(participation, person)}"


def is_of_a_delegate(token: str) -> bool:
    return token.startswith(LETTER)


def holder_of(token: str) -> DelegateHolder:
    """Whoever this link stands for. NotFound for a forged one, Gone for one renewed, taken off or over."""
    match = TOKEN.fullmatch(token)
    if not match or not is_signed(token, SORT, LENGTH):
        raise NotFound()
    query = select(Participation).where(Participation.id == match[1])
    loaded = joinedload(Participation.conference), joinedload(Participation.site)
    participation = db.session.scalars(query.options(*loaded)).first()
    if participation is None:
        raise Gone(_("This site no longer takes part in the conference."))
    person = somebody_of(participation, match[2])
    if person is None:
        raise Gone(_("You are no longer on the list of this site. Ask whoever wrote it."))
    if int(match[3]) != person.generation:
        raise Gone(_("This link has been replaced. Ask your site for the new one."))
    refuse_ended(participation.conference)
    return DelegateHolder(participation.conference, participation, person)
