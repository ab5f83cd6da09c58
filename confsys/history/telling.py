"""The journal as people read it: who did what and when, with every value by its name, before and after."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select, union_all

from confsys.agenda.models import AgendaItem
from confsys.conferences.models import Participation
from confsys.conferences.transitions import TRANSITIONS
from confsys.extensions import db
from confsys.history import words_of_floor as floor
from confsys.history.undo_agenda import GESTURES
from confsys.history.words import LABELS, WORDS, value
from confsys.journal import Entry, PersonalValues
from confsys.people.models import Person
from confsys.scheduling.models import Resource
from confsys.sites.models import Site
from confsys.words import gettext

# What the kind of an entry says already, or what its item is called.
SAID: dict[str, frozenset[str]] = {
    **dict.fromkeys((step.event for step in TRANSITIONS.values()), frozenset({"state"})),
    **floor.SAID,
    **dict.fromkeys(GESTURES, frozenset({"state", "extra_minutes"})),
    **dict.fromkeys(("conference.entered_from_the_past", "conference.proposal_accepted"), frozenset({"state"})),
    "agenda.item_adjusted": frozenset({"minutes"}),
    "agenda.item_added": frozenset({"title", "position"}),
    "agenda.item_deleted": frozenset({"title", "position", "state", "extra_minutes"}),
    "agenda.sites_lost": frozenset({"sites"}),
    "agenda.forecast_announced": frozenset({"turns"}),
    "agenda.sites_given_back": frozenset({"sites"}),
}


@dataclass(frozen=True)
class Line:
    """One value that changed. Of a set: what came and what went."""

    label: Any
    before: str = ""
    after: str = ""
    came: list[str] = field(default_factory=list)
    went: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Told:
    """One thing that happened, as shown."""

    version: int
    kind: str
    at: datetime
    words: Any
    about: str
    by: str
    reason: str | None
    lines: list[Line]

    @property
    def is_about_itself(self) -> bool:
        """Whether its values only say what came or went: they need no names."""
        return self.kind in ("agenda.item_added", "agenda.item_deleted")


def tell(entries: list[Entry], personal: dict[int, dict[str, Any]] | None = None) -> list[Told]:
    """Entries of one stream in words. `personal`: what they say about persons, by version, where it may be shown."""
    names = names_in(entries)
    return [_told(entry, names, (personal or {}).get(entry.version)) for entry in entries]


def _told(entry: Entry, names: dict[str, str], personal: dict[str, Any] | None) -> Told:
    return Told(
        version=entry.version,
        kind=entry.kind,
        at=entry.at,
        words=WORDS.get(entry.kind, entry.kind),
        about=_about(entry, names),
        by=names.get(entry.by or "", ""),
        reason=(entry.after or {}).get("reason"),
        lines=lines_of(entry, names, personal),
    )


def lines_of(entry: Entry, names: dict[str, str], personal: dict[str, Any] | None = None) -> list[Line]:
    """Each value that an entry changed, by its name."""
    before, after = _values(entry)
    differ = [name for name in LABELS if before.get(name) != after.get(name)]
    lines = [_line(name, before.get(name), after.get(name), names) for name in differ]
    return [line for line in lines if line != Line(line.label)] + _personal_lines(entry, personal)


def _values(entry: Entry) -> tuple[dict[str, Any], dict[str, Any]]:
    """Before and after, without what the kind of the entry says already."""
    before, after = entry.before or {}, entry.after or {}
    if entry.kind == "agenda.item_moved":
        before, after = ({"place": side["order"].index(entry.about["item"]) + 1} for side in (before, after))
    said = SAID.get(entry.kind, frozenset())
    return {name: before[name] for name in before.keys() - said}, {name: after[name] for name in after.keys() - said}


def _line(name: str, before: Any, after: Any, names: dict[str, str]) -> Line:
    if name == "sites":
        old, new = set(before or ()), set(after or ())
        came, went = (sorted(names.get(each, "?") for each in side) for side in (new - old, old - new))
        return Line(LABELS[name], came=came, went=went)
    if name == "items" and isinstance(after, dict):
        came, went = ([values["title"] for values in side.values()] for side in (after, before or {}))
        return Line(LABELS[name], came=came, went=went)
    return Line(LABELS[name], before=value(name, before, names), after=value(name, after, names))


def _personal_lines(entry: Entry, personal: dict[str, Any] | None) -> list[Line]:
    if personal is None:
        return [Line(gettext("About persons"), after=gettext("erased or not shown"))] if entry.personal_hash else []
    if "presenter" in personal:
        before, after = {"presenter": personal["before"]}, {"presenter": personal["presenter"]}
    elif "before" in personal and "after" in personal:
        before, after = personal["before"], personal["after"]
    else:
        before, after = {}, personal
    changed = [name for name in LABELS if before.get(name, "") != after.get(name, "") and name in before | after]
    return [_line(name, before.get(name), after.get(name), {}) for name in changed]


def _about(entry: Entry, names: dict[str, str]) -> str:
    """The item or site by its name; what was taken off is still called what it was called then."""
    if entry.kind.startswith("agenda.sites_"):
        return ", ".join(names.get(each, "?") for each in (entry.before or entry.after or {})["sites"])
    thing = entry.about.get("item") or entry.about.get("participation")
    then = entry.before or entry.after or {}
    return names.get(thing, then.get("title", "")) if thing else ""


# -- below: what the ids in entries stand for, in a fixed number of look-ups ------------------------


def names_in(entries: list[Entry]) -> dict[str, str]:
    """id -> name of every site, person, room and item that these entries speak of."""
    ids = {each for entry in entries for each in _ids(entry)}
    there = union_all(
        select(Site.id, Site.name).where(Site.id.in_(ids)),
        select(Person.id, Person.name).where(Person.id.in_(ids)),
        select(AgendaItem.id, AgendaItem.title).where(AgendaItem.id.in_(ids)),
        select(Resource.id, Resource.name).where(Resource.id.in_(ids)),
        select(Participation.id, Site.name).join(Participation.site).where(Participation.id.in_(ids)),
    )
    streams = {entry.stream for entry in entries}
    gone = select(Entry).where(Entry.stream.in_(streams), Entry.kind == "agenda.item_deleted")
    names = {entry.about["item"]: (entry.before or {})["title"] for entry in db.session.scalars(gone)}
    return names | {row.id: row.name for row in db.session.execute(there)}


def _ids(entry: Entry) -> Iterable[str]:
    yield entry.by or ""
    for values in (entry.about, entry.before or {}, entry.after or {}):
        for each in values.values():
            if isinstance(each, str):
                yield each
            elif isinstance(each, list | dict):
                yield from each
        yield from (values.get("substitutes") or {}).values()


def personal_in(stream: str, versions: list[int]) -> dict[int, dict[str, Any]]:
    """What these entries say about persons, by version; what was erased is not there."""
    query = select(PersonalValues).where(PersonalValues.stream == stream, PersonalValues.version.in_(versions))
    return {kept.version: kept.values for kept in db.session.scalars(query)}
