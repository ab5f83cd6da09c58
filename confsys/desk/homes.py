"""The first page of the day: one for each role, and whoever holds several sees all of theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time

from confsys import clock, shown
from confsys.agenda.tasks import tasks_of as drafts
from confsys.attendance.tasks import tasks_of as roll
from confsys.conferences.days import Day, drawn
from confsys.conferences.tasks import tasks_of as steps
from confsys.conferences.tasks import waiting_of
from confsys.conferences.transitions import BEFORE_LIVE, RUNNING
from confsys.desk.house import House, house
from confsys.desk.panels import Change, Meeting, Row, changes_for, meetings, week_of
from confsys.invitations.tasks import tasks_of as answers
from confsys.letters.tasks import tasks_of as undelivered
from confsys.messages.tasks import tasks_of as messages
from confsys.people.models import (
    ADMINISTRATOR,
    APPROVER,
    CHAIR,
    OFFICER,
    ROLE_NAMES,
    ROLES,
    SECRETARIAT,
    TECHNICIAN,
    Person,
)
from confsys.readiness.tasks import tasks_of as readiness
from confsys.screens.tasks import tasks_of as lost_links
from confsys.sites.access import roles_of
from confsys.tasks import Task, distance
from confsys.words import _, n_

SOURCES: tuple[Callable[[Person, datetime], list[Task]], ...] = (
    steps,
    drafts,
    undelivered,
    answers,
    messages,
    readiness,
    roll,
    lost_links,
)  # each capability names its own
AT_DESKS = (ADMINISTRATOR, SECRETARIAT, APPROVER, TECHNICIAN)
NOON = time(12)


@dataclass(frozen=True)
class Home:
    """Everything a home page shows. Empty lists are panels that say what to do next; None is no panel."""

    now: datetime
    roles: list[str]
    tasks: list[Task] | None
    waiting: list[Task]
    day: Day
    running: list[Meeting]
    first: Meeting | None
    week: list[Row]
    changes: list[Change] | None
    house: House | None

    def has(self, *roles: str) -> bool:
        return any(role in self.roles for role in roles)

    @property
    def role_words(self) -> str:
        return ", ".join(str(ROLE_NAMES[role]) for role in self.roles)

    @property
    def is_at_desk(self) -> bool:
        """Whether this person has an office; others come to a conference and go."""
        return self.has(*AT_DESKS)

    @property
    def coming(self) -> list[Row]:
        """What the list shows: not again what stands above it, large."""
        return [row for row in self.week if self.first is None or row.conference.id != self.first.conference.id]


def home_of(person: Person, now: datetime) -> Home:
    """The home page of a person, as it is at this instant."""
    held = {each.role for each in roles_of(person)}
    roles = [role for role in ROLES if role in held]
    week = week_of(person, now)
    first = _first(person, week, now) if not held & set(AT_DESKS) or CHAIR in held else None
    running = [row for row in week if row.conference.is_running and row is not first]
    large = meetings(person, [*running, *([first] if first else [])], now)
    today = clock.local(now).date()
    return Home(
        now=now,
        roles=roles,
        tasks=_tasks_at(held, person, now),
        waiting=waiting_of(person, now) if SECRETARIAT in held else [],
        day=drawn(today, [row.conference for row in week if _is_on(row, today)]),
        running=large[: len(running)],
        first=large[-1] if first else None,
        week=week,
        changes=changes_for(person, now) if held & set(AT_DESKS) else None,
        house=house() if ADMINISTRATOR in held else None,
    )


def _tasks_at(held: set[str], person: Person, now: datetime) -> list[Task] | None:
    """An office always has the panel, also while it is empty; a site only when something is to be done."""
    if held & {SECRETARIAT, APPROVER, TECHNICIAN}:
        return _tasks(person, now)
    return (_tasks(person, now) or None) if OFFICER in held else None


def _tasks(person: Person, now: datetime) -> list[Task]:
    """From every capability, the most urgent first."""
    tasks = [task for source in SOURCES for task in source(person, now)]
    return sorted(tasks, key=lambda task: (task.due, str(task.title)))


def _first(person: Person, week: list[Row], now: datetime) -> Row | None:
    """The conference this person goes to next, or is in: of those he chairs, if there are any."""
    open_ = [row for row in week if _is_ahead(row, now)]
    own = [row for row in open_ if person.id in row.chair_ids]
    return next(iter(own or open_), None)


def _is_ahead(row: Row, now: datetime) -> bool:
    state = row.conference.state
    return state in RUNNING or (state in BEFORE_LIVE and row.conference.ends_at > now)


def _is_on(row: Row, today) -> bool:
    begin, end = clock.day_span(today)
    return row.conference.starts_at < end and row.conference.ends_at > begin


# -- the sentence above it all ---------------------------------------------------------------------


def headline(home: Home):
    """How many things wait and by when; else what comes next."""
    if home.tasks:
        return _of_tasks(home.tasks, home.now)
    if home.house and not home.house.worker_lives:
        return _("The worker is not running: nothing is archived or sent")
    if home.first and home.first.conference.is_running:
        return _("In session now: %(title)s", title=home.first.conference.title)
    if home.running:
        return n_("%(num)s conference is in session", "%(num)s conferences are in session", len(home.running))
    return _of_next(home)


def _of_tasks(tasks: list[Task], now: datetime):
    all_of_them = n_("%(num)s thing to do today", "%(num)s things to do today", len(tasks))
    noon = clock.instant(clock.local(now).date(), NOON)
    end = noon if now < noon else clock.day_span(clock.local(now).date())[1]
    pressing = sum(task.due <= end for task in tasks)
    if not pressing:
        return all_of_them
    by_when = _("this morning") if now < noon else _("before the day ends")
    if pressing == len(tasks):
        return _("%(all)s, to be done %(by)s", all=all_of_them, by=by_when)
    return _("%(all)s, %(n)s of them to be done %(by)s", all=all_of_them, n=pressing, by=by_when)


def _of_next(home: Home):
    ahead = [row.conference for row in home.week if _is_ahead(row, home.now)]
    following = home.first.conference if home.first else next(iter(ahead), None)
    if following is None:
        return _("Nothing waits, and no conference in the next seven days")
    start = following.starts_at
    when = shown.hm(start) if clock.local(start).date() == clock.local(home.now).date() else _day_and_hour(start)
    return _("Next conference: %(when)s, %(left)s", when=when, left=distance(home.now, start))


def _day_and_hour(start: datetime) -> str:
    return f"{shown.hm(start)} {shown.weekday(start)} {shown.short_day(start)}"
