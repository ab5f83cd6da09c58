"""A day as a picture: where along it something lies, in percent of its width. Pure; knows no words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from confsys.office.working_days import ONE_DAY
from confsys.scheduling.free import QUARTER, Count, Grid, Interval

OPENS, CLOSES = time(6, 30), time(18)  # what is always shown
HOUR = timedelta(hours=1)
ROW, HEADING, HEAD = 34, 26, 62  # heights in pixels
NARROWEST, ON_A_PHONE = 272, 196  # pixels: no day is drawn narrower where three stand side by side, or on a phone
LETTER, PADDING = 7, 14
FEW, SOME = 0.1, 0.3  # up to which share of the sites is busy


@dataclass(frozen=True)
class Place:
    """From where, and how wide, in percent."""

    x: float
    width: float

    @property
    def end(self) -> float:
        return round(self.x + self.width, 2)

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 2)

    def fits(self, words: str, picture: int = NARROWEST) -> bool:
        """Whether the words fit whole on a picture of so many pixels."""
        return len(words) * LETTER + PADDING <= self.width / 100 * picture


@dataclass(frozen=True)
class Axis:
    """The hours of one day that are shown."""

    begins: datetime
    ends: datetime

    def place(self, starts_at: datetime, ends_at: datetime) -> Place | None:
        """Where a time lies; None if it is not on the picture."""
        start, end = max(starts_at, self.begins), min(ends_at, self.ends)
        return Place(self._share(start), round(self._share(end) - self._share(start), 2)) if start < end else None

    def hours(self) -> list[tuple[datetime, float]]:
        """Every second full hour, and where it stands."""
        number = int((self.ends - self.begins) / HOUR) + 1
        first = self.begins + (HOUR - (self.begins - datetime.min.replace(tzinfo=self.begins.tzinfo)) % HOUR) % HOUR
        hours = [first + each * HOUR for each in range(0, number, 2)]
        return [(each, self._share(each)) for each in hours if each < self.ends]

    def _share(self, instant: datetime) -> float:
        return round((instant - self.begins) / (self.ends - self.begins) * 100, 2)


def axis(grid: Grid, day: date) -> Axis:
    """At least from half past six to six; half an hour more than the office works."""
    hours = grid.office.hours
    opens, closes = (grid.instant(day, each) for each in (OPENS, CLOSES))
    margin = timedelta(minutes=30)
    begins = min(opens, grid.instant(day, hours[0][0]) - margin)
    return Axis(begins, max(closes, grid.instant(day, hours[-1][1]) + margin))


def closed(grid: Grid, day: date, shown: Axis) -> list[Place]:
    """Where the office does not work."""
    begins, places = shown.begins, []
    sessions = [tuple(grid.instant(day, hour) for hour in hours) for hours in grid.office.hours]
    for opens, closes in sessions if grid.office.is_working(day) else []:
        places.append(shown.place(begins, opens))
        begins = closes
    return [each for each in (*places, shown.place(begins, shown.ends)) if each]


def crowded(grid: Grid, busy: Iterable[int], day: date) -> list[tuple[int, Interval]]:
    """How many of these are busy, from when to when; only where any is. Times that follow each other are one.

    `busy`: the quarters in which each of them is.
    """
    counted = Count(busy)
    first = (grid.instant(day, time()) - grid.origin) // QUARTER
    last = (grid.instant(day + ONE_DAY, time()) - grid.origin) // QUARTER
    runs: list[tuple[int, int, int]] = []
    for quarter in range(first, last):
        number = counted.at(quarter)
        if runs and runs[-1][0] == number:
            runs[-1] = (number, runs[-1][1], quarter + 1)
        else:
            runs.append((number, quarter, quarter + 1))
    return [(number, (grid.at(start), grid.at(end))) for number, start, end in runs if number]


def look_of_crowd(number: int, of: int) -> str:
    """How strongly a number of busy sites is tinted."""
    return "few" if number <= of * FEW else "some" if number <= of * SOME else "many"
