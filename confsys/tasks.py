"""One thing a person must do now. Each package names its own in a module `tasks.py`; the desk puts them in order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from confsys import clock, shown
from confsys.office.queries import calendar
from confsys.words import _, n_

PRESSING = timedelta(hours=4)  # of office hours
FAR = timedelta(days=60)  # beyond, days are days and nothing presses
Words = Any  # a sentence, lazy or not


@dataclass(frozen=True)
class Press:
    """A button whose words name the result: a form when it sends `fields`, else a link. `asks`: it needs a reason."""

    words: Words
    url: str
    icon: str = ""
    fields: Mapping[str, str] | None = None
    asks: Words = ""


@dataclass(frozen=True)
class Chip:
    """A stamp beside the title. `look`: wait, bad, ok, act or nothing."""

    words: Words
    look: str = ""
    icon: str = "info-circle"


@dataclass(frozen=True)
class Remark:
    """A line about what stands against it: `level` is blocks, warns or tells."""

    level: str
    words: Words


@dataclass(frozen=True)
class Task:
    """By when, what, why, and the buttons that do it."""

    due: datetime
    title: Words
    url: str
    why: Words
    verb: Press
    quiet: Press | None = None
    also: tuple[Press, ...] = ()
    chips: tuple[Chip, ...] = ()
    asked: tuple[tuple[Words, Words], ...] = ()
    remarks: tuple[Remark, ...] = ()

    def is_today(self, now: datetime) -> bool:
        return clock.local(self.due).date() == clock.local(now).date()

    def is_pressing(self, now: datetime) -> bool:
        """Less than half a day of office hours is left, or nothing."""
        return self.due - now < FAR and calendar().office_time(now, self.due) < PRESSING

    def left(self, now: datetime) -> Words:
        """How far away it is, in words."""
        return distance(now, self.due)


def distance(now: datetime, then: datetime) -> Words:
    """ "1 giờ 55 phút left" within a day, "3 working days left" beyond it, "10 phút over" once it has passed."""
    first, last = clock.local(now).date(), clock.local(then).date()
    if then < now:
        return _("%(length)s over", length=shown.length(now - then))
    if first == last:
        return _("%(length)s left", length=shown.minutes(then - now))
    if then - now < FAR and (days := calendar().working_days_between(first, last)):
        return n_("%(num)s working day left", "%(num)s working days left", days)
    return n_("%(num)s day left", "%(num)s days left", (last - first).days)
