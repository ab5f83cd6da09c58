"""Planned against actual, item by item, and what it comes to. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from confsys.agenda.models import CURRENT, DONE, AgendaItem
from confsys.agenda.queries import Scheduled

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
WIDTH = 1000
STEPS = (15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR, 24 * HOUR)
MOST_TICKS = 8
SHOWN_LONGEST = 3


@dataclass(frozen=True)
class Compared:
    """One item. What has not begun has no `begun`, what is not over no `ended`."""

    row: Scheduled
    now: datetime | None

    @property
    def item(self) -> AgendaItem:
        return self.row.item

    @property
    def planned(self) -> tuple[datetime, datetime]:
        return self.row.times.planned_start, self.row.times.planned_end

    @property
    def planned_minutes(self) -> int:
        return self.item.minutes

    @property
    def is_held(self) -> bool:
        return self.item.state == DONE and self.item.ended_at is not None

    @property
    def actual(self) -> tuple[datetime, datetime] | None:
        """From its beginning to its end, or to now."""
        if self.item.started_at is None or self.item.state not in (*CURRENT, DONE):
            return None
        end = self.item.ended_at or self.now
        return (self.item.started_at, max(end, self.item.started_at)) if end else None

    @property
    def taken_minutes(self) -> int | None:
        """Whole minutes, with its pauses."""
        return round((self.actual[1] - self.actual[0]) / MINUTE) if self.actual else None

    @property
    def over(self) -> int | None:
        """Minutes it took longer than planned, below zero if it was shorter; None while it is not over."""
        return self.taken_minutes - self.planned_minutes if self.is_held and self.taken_minutes is not None else None

    @property
    def late(self) -> int | None:
        """Minutes it began later than planned."""
        return round((self.actual[0] - self.planned[0]) / MINUTE) if self.actual else None


@dataclass(frozen=True)
class Comparison:
    """A whole agenda. `slot`: when the conference was to be; `held`: when it was, as far as it is known."""

    items: Sequence[Compared]
    slot: tuple[datetime, datetime]
    held: tuple[datetime | None, datetime | None]

    @cached_property
    def done(self) -> list[Compared]:
        return [each for each in self.items if each.over is not None]

    @property
    def planned_minutes(self) -> int:
        """Of what was held."""
        return sum(each.planned_minutes for each in self.done)

    @property
    def taken_minutes(self) -> int:
        return sum(each.taken_minutes or 0 for each in self.done)

    @property
    def over(self) -> int:
        """All that items took longer than planned."""
        return sum(max(0, each.over or 0) for each in self.done)

    @property
    def made_up(self) -> int:
        """All that others took less."""
        return sum(max(0, -(each.over or 0)) for each in self.done)

    @property
    def began_late(self) -> int | None:
        return round((self.held[0] - self.slot[0]) / MINUTE) if self.held[0] else None

    @property
    def ended_late(self) -> int | None:
        return round((self.held[1] - self.slot[1]) / MINUTE) if self.held[1] else None

    @property
    def longest_over(self) -> list[Compared]:
        """Who ran over most, at most three."""
        over = [each for each in self.done if (each.over or 0) > 0]
        return sorted(over, key=lambda each: -(each.over or 0))[:SHOWN_LONGEST]

    @cached_property
    def axis(self) -> "Axis":
        spans = [
            self.slot,
            *(each.planned for each in self.items),
            *(each.actual for each in self.items if each.actual),
        ]
        return Axis(min(begin for begin, _end in spans), max(end for _begin, end in spans))


@dataclass(frozen=True)
class Axis:
    """Time from left to right over a width of 1000."""

    begins: datetime
    ends: datetime

    @property
    def seconds(self) -> int:
        return round(max(self.ends - self.begins, MINUTE).total_seconds())

    def x(self, at: datetime) -> float:
        """Where an instant lies; one outside at its edge."""
        share = (at - self.begins).total_seconds() / self.seconds
        return round(min(1.0, max(0.0, share)) * WIDTH, 1)

    def bar(self, span: tuple[datetime, datetime]) -> tuple[float, float]:
        """Where a bar begins and how wide it is; never too thin to be seen."""
        begin, end = map(self.x, span)
        return begin, round(max(end - begin, 3), 1)

    @property
    def ticks(self) -> list[datetime]:
        """Full quarters of hours, or hours, inside; not so many that their labels touch."""
        step = next((each for each in STEPS if (self.ends - self.begins) / each <= MOST_TICKS), STEPS[-1])
        first = self.begins + (-(self.begins - datetime.min.replace(tzinfo=self.begins.tzinfo)) % step)
        return [first + number * step for number in range(int((self.ends - first) / step) + 1)]
