"""What changed in a week from what a reader knows to what holds now. No database, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from confsys.weeks.rows import Row, in_order

NEW, TIME, PLACE, OTHER, CANCELLED = MARKS = ("new", "time", "place", "other", "cancelled")


@dataclass(frozen=True)
class Marked:
    """A line with what happened to it. `before`: as it was known, for "Trước là …"; None for a new one."""

    row: Row
    marks: tuple[str, ...] = ()
    before: Row | None = None

    @property
    def mark(self) -> str:
        """The heaviest of them; "" where nothing changed."""
        return self.marks[0] if self.marks else ""


def marked(before: Sequence[Row] | None, now: Sequence[Row]) -> list[Marked]:
    """Every line of `now` with its marks; as cancelled what `before` had and is gone. None: nothing was known."""
    if before is None:
        return [Marked(row) for row in in_order(now)]
    known = {row.key: row for row in before}
    here = {row.key for row in now}
    gone = {row.key: row for row in before if row.key not in here and not row.cancelled}
    lines = {row.key: Marked(row.called_off(), (CANCELLED,), row) for row in gone.values()}
    lines |= {row.key: Marked(row, marks_of(known.get(row.key), row), known.get(row.key)) for row in now}
    return [lines[row.key] for row in in_order([line.row for line in lines.values()])]


def marks_of(before: Row | None, now: Row) -> tuple[str, ...]:
    """What is to be said of a line, the heaviest first."""
    if before is None:
        return () if now.cancelled else (NEW,)
    if now.cancelled:
        return () if before.cancelled else (CANCELLED,)
    if before.cancelled:
        return (NEW,)
    return tuple(mark for mark, differs in _differences(before, now) if differs)


def _differences(before: Row, now: Row) -> list[tuple[str, bool]]:
    return [
        (TIME, _when(before) != _when(now)),
        (PLACE, (before.place, before.room_code) != (now.place, now.room_code)),
        (OTHER, _rest(before) != _rest(now)),
    ]


def _when(row: Row) -> tuple[date, str, time | None, time | None]:
    return row.day, row.half, row.at, row.until


def _rest(row: Row) -> tuple[object, ...]:
    along = row.prepared_by, row.accompanied_by, row.staff_officer, row.own_invitation
    return row.title, row.leaders, row.sites, *along


def counted(lines: Sequence[Marked]) -> dict[str, int]:
    """How many lines bear each mark as their heaviest; only those that occur."""
    found = [line.mark for line in lines]
    return {mark: found.count(mark) for mark in MARKS if mark in found}
