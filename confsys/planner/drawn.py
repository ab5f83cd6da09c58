"""Days as columns of quarter hours: where every conference stands, what is beside it, and where one may still plan."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from confsys import clock
from confsys.conferences.access import may_manage
from confsys.conferences.models import Conference
from confsys.office.queries import calendar, name_of_day
from confsys.people.models import Person
from confsys.planner import grid, labels
from confsys.planner.grid import Hours, Span
from confsys.planner.lanes import Cluster, clusters
from confsys.planner.queries import Shown

NOTHING: Mapping[str, str] = {}
USUAL = timedelta(minutes=90)  # so long is a plan, until somebody says otherwise
LINE, HEAD, QUARTER, MOST_LINES = 16, 22, 13, 8  # pixels, as planner.css and block.css have them


@dataclass(frozen=True)
class Lanes:
    """How many lanes are side by side, by the width of a window; what has no room is counted in the last of them."""

    wide: int
    middle: int  # less than 1100 pixels
    small: int  # less than 720, where a week shows one day

    def fit(self, lanes: int) -> tuple[int, int, int]:
        """How many of so many lanes are shown, in each width."""
        most = (self.wide, self.middle, self.small)
        return tuple(lanes if lanes <= each else each - 1 for each in most)  # type: ignore[return-value]


IN_A_WEEK, IN_A_DAY = Lanes(3, 2, 3), Lanes(16, 8, 3)


@dataclass(frozen=True)
class Block:
    """A conference on one day. `row` and `lane` count from 1 inside its group."""

    conference: Conference
    day: date
    span: Span
    row: int
    lane: int
    look: str
    says: str
    is_movable: bool

    @property
    def length(self) -> int:
        return self.span.last - self.span.first

    @property
    def lines(self) -> int:
        """How many lines its title may take below the one of the time."""
        return max(1, min(MOST_LINES, (self.length * QUARTER - HEAD) // LINE))


@dataclass(frozen=True)
class Group:
    """What overlaps, side by side: so many lanes in each width, and how many have no room there, so are counted."""

    row: int
    length: int
    shown: tuple[int, int, int]
    more: tuple[int, int, int]
    blocks: list[Block]


@dataclass(frozen=True)
class Slot:
    """Half an hour in which something can still be planned."""

    row: int
    hour: str
    url: str


@dataclass(frozen=True)
class Column:
    """One day. `named`: why it is off, in the words of the office or the State; `share`: how far along now stands."""

    day: date
    is_today: bool
    is_working: bool
    named: str
    number: int
    groups: list[Group]
    closed: list[tuple[int, int]]
    slots: list[Slot]
    plan: str
    share: float | None


@dataclass(frozen=True)
class Picture:
    """Days side by side on the same hours."""

    hours: Hours
    columns: list[Column]
    now: datetime


@dataclass(frozen=True)
class Drawing:
    """Who looks when, whether he plans, and how many stand side by side."""

    person: Person
    now: datetime
    may_plan: bool
    lanes: Lanes

    def picture(self, days: Sequence[date], found: Sequence[Shown]) -> Picture:
        """These days with these conferences."""
        there = by_day(days, found)
        hours = grid.hours([span for each in there.values() for _shown, span in each], calendar())
        return Picture(hours, [self._column(day, there.get(day, []), hours) for day in days], self.now)

    def _column(self, day: date, there: list[tuple[Shown, Span]], hours: Hours) -> Column:
        local, office = clock.local(self.now), calendar()
        seen = [(each, span.within(hours)) for each, span in there]
        laid = clusters([(span.first, span.last) for _each, span in seen])
        is_today = local.date() == day
        return Column(
            day,
            is_today,
            office.is_working(day),
            name_of_day(day),
            len(there),
            [self._group(day, cluster, seen, hours) for cluster in laid],
            grid.closed(day, hours, office),
            list(self._slots(day, hours)) if self.may_plan else [],
            plan_address(day) if self.may_plan and day >= local.date() else "",
            hours.share(local.time()) if is_today else None,
        )

    def _group(self, day: date, cluster: Cluster, seen: list[tuple[Shown, Span]], hours: Hours) -> Group:
        fits = self.lanes.fit(cluster.lanes)
        there = [(*seen[each], lane + 1) for each, lane in cluster.members if lane < max(fits)]
        blocks = [self._block(day, shown, span, span.first - cluster.first + 1, lane) for shown, span, lane in there]
        more = tuple(sum(lane >= each for _member, lane in cluster.members) for each in fits)
        row, length = cluster.first - hours.first + 1, cluster.last - cluster.first
        return Group(row, length, fits, more, blocks)  # type: ignore[arg-type]

    def _block(self, day: date, each: Shown, span: Span, row: int, lane: int) -> Block:
        conference = each.conference
        is_movable = conference.may_be_planned and may_manage(self.person, conference)
        look, says = labels.look_of(conference, self.now), labels.says(conference, each.chaired_by)
        return Block(conference, day, span, row, lane, look, says, is_movable)

    def _slots(self, day: date, hours: Hours) -> Iterator[Slot]:
        """The half hours that have not begun."""
        for quarter in hours.halves():
            at = time(quarter // 4, quarter % 4 * grid.QUARTER)
            if clock.instant(day, at) > self.now:
                yield Slot(quarter - hours.first + 1, at.strftime("%H:%M"), plan_address(day, at))


def by_day(days: Sequence[date], found: Sequence[Shown]) -> dict[date, list[tuple[Shown, Span]]]:
    """What falls on each of these days, as it is drawn there."""
    zone = clock.zone()
    there: dict[date, list[tuple[Shown, Span]]] = {}
    for each in found:
        times = each.conference.starts_at, each.conference.ends_at
        touched = (date.fromordinal(number) for number in grid.days_of(*times, zone))
        for day in (day for day in touched if days[0] <= day <= days[-1]):
            if span := grid.span_on(day, *times, zone):
                there.setdefault(day, []).append((each, span))
    return there


def register(days: Sequence[date], found: Sequence[Shown]) -> list[tuple[date, list[tuple[Conference, str]]]]:
    """Those of the days on which there is anything: each conference and who chairs it."""
    there = by_day(days, found) if days else {}
    return [(day, [(each.conference, each.chaired_by) for each, _span in there[day]]) for day in days if day in there]


def plan_address(day: date, at: time | None = None, filled: Mapping[str, str] = NOTHING) -> str:
    """The form that plans, with the day, the hours and more filled in."""
    values = {"day": day.isoformat(), **filled}
    if at:
        end = datetime.combine(day, at) + USUAL
        last = end.time() if end.date() == day else time(23, 59)
        values |= {"start": at.strftime("%-Hh%M"), "end": last.strftime("%-Hh%M")}
    return "/conferences/new?" + urlencode(values)
