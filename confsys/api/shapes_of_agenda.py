"""How planned stands against actual, as JSON."""

from typing import TypedDict

from confsys.api.shapes import Count, Id, ItemState, Moment


class ItemCompared(TypedDict):
    item: Id
    state: ItemState
    planned_start: Moment
    planned_end: Moment
    planned_minutes: Count
    started_at: Moment | None
    ended_at: Moment | None
    taken_minutes: Count | None
    minutes_over: int | None
    minutes_late: int | None


class Comparison(TypedDict):
    began_late: int | None
    ended_late: int | None
    planned_minutes: Count
    taken_minutes: Count
    minutes_over: Count
    minutes_made_up: Count
    items: list[ItemCompared]


class Shortening(TypedDict):
    item: Id
    minutes: Count
    left: Count
    ends_at: Moment


class Forecast(TypedDict):
    ends_at: Moment | None
    late_minutes: Count
    proposal: Shortening | None
