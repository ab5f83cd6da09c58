"""One line of a weekly calendar, as it is told, kept in an edition and compared with another. No database, no clock."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Self

NOON = time(12)


@dataclass(frozen=True)
class Row:
    """A line. `key` stays the same from edition to edition: "entry:ID", "conference:ID", on its second day "…:ID+2".

    `at` is None for what has no hour. `until` is told only where it was given. `sites`: how many take part online; 0
    for what is not online.
    """

    key: str
    day: date
    half: str
    at: time | None
    until: time | None
    title: str
    place: str
    leaders: str
    prepared_by: str = ""
    accompanied_by: str = ""
    staff_officer: str = ""
    own_invitation: bool = False
    room_code: str = ""
    sites: int = 0
    cancelled: bool = False
    reason: str = ""
    position: int = 0  # among those that begin together: as they were written, or ordered since

    @property
    def source(self) -> tuple[str, str]:
        """What it tells of: ("conference", ID) or ("entry", ID)."""
        return source_of(self.key)

    @property
    def begins(self) -> tuple[date, str, time | None]:
        """When. Among lines that begin together the office sets the order."""
        return self.day, self.half, self.at

    @property
    def order(self) -> tuple[Any, ...]:
        """By day and half-day; without an hour first, then by the hour, conferences before what was written."""
        return self.day, self.half != "morning", self.at or time(0), self.position, self.key

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        hours = {name: value and value.isoformat("minutes") for name, value in (("at", self.at), ("until", self.until))}
        return asdict(self) | hours | {"day": self.day.isoformat()}

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """What `plain` made."""
        hours = {name: kept[name] and time.fromisoformat(kept[name]) for name in ("at", "until")}
        return cls(**{**kept, **hours, "day": date.fromisoformat(kept["day"])})

    def is_for(self, conferences: Collection[str]) -> bool:
        """Whether somebody may be told it who may know of these conferences: all else the office wrote to be read."""
        sort, id = self.source
        return sort != "conference" or id in conferences

    def for_everybody(self) -> Self:
        """Without what opens a meeting, and without names of officers."""
        return replace(self, room_code="", staff_officer="")

    def called_off(self, reason: str = "") -> Self:
        return replace(self, cancelled=True, reason=reason or self.reason)


def source_of(key: str) -> tuple[str, str]:
    sort, _colon, id = key.partition(":")
    return sort, id.partition("+")[0]


def half_of(at: time) -> str:
    return "morning" if at < NOON else "afternoon"


def in_order(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row.order)


def monday_of(day: date) -> date:
    """The Monday of its week, also over New Year."""
    return day - timedelta(days=day.weekday())


def days_of(starts_at: datetime, ends_at: datetime) -> list[tuple[date, time | None, time | None]]:
    """Each day of something between two local moments, with its hours; None where nobody knows one.

    Over several days it is held from its first hour to its last one each day, where these leave a day between them.
    """
    first, last = starts_at.date(), (ends_at - timedelta.resolution).date()  # an end at 0h belongs to the day before
    opens, closes = starts_at.time(), ends_at.time()
    if first == last or ends_at - starts_at <= timedelta(days=1):
        return [(first, opens, closes if first == ends_at.date() else None)]
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    if opens < closes:
        return [(day, opens, closes) for day in days]
    return [(day, opens if day == first else None, None) for day in days]
