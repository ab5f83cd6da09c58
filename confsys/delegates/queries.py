"""Who has a link: whomever the site has named, or seen there."""

import hashlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from confsys.attendance.queries import attendees_of
from confsys.conferences.models import Participation
from confsys.delegates.models import DelegateLink
from confsys.extensions import db
from confsys.invitations.queries import delegates_of

FIRST, MARK = 1, 16


@dataclass(frozen=True)
class Somebody:
    """A delegate of a site, and the generation of the link that is good for him now."""

    name: str
    office: str
    mark: str
    generation: int


def mark_of(folded: str) -> str:
    """The same for the same name and office, whatever the tone marks."""
    return hashlib.sha256(folded.encode()).hexdigest()[:MARK]


def everybody_of(participation: Participation) -> list[Somebody]:
    """The delegates a site named, then whoever was added on the spot; three statements."""
    named: list[Any] = [*delegates_of(participation), *attendees_of(participation)]
    rows = {each.folded: each for each in named}
    query = select(DelegateLink).where(DelegateLink.participation_id == participation.id)
    renewed = {each.mark: each.generation for each in db.session.scalars(query)}
    found = ((mark_of(folded), row) for folded, row in rows.items())
    return [Somebody(row.name, row.office, mark, renewed.get(mark, FIRST)) for mark, row in found]


def somebody_of(participation: Participation, mark: str) -> Somebody | None:
    return next((each for each in everybody_of(participation) if each.mark == mark), None)
