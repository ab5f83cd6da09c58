"""How a site stands, worked out from what is known of it. No database, no clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from confsys.conferences.transitions import LIVE, OPEN, RECESS
from confsys.words import _

INCIDENT, LOST, OUT, TESTING, ABSENT, READY = STATES = ("incident", "lost", "out", "testing", "absent", "ready")
STATE_NAMES = {
    INCIDENT: _("Incident"),
    LOST: _("No news"),
    OUT: _("Not in yet"),
    TESTING: _("Testing"),
    ABSENT: _("Sends apologies"),
    READY: _("Ready"),
}
ON = (OPEN, LIVE, RECESS)  # from now on a site is expected to be there
SILENT, UNTESTED = "silent", "untested"
FILTERS = {
    INCIDENT: _("Incident"),
    LOST: _("No news"),
    OUT: _("Not in yet"),
    UNTESTED: _("Not tested"),
    SILENT: _("No answer yet"),
}


@dataclass(frozen=True)
class Trouble:
    """What does not work at a site, since when, and whether somebody takes care."""

    kind: str
    since: datetime
    taken_by: str = ""


@dataclass(frozen=True)
class Known:
    """What is known of one site. Blank and None: nothing."""

    has_answered: bool = False
    declines: bool = False
    heads: int = 0
    attendance: str = "not-called"
    trouble: Trouble | None = None
    is_here: bool = False
    seen_at: datetime | None = None  # when its screen was heard last
    tested_at: datetime | None = None
    verdict: str = ""
    signed_at: datetime | None = None  # the technician's check list
    is_checked: bool = False  # it was begun
    said: str = ""  # the last note of a technician
    said_at: datetime | None = None
    changed_at: datetime | None = None

    @property
    def is_present(self) -> bool:
        return self.attendance in ("present", "online")

    @property
    def is_tested(self) -> bool:
        return bool(self.tested_at or self.signed_at)


def state_of(known: Known, conference_state: str) -> str:
    """The one state that is shown, the worst that holds.

    Whoever was here and is not heard any more is lost, never ready; before the doors open a screen that
    went home after its test is not missed.
    """
    is_on = conference_state in ON
    if known.trouble:
        return INCIDENT
    if known.attendance == "absent" or (known.declines and not known.is_present and not known.is_here):
        return ABSENT
    if is_on and known.seen_at and not known.is_here:
        return LOST
    if known.is_present or (known.signed_at and (known.is_here or not is_on)):
        return READY
    if known.is_here or (not is_on and (known.is_tested or known.is_checked)):
        return TESTING
    return OUT


def filters_of(known: Known, state: str) -> list[str]:
    """Under which of FILTERS a site is found."""
    found = [state] if state in FILTERS else []
    if state == LOST:
        found.append(OUT)  # where the wall counts it, with its own number beside
    if not known.is_tested and state != ABSENT:
        found.append(UNTESTED)
    return found if known.has_answered else [*found, SILENT]


def since_of(known: Known, state: str) -> datetime | None:
    """Since when it stands so badly; None where that says nothing."""
    if state == INCIDENT and known.trouble:
        return known.trouble.since
    return known.seen_at if state == LOST else None


def worst_first(state: str, since: datetime | None, name_key: str) -> tuple:
    """A key for sorting: by state, what lasts longest first, then by the alphabet."""
    return STATES.index(state), since.timestamp() if since else float("inf"), name_key


def counted(states: Iterable[str]) -> Mapping[str, int]:
    """How many sites are in each state, all states named."""
    found = list(states)
    return {state: found.count(state) for state in STATES}
