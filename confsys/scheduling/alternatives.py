"""Other times for what cannot be at the time it was wished for."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from confsys import clock
from confsys.aside import aside
from confsys.office.queries import calendar, current
from confsys.scheduling import free, queries, taken
from confsys.scheduling.booking import Want
from confsys.scheduling.free import Interval
from confsys.scheduling.taken import Taken

SET_UP = ("room", "unit", "site")
WITHIN = 10  # working days to either side of the day wished for


@dataclass(frozen=True)
class Slot:
    """A time at which all of it could be, but for some sites that are busy then.

    `notice`: working days from today to that day.
    """

    starts_at: datetime
    ends_at: datetime
    busy_sites: tuple[str, ...]
    notice: int


def alternatives(
    wants: Collection[Want], starts_at: datetime, ends_at: datetime, *, without: Collection[str], number: int = 3
) -> list[Slot]:
    """The nearest other times of this length, of each half-day at most one.

    Every resource has room, and every person and site is free; where sites make that impossible, the times with the
    fewest of them busy, and which. What others have only asked for counts as theirs. `without`: whose bookings do not.
    """
    grid = _around(clock.local(starts_at).date())
    subjects = [want.subject for want in wants]
    booked = [_with_margin(each) for each in taken.bookings(subjects, grid.origin, grid.end, without=without)]
    away = taken.absences([name for kind, name in map(_split, subjects) if kind == "person"], grid.first, grid.last)
    required = _resources(wants, booked) | _busy("person", subjects, booked)
    for person, days in away.items():
        required[f"person:{person}"] += days
    sites = _busy("site", subjects, booked)
    ask = free.Ask(grid, ends_at - starts_at, required, {}, sites, after=clock.now(), near=starts_at)
    others = [each for each in aside(free.times, ask) if each.starts_at != starts_at]
    return [_slot(free.reasons(ask, each, clock.today())) for each in free.best(others, number=number)]


def _with_margin(booked: Taken) -> Taken:
    """A room is set up and a line is tested before the next meeting; a person only walks over."""
    if _split(booked.subject)[0] not in SET_UP:
        return booked
    margin = current().set_up
    return replace(booked, starts_at=booked.starts_at - margin, ends_at=booked.ends_at + margin)


def _around(day: date) -> free.Grid:
    office, today = calendar(), clock.today()
    first = max(today, office.add_working_days(day, -WITHIN))
    return free.Grid(first, office.add_working_days(max(day, today), WITHIN), office)


def _resources(wants: Iterable[Want], booked: list[Taken]) -> dict[str, list[Interval]]:
    """When each resource has too little left of it."""
    counted = {want.resource_id: want for want in wants if want.resource_id}
    full = {}
    for resource_id, resource in queries.resources(list(counted)).items():
        want = counted[resource_id]
        holding = [(each.starts_at, each.ends_at, each.amount) for each in booked if each.subject == want.subject]
        full[want.subject] = free.too_full(holding, resource.capacity - want.amount)
    return full


def _busy(kind: str, subjects: Iterable[str], booked: list[Taken]) -> dict[str, list[Interval]]:
    found: dict[str, list[Interval]] = {subject: [] for subject in subjects if _split(subject)[0] == kind}
    for each in booked:
        if each.subject in found:
            found[each.subject].append((each.starts_at, each.ends_at))
    return found


def _slot(pick: free.Pick) -> Slot:
    sites = tuple(_split(subject)[1] for subject in pick.crowd.busy)
    return Slot(pick.starts_at, pick.ends_at, sites, pick.notice)


def _split(subject: str) -> tuple[str, str]:
    kind, _colon, name = subject.partition(":")
    return kind, name
