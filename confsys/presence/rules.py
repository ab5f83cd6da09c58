"""How long what a process says of its lines is good. No database, no clock."""

from datetime import timedelta
from typing import NamedTuple

from confsys.conferences.transitions import ISSUED, LIVE, OPEN, RECESS

SAID_AGAIN = timedelta(seconds=5)
LEASE = timedelta(seconds=15)  # so one write may be late without anybody being thought lost
HYSTERESIS = timedelta(seconds=10)  # a page that is loaded again, a line that blinked: no news
KEPT = timedelta(minutes=1)  # run-out leases are thrown away afterwards
TOLD = (ISSUED, OPEN, LIVE, RECESS)  # in these states it is news who comes and who is lost
PARTICIPATION, SCREEN = "participation", "screen"
LINK = "link"


class Stay(NamedTuple):
    """Who is here, and by what: "participation:ID" by "link", "person:ID" or "screen:ID"; "screen:ID" by itself."""

    subject: str
    holder: str

    @property
    def sort(self) -> str:
        return self.subject.partition(":")[0]


def of_participation(participation_id: str, holder: str) -> Stay:
    return Stay(f"{PARTICIPATION}:{participation_id}", holder)


def of_screen(screen_id: str) -> Stay:
    return Stay(f"{SCREEN}:{screen_id}", f"{SCREEN}:{screen_id}")
