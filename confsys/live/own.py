"""What stands at the foot of a site's screen and is its own alone: what it is told, who is there, its hand.

It is in no message to all: the news names the sites it is about, and each asks for its own foot again.
"""

from dataclasses import dataclass

from confsys.attendance.models import Attendance
from confsys.attendance.queries import attendance_of
from confsys.conferences.models import Participation
from confsys.conferences.transitions import ISSUED, OPEN
from confsys.floor.models import Turn
from confsys.floor.queries import waiting
from confsys.invitations.queries import answer_of
from confsys.messages import cards
from confsys.sites.equipment import Equipment
from confsys.sites.knowing import equipment_of


@dataclass(frozen=True)
class Own:
    """`address`: where it is asked for again. Who reads it from a paired screen does nothing: its card has no base."""

    address: str
    told: cards.Card
    attendance: Attendance | None
    expected: int
    hand: Turn | None
    dial_in: Equipment | None
    is_asked: bool  # whether it attends
    may_ask: bool  # for the floor

    @property
    def ways(self) -> list[tuple[str, str]]:
        """How one dials in, as far as the main site has written it down."""
        if self.dial_in is None:
            return []
        named = (("SIP", self.dial_in.sip), ("H.323", self.dial_in.h323), ("", self.dial_in.web))
        return [(name, value) for name, value in named if value]


def own_of(participation: Participation, base: str, address: str) -> Own:
    """In a number of statements that does not grow."""
    conference = participation.conference
    given = answer_of(participation)
    hands = waiting(conference) if conference.is_running else []
    return Own(
        address=address,
        told=cards.card_of(participation, base),
        attendance=attendance_of(participation),
        expected=given.heads if given else 0,
        hand=next((each for each in hands if each.participation_id == participation.id), None),
        dial_in=equipment_of(conference.main_site),
        may_ask=conference.is_running,
        is_asked=conference.state in (ISSUED, OPEN) and not participation.is_main,
    )
