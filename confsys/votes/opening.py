"""The moment a vote opens: who is entitled from then on, how many were summoned, and whether there is a quorum."""

from collections.abc import Sequence
from typing import Any

from confsys.attendance.models import Attendee
from confsys.attendance.queries import attendees_by_participation, quorum_of
from confsys.attendance.roll import Quorum, Row, counting, quorum
from confsys.attendance.sheet import quorum_words
from confsys.attendance.standing import rows_of
from confsys.conferences.clash import WARNS, Clash
from confsys.conferences.models import Conference
from confsys.votes.models import DELEGATES, HANDS, Vote, Voter
from confsys.words import _

NO_QUORUM = "quorum"


class Moment:
    """How the sites of a conference are there now, by the rule of its quorum."""

    def __init__(self, conference: Conference) -> None:
        self.conference = conference
        rows, rule = rows_of(conference), quorum_of(conference)
        self.quorum = quorum(rows, rule.share, rule.base)
        self.rows = counting(rows, rule.base)

    @property
    def plain(self) -> dict[str, Any]:
        """The quorum as it is kept with a vote."""
        return {name: getattr(self.quorum, name) for name in ("share", "of", "base", "needed", "there")}

    @property
    def warnings(self) -> list[Clash]:
        if self.quorum.is_met:
            return []
        short = _("There is no quorum. %(stands)s", stands=quorum_words(self.quorum))
        return [Clash(WARNS, NO_QUORUM, short)]

    def summoned(self, unit: str) -> int:
        """Sites, or the persons they had said would come; at least as many as are there."""
        return sum(max(row.expected, _heads(row)) if unit == DELEGATES else 1 for row in self.rows)

    def voters(self, vote: Vote) -> list[Voter]:
        """Who is entitled: what is there now, in the order of the list."""
        there = [row for row in self.rows if row.is_there]
        if vote.unit == DELEGATES and vote.kind != HANDS:
            seen = attendees_by_participation(self.conference)
            found = [
                _delegate(row, each) for row in there for each in seen.get(row.participation.id, []) if _stays(each)
            ]
        else:
            found = [_site(row, _heads(row) if vote.unit == DELEGATES else 1) for row in there]
        return _numbered(vote, found)


def kept(plain: dict[str, Any] | None) -> Quorum | None:
    """The quorum that was kept."""
    return Quorum(**plain) if plain else None


def _heads(row: Row) -> int:
    """A site that is there and has not counted is one person."""
    return max(row.heads, 1) if row.is_there else 0


def _stays(attendee: Attendee) -> bool:
    return attendee.left_at is None


def _site(row: Row, weight: int) -> Voter:
    return Voter(participation_id=row.participation.id, site=row.participation.site.name, weight=weight)


def _delegate(row: Row, seen: Attendee) -> Voter:
    named = {"name": seen.name or seen.office, "office": seen.office, "folded": seen.folded, "weight": 1}
    return Voter(participation_id=row.participation.id, site=row.participation.site.name, **named)


def _numbered(vote: Vote, voters: Sequence[Voter]) -> list[Voter]:
    for place, voter in enumerate(voters, 1):
        voter.vote_id, voter.position = vote.id, place
    return list(voters)
