"""What the office has set, for everybody who needs it."""

import base64
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from confsys import clock
from confsys.errors import NotFound
from confsys.extensions import db
from confsys.journal import Entry
from confsys.office import memory, public_holidays
from confsys.office.parts import STREAM, Lines, Office, defaults
from confsys.office.working_days import WorkingDays
from confsys.people.models import Person
from confsys.settings import Setting
from confsys.sites.models import Site
from confsys.sites.queries import by_ids
from confsys.words import language

PICTURE = "picture:"
MOST = 30  # entries of the history shown at once


def current() -> Office:
    """All that is set."""
    return memory.of(current_app).office()  # type: ignore[arg-type]  # the app behind the proxy


def calendar() -> WorkingDays:
    """When this office works: `calendar().is_working(day)`, `.add_working_days(day, 3)`, …"""
    return current().working_days(clock.zone())


def lines_of(site: Site) -> Lines:
    """The two lines of a body, as above its letters."""
    return current().lines_of(site)


def phases() -> tuple[int, int]:
    """How many seconds before its end an item is warned of, and is time to end."""
    return named().phases


def named() -> Office:
    """Like `current`; a fresh installation's while the database does not answer: an error page has a head, too."""
    try:
        return current()
    except SQLAlchemyError:
        db.session.rollback()
        return Office(defaults(current_app.config))


def picture(mark: str) -> bytes:
    """A picture by its name, as PNG."""
    value = db.session.scalar(select(Setting.value).where(Setting.name == PICTURE + mark))
    if value is None:
        raise NotFound()
    return base64.b64decode(value["png"])


@dataclass(frozen=True)
class SpecialDay:
    """A day of the year that is not as its week says. `by_office`: the office said so, not the State."""

    day: date
    works: bool
    name: str
    by_office: bool
    instead_of: str = ""


def special_days(year: int) -> list[SpecialDay]:
    """Every day off and every weekend's day that is worked, in the order of the year."""
    off = public_holidays.of_year(year, language())
    days = {day: SpecialDay(day, False, name, False) for day, name in off.items()}
    days |= {day: SpecialDay(day, True, "", False) for day in public_holidays.worked_of_year(year)}
    for written, said in current().parts["days"].items():
        day = date.fromisoformat(written)
        if day.year == year:
            days[day] = SpecialDay(day, said["works"], said["why"], True, off.get(day, ""))
    return [days[day] for day in sorted(days)]


def name_of_day(day: date) -> str:
    """Why a day is off, as the office or the State calls it; "" for a day as any other."""
    own = current().parts["days"].get(day.isoformat())
    return own["why"] if own else public_holidays.of_year(day.year, language()).get(day, "")


@dataclass(frozen=True)
class Told:
    """One change of the settings: what of which part it was before and is now."""

    version: int
    at: datetime
    by: str | None
    part: str
    changes: list[tuple[Any, Any, Any]]  # what, before, after; of the part `days` what changed is a day


def history(before: int | None = None) -> list[Told]:
    """The latest changes before a version, newest first."""
    query = select(Entry, Person.name).outerjoin(Person, Person.id == Entry.by).where(Entry.stream == STREAM)
    if before is not None:
        query = query.where(Entry.version < before)
    rows = db.session.execute(query.order_by(Entry.version.desc()).limit(MOST))
    return [_told(entry, name) for entry, name in rows]


def _told(entry: Entry, by: str | None) -> Told:
    then, now = entry.before or {}, entry.after or {}
    part = entry.about["part"]
    read = date.fromisoformat if part == "days" else str
    return Told(entry.version, entry.at, by, part, [(read(name), then.get(name), now[name]) for name in now])


def names_of_bodies(told: list[Told]) -> dict[str, str]:
    """The names of the bodies a history speaks of."""
    ids = [name for each in told if each.part == "bodies" for name, _before, _after in each.changes]
    return {site_id: site.name for site_id, site in by_ids(ids).items()} if ids else {}
