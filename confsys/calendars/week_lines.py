"""The lines an office wrote and published for a week, as calendar entries. No database, no question what day it is.

What is published stands in the editions: an entry's revision counts those that changed it, and it was changed when the
last of these was published. So the bytes stay the same until an edition changes the line.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from confsys import clock
from confsys.calendars import event
from confsys.calendars.entries import BUSY, FULL, Variant
from confsys.weeks.models import HALF_NAMES
from confsys.weeks.occupying import USUAL
from confsys.weeks.rows import Row
from confsys.words import gettext

DOMAIN = "confsys.invalid"  # ids are unguessable: no other is needed, and one that is set may be set anew


@dataclass(frozen=True)
class Told:
    """A line as the last edition tells it, and what became of it on the way there."""

    row: Row
    revision: int
    created_at: datetime
    changed_at: datetime

    def now(self, row: Row, at: datetime) -> "Told":
        return self if row == self.row else replace(self, row=row, revision=self.revision + 1, changed_at=at)


def told(editions: Iterable[tuple[datetime, list[Row]]]) -> list[Told]:
    """Every line that any of these editions told, in the order in which they came. What the next one leaves out is
    called off; a line may come back."""
    found: dict[str, Told] = {}
    for at, rows in editions:
        here = {row.key: row for row in rows}
        gone = {key: each.row.called_off() for key, each in found.items() if key not in here}
        for key, row in (here | gone).items():
            found[key] = found[key].now(row, at) if key in found else Told(row, 0, at, at)
    return list(found.values())


def shown(line: Told, variant: Variant, page: str) -> event.Shown:
    """What its entry shows, in the language spoken now. Of a line without an hour only the day is known."""
    row = line.row if variant.detail == FULL else line.row.for_everybody()
    is_busy = variant.detail == BUSY
    title = gettext("Busy") if is_busy else row.title
    if row.at is None:
        title = f"{HALF_NAMES[row.half]}: {title}"
    starts_at = clock.instant(row.day, row.at) if row.at else None
    ends_at = clock.instant(row.day, row.until) if row.until else starts_at and starts_at + USUAL
    return event.Shown(
        uid=f"{row.key.replace(':', '-')}@{DOMAIN}",
        revision=line.revision,
        changed_at=line.changed_at,
        created_at=line.created_at,
        starts_at=starts_at or clock.day_span(row.day)[0],
        ends_at=ends_at or clock.day_span(row.day)[1],
        whole_day=row.day if row.at is None else None,
        summary=gettext("[CANCELLED] %(title)s", title=title) if row.cancelled else title,
        status="CANCELLED" if row.cancelled else "CONFIRMED",
        location="" if is_busy else row.place,
        description="" if is_busy else _description(row, page),
        url="" if is_busy else page,
        is_private=is_busy,
        alarm=title if variant.alarms and row.at else "",
    )


def _description(row: Row, page: str) -> str:
    columns = [
        (gettext("Reason"), row.reason if row.cancelled else ""),
        (gettext("Leaders"), row.leaders),
        (gettext("Prepared by"), row.prepared_by),
        (gettext("Office leader"), row.accompanied_by),
        (gettext("Staff officer"), row.staff_officer),
        (gettext("Room code"), row.room_code),
        (gettext("Weekly calendar"), page),
    ]
    lines = [f"{name}: {value}" for name, value in columns if value]
    return "\n".join([gettext("Separate invitation")] * row.own_invitation + lines)
