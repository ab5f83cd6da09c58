"""What was noted of one site, by whom and when, the latest first: also what was corrected since."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from confsys.attendance.models import STATE_NAMES, WAY_NAMES
from confsys.conferences.models import Participation
from confsys.extensions import db
from confsys.journal import Entry, PersonalValues
from confsys.people.models import Person
from confsys.words import gettext, ngettext

NOTED = ("participation.checked_in", "participation.head_counted", "participation.marked")
NAMED = "participation.delegates_noted"


@dataclass(frozen=True)
class Noted:
    """One thing that was noted, in words. `by`: "" where the site itself spoke by its link."""

    at: datetime
    by: str
    what: str
    word: str


def noted_of_site(participation: Participation) -> list[Noted]:
    """Two statements."""
    query = select(Entry, PersonalValues, Person.name).outerjoin(Person, Person.id == Entry.by)
    kept = (PersonalValues.stream == Entry.stream) & (PersonalValues.version == Entry.version)
    query = query.outerjoin(PersonalValues, kept).where(Entry.stream == participation.stream)
    query = query.where(Entry.kind.in_((*NOTED, NAMED))).order_by(Entry.version.desc())
    found = [row for row in db.session.execute(query) if row[0].about["participation"] == participation.id]
    return [_told(entry, personal, name or "") for entry, personal, name in found]


def _told(entry: Entry, personal: PersonalValues | None, name: str) -> Noted:
    after = entry.after or {}
    if entry.kind == NAMED:
        return Noted(entry.at, name, ngettext("%(num)s by name", "%(num)s by name", after["here"]), "")
    if not after:
        return Noted(entry.at, name, str(STATE_NAMES["not-called"]), "")
    said = personal.values["after"] if personal else {}
    word = ", ".join(each for each in (said.get("word"), said.get("told_by")) if each)
    return Noted(entry.at, name, _words(after), word)


def _words(after: dict[str, Any]) -> str:
    """Có mặt trực tuyến, 12 người, bằng liên kết."""
    heads = ngettext("%(num)s participant", "%(num)s participants", after["heads"]) if after["heads"] else ""
    where = str(STATE_NAMES[after["state"]])
    return gettext("%(where)s, %(way)s", where=", ".join(filter(None, (where, heads))), way=WAY_NAMES[after["way"]])
