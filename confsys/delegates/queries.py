"""Who has a link: whomever the site has named, or seen there."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from confsys.attendance.queries import attendees_of
from confsys.conferences.models import Participation
from confsys.delegates.models import DelegateLink
from confsys.extensions import db
from confsys.invitations.models import folded_delegate
from confsys.invitations.queries import delegates_of

FIRST, MARK = 1, 16


@dataclass(frozen=True)
class Somebody:
    """A delegate of a site, and the generation of the link that is good for him now.

    `mark`: of his name as it stood first; `marks`: of all the spellings it has had.
    """

    name: str
    office: str
    mark: str
    generation: int
    marks: frozenset[str]

    def is_called(self, name: str) -> bool:
        """Also as his name was spelled before."""
        return mark_of(folded_delegate(name, self.office)) in self.marks


def mark_of(folded: str) -> str:
    """The same for the same name and office, whatever the tone marks."""
    return hashlib.sha256(folded.encode()).hexdigest()[:MARK]


def everybody_of(participation: Participation) -> list[Somebody]:
    """The delegates a site named, then whoever was added on the spot; three statements."""
    named: list[Any] = [*delegates_of(participation), *attendees_of(participation)]
    links, found = links_of(participation), dict[str, Any]()
    for row in named:
        own = mark_of(row.folded)
        first = _first(own, links)
        if first not in found or own != first:  # as it was corrected, wherever it stands as it was before
            found[first] = row
    return [_somebody(row, first, links) for first, row in found.items()]


def links_of(participation: Participation) -> dict[str, DelegateLink]:
    query = select(DelegateLink).where(DelegateLink.participation_id == participation.id)
    return {each.mark: each for each in db.session.scalars(query)}


def _first(mark: str, links: Mapping[str, DelegateLink]) -> str:
    return (links[mark].same_as if mark in links else None) or mark


def _somebody(row: Any, first: str, links: Mapping[str, DelegateLink]) -> Somebody:
    generation = links[first].generation if first in links else FIRST
    spelled = frozenset(each.mark for each in links.values() if each.same_as == first)
    return Somebody(row.name, row.office, first, generation, spelled | {first})


def somebody_of(participation: Participation, mark: str) -> Somebody | None:
    return next((each for each in everybody_of(participation) if each.mark == mark), None)
