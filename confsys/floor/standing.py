"""How the floor of a conference stands: who has it, who comes, how long each may. No database, no clock."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property

from confsys.floor import order, times
from confsys.floor.models import ON_FLOOR, Floor, Turn


class Standing:
    """`turns`: all there ever were. `is_live`: whether somebody may be given the floor."""

    def __init__(self, turns: Sequence[Turn], floor: Floor, *, is_live: bool) -> None:
        self.turns, self.floor, self.is_live = turns, floor, is_live

    @cached_property
    def waiting(self) -> list[Turn]:
        """The list, in the order in which they come."""
        return order.in_order(each for each in self.turns if each.is_in_list)

    @cached_property
    def holder(self) -> Turn | None:
        """Who has the floor: speaks, or stands still for nobody."""
        return next((each for each in self.turns if each.state in ON_FLOOR and not each.paused_for_id), None)

    @cached_property
    def behind(self) -> Turn | None:
        """Who has it again when the holder's turn is over."""
        return next((each for each in self.turns if each.paused_for_id), None)

    @property
    def all_now(self) -> list[Turn]:
        """Who has the floor, who waits to have it again, then the list in its order."""
        return [each for each in (self.holder, self.behind) if each] + self.waiting

    @cached_property
    def soon(self) -> set[str]:
        """The ids of those who get ready."""
        return {each.id for each in self.waiting[: order.SOON] if self.is_live} | {
            each.id for each in self.waiting if each.is_called
        }

    @cached_property
    def _spoken(self) -> Mapping[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = {}
        for each in self.turns:
            if each.ended_at is not None:
                key = (each.participation_id, each.kind)
                found[key] = found.get(key, 0) + each.seconds(each.ended_at)
        return found

    def spoken(self, turn: Turn) -> int:
        """Seconds its site has used in turns of this kind that are over."""
        return self._spoken.get((turn.participation_id, turn.kind), 0)

    def seconds_left(self, turn: Turn) -> int:
        """Seconds its site has left for it when it begins."""
        return times.left(times.allowed(turn.kind, self.floor.minutes, self.floor.extra), self.spoken(turn))

    def clock(self, turn: Turn) -> "TurnClock":
        return TurnClock(turn, self.seconds_left(turn))

    def minutes_left(self, turn: Turn) -> int:
        """As it is said beside a name: whole minutes, none once its time is used up."""
        return self.seconds_left(turn) // 60

    def place(self, turn: Turn) -> int:
        """How many come before it."""
        return [each.id for each in self.waiting].index(turn.id)


class TurnClock:
    """A turn as a clock reads it: since when it runs, how long it may, how long it stood still."""

    def __init__(self, turn: Turn, seconds: int) -> None:
        self.started_at: datetime | None = turn.started_at
        self.paused_at: datetime | None = turn.paused_at
        self.paused_seconds, self.length = turn.paused_seconds, timedelta(seconds=seconds)
        self.due_at: datetime | None = None
