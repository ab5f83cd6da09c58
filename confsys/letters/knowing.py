"""What a receiver knows of a conference, and which letter leads from what was known to what is so now.

Pure. A letter remembers what its receiver knew before it; the next one, if this has not left, begins from there. So two
moves are told as one, and what was taken back in time is not told at all.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from confsys.conferences.transitions import (
    APPROVED,
    DRAFT,
    ISSUED,
    KNOWN,
    PUT_OFF,
    REQUESTED,
    TOLD,
)

ASKER, NAMED, OF_SITE, APPROVER = "asker", "named", "of_site", "approver"
RECEIVES = (ASKER, NAMED, OF_SITE)  # as what somebody is told how it stands, the one who hears first before the others
UNKNOWN = ""
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Known:
    """How a conference stands to one person, `receives`: as what. `had_come_to`: what it was before it was put off.

    `offer`: another time that was proposed, and `declined` whether it did not suit.
    """

    state: str
    starts_at: datetime
    ends_at: datetime
    place: str
    had_come_to: str | None = None
    is_refused: bool = False
    offer: Span | None = None
    is_declined: bool = False
    receives: frozenset[str] = frozenset()

    def to(self, *receives: str) -> "Known":
        return replace(self, receives=frozenset(receives))

    @property
    def when(self) -> Span:
        return self.starts_at, self.ends_at

    @property
    def standing(self) -> str:
        """How it stands for who receives it so: a state, ISSUED for all that were issued, or UNKNOWN."""
        return next((found for each in RECEIVES if each in self.receives and (found := self._as(each))), UNKNOWN)

    @property
    def asks(self) -> bool:
        """Whether it waits for this person's approval."""
        return APPROVER in self.receives and self.state == REQUESTED

    def _as(self, each: str) -> str:
        base = self.had_come_to if self.state in PUT_OFF else self.state
        may_know = {ASKER: True, NAMED: base in KNOWN, OF_SITE: base in TOLD}[each]
        if not may_know:
            return UNKNOWN
        return ISSUED if self.state in TOLD else self.state

    def plain(self) -> dict[str, Any]:
        """As the row of a letter keeps it."""
        return asdict(self) | {
            "starts_at": self.starts_at.isoformat(),
            "ends_at": self.ends_at.isoformat(),
            "offer": [each.isoformat() for each in self.offer] if self.offer else None,
            "receives": sorted(self.receives),
        }

    @classmethod
    def read(cls, values: dict[str, Any]) -> "Known":
        return cls(
            **values
            | {
                "starts_at": datetime.fromisoformat(values["starts_at"]),
                "ends_at": datetime.fromisoformat(values["ends_at"]),
                "offer": span_of(values["offer"]) if values["offer"] else None,
                "receives": frozenset(values["receives"]),
            }
        )


def span_of(written: Sequence[str]) -> Span:
    """From when to when, as the journal and the rows of letters keep it."""
    first, last = (datetime.fromisoformat(each) for each in written)
    return first, last


def letter_between(knew: Known, knows: Known) -> str | None:
    """The stem of the letter that tells the difference, if there is any to tell."""
    return _of_standing(knew, knows) or _of_offer(knew, knows) or _of_request(knew, knows)


def _of_standing(knew: Known, knows: Known) -> str | None:
    was, now = knew.standing, knows.standing
    if was == now:
        return "moved" if now in (APPROVED, ISSUED) and _is_moved(knew, knows) else None
    if now in PUT_OFF:  # each is the stem of its letter
        return now if was else None
    if was in PUT_OFF:
        return "restored" if now else None
    if now == UNKNOWN:
        return "set_back" if knows.state == REQUESTED and was == APPROVED else "left"
    return {REQUESTED: "set_back", APPROVED: "approved", ISSUED: "issued", DRAFT: _back_to_draft(knows)}[now]


def _of_offer(knew: Known, knows: Known) -> str | None:
    """Between who asked and who proposed another time."""
    if ASKER in knows.receives and knows.offer and not knows.is_declined and knows.offer != knew.offer:
        return "time_proposed"
    if APPROVER not in knows.receives or not knew.offer or knew.is_declined:
        return None
    if knows.is_declined:
        return "proposal_declined"
    return "proposal_accepted" if knows.state == APPROVED and knows.when == knew.offer else None


def _of_request(knew: Known, knows: Known) -> str | None:
    """To those who decide."""
    if knows.asks and not knew.asks:
        return "submitted"
    if not knew.asks or knows.asks:
        return None
    if knows.state in PUT_OFF:
        return knows.state
    return _back_to_draft(knows) if knows.state == DRAFT and not knows.is_refused else None


def _back_to_draft(knows: Known) -> str:
    return "refused" if knows.is_refused else "withdrawn"


def _is_moved(knew: Known, knows: Known) -> bool:
    return (knew.when, knew.place) != (knows.when, knows.place)
