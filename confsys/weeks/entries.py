"""A line of a week as the journal keeps it: plain values, and apart from them what can name somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from confsys.weeks.drafting import EXTRAS, leader_ids
from confsys.weeks.models import WeekEntry

PLAIN = ("day", "half", "at", "until", "title", "place", "room_id", "prepared_by", "own_invitation", "room_code")
PERSONAL = ("leaders", "accompanied_by", "staff_officer")
STATE = ("cancelled", "reason")


@dataclass(frozen=True)
class Told:
    """The values of a line."""

    plain: dict[str, Any]
    personal: dict[str, Any]


def told(entry: WeekEntry, people: Sequence[str] | None = None) -> Told:
    """As the line stands. `people`: who is named in it, where that is at hand."""
    named = list(people) if people is not None else leader_ids(entry)
    plain = {name: _plain(getattr(entry, name)) for name in (*PLAIN, *STATE)}
    return Told(plain | {"people": named}, {name: getattr(entry, name) for name in PERSONAL})


def extras(entry: WeekEntry) -> Told:
    """What the office adds to the line of a conference."""
    plain = {name: getattr(entry, name) for name in EXTRAS if name not in PERSONAL}
    return Told(plain, {name: getattr(entry, name) for name in EXTRAS if name in PERSONAL})


def differences(before: Told, after: Told) -> dict[str, Any]:
    """What `record` is told: only what changed."""
    changed = [name for name in after.plain if before.plain.get(name) != after.plain[name]]
    named = [name for name in after.personal if before.personal.get(name) != after.personal[name]]
    both = {"before": {n: before.personal.get(n) for n in named}, "after": {n: after.personal[n] for n in named}}
    return {
        "before": {name: before.plain.get(name) for name in changed},
        "after": {name: after.plain[name] for name in changed},
        "personal": both if named else None,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, time):
        return value.isoformat("minutes")
    return value.isoformat() if isinstance(value, date) else value
