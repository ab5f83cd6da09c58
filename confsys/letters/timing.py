"""When a letter is tried again, and for how long. Without database or clock; `chance` is a number from 0 to 1."""

from datetime import datetime, timedelta

FIRST, LONGEST = timedelta(seconds=30), timedelta(hours=1)
GIVE_UP_AFTER = timedelta(days=2)  # of a server that asks to come back later
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=5)
SPREAD = 0.2  # a fifth earlier or later: many that failed together do not come back together


def wait(failures: int, chance: float, first: timedelta = FIRST, longest: timedelta = LONGEST) -> timedelta:
    """How long to wait after so many failures in a row: twice as long each time."""
    usual = min(first * 2 ** min(max(failures, 1) - 1, 20), longest)
    return usual * (1 - SPREAD + 2 * SPREAD * chance)


def pause(failures: int, chance: float) -> timedelta:
    """How long to leave a server alone that could not be reached."""
    return wait(failures, chance, FIRST_PAUSE, LONGEST_PAUSE)


def again_at(now: datetime, since: datetime, failures: int, chance: float) -> datetime | None:
    """When to try again; None when it has been tried long enough."""
    return now + wait(failures, chance) if now - since < GIVE_UP_AFTER else None
