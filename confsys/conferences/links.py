"""Personal links: a site's screen and the stage, without an account.

A link is an id, a generation and a signature over both: it can be shown and printed again, and is
renewed or revoked by counting the generation up.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import current_app, g
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from confsys import clock
from confsys.conferences.models import LINK_AFTER_CLOSE, Conference, Participation
from confsys.conferences.transitions import CANCELLED
from confsys.errors import Gone, NotFound
from confsys.extensions import db
from confsys.ids import is_signed, signed
from confsys.words import _

JOIN, STAGE = "j", "s"
SORT, LENGTH = "link", 24
AT_ONCE = 500  # ids in one question
WHOLE = (joinedload(Participation.conference), joinedload(Participation.site))
TOKEN = re.compile(r"([js])([0-9a-z]{16})-(\d{1,9})-([0-9a-f]{24})", re.ASCII)


@dataclass(frozen=True)
class LinkHolder:
    """Whoever holds a link: one site's screen of one conference, or its stage."""

    conference: Conference
    participation: Participation | None  # None: the stage

    @property
    def id(self) -> str:
        return f"site-link:{self.participation.id}" if self.participation else f"stage-link:{self.conference.id}"

    @property
    def generation(self) -> int | None:
        """The generation of the link that is good now; None while it is revoked."""
        if self.participation is None:
            return self.conference.stage_generation
        return None if self.participation.link_revoked_at else self.participation.link_generation

    @property
    def is_stage(self) -> bool:
        return self.participation is None


def join_token(participation: Participation) -> str:
    """What stands in /join/TOKEN."""
    return _signed(JOIN, participation.id, participation.link_generation)


def stage_token(conference: Conference) -> str:
    """What stands in /stage/TOKEN."""
    return _signed(STAGE, conference.id, conference.stage_generation)


def holder_of(token: str) -> LinkHolder:
    """Whoever this link stands for. NotFound for a forged one, Gone for one renewed, revoked or over."""
    match = TOKEN.fullmatch(token)
    if not match or not is_signed(token, SORT, LENGTH):
        raise NotFound()
    holder = _join_holder(match[2]) if match[1] == JOIN else _stage_holder(match[2])
    if int(match[3]) != holder.generation:
        raise Gone(_("This link has been replaced. Ask the organiser's office for the new one."))
    refuse_ended(holder.conference)
    return holder


def known(tokens: Iterable[str]) -> list[Participation | Conference]:
    """What the links of sites among these are about, for `holder_of` to find without asking again while it is kept."""
    matches = (TOKEN.fullmatch(token) for token in tokens)
    ids = [match[2] for match in matches if match and match[1] == JOIN]
    found: list[Participation] = []
    for first in range(0, len(ids), AT_ONCE):
        found += db.session.scalars(select(Participation).where(Participation.id.in_(ids[first : first + AT_ONCE])))
    conferences = {each.conference_id for each in found}
    return [*found, *db.session.scalars(select(Conference).where(Conference.id.in_(conferences)))] if found else []


def _join_holder(participation_id: str) -> LinkHolder:
    participation = db.session.get(Participation, participation_id, options=WHOLE)
    if participation is None:
        raise Gone(_("This site no longer takes part in the conference."))
    return LinkHolder(participation.conference, participation)


def _stage_holder(conference_id: str) -> LinkHolder:
    conference = db.session.get(Conference, conference_id)
    if conference is None:
        raise NotFound()
    return LinkHolder(conference, None)


def refuse_ended(conference: Conference) -> None:
    """Raise Gone a day after the close; one that was cancelled has none, only the hour at which it would have ended."""
    ended = conference.closed_at or (conference.ends_at if conference.state == CANCELLED else None)
    if ended and clock.now() >= ended + LINK_AFTER_CLOSE:
        raise Gone(_("The conference is over and this link has ended with it."))


def _signed(sort: str, row_id: str, generation: int) -> str:
    return signed(f"{sort}{row_id}-{generation}", SORT, LENGTH)


def page_address(about: Mapping[str, str]) -> str:
    """The conference's own page, for who may sign in."""
    return f"{current_app.config['BASE_URL']}/conferences/{about['conference']}"


def join_address(about: Mapping[str, str]) -> str:
    """The screen of a site, for who holds the link; once that is revoked or the site is out, the conference's page."""
    participation = db.session.get(Participation, about.get("participation", ""))
    g.linked = participation  # a letter has several links of one site, and the session forgets what nobody holds
    if participation is None or participation.link_revoked_at is not None:
        return page_address(about)
    return f"{current_app.config['BASE_URL']}/join/{join_token(participation)}"
