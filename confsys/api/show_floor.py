"""Turns to speak as the API gives them; see `show`."""

from datetime import datetime

from confsys.api import shapes_of_floor as shapes
from confsys.api.show import moment
from confsys.floor import models as floor
from confsys.floor import times
from confsys.floor.standing import Standing


def turn_now(row: floor.Turn, seconds: int) -> shapes.TurnNow:
    return {
        "id": row.id,
        "site": row.participation.site_id,
        "kind": row.kind,
        "state": row.state,
        "asked_at": moment(row.asked_at),
        "called_at": _moment(row.called_at),
        "started_at": _moment(row.started_at),
        "ended_at": _moment(row.ended_at),
        "paused_at": _moment(row.paused_at),
        "seconds": seconds,
    }


def turn(row: floor.Turn, seconds: int) -> shapes.Turn:
    return {
        **turn_now(row, seconds),
        "conference": row.conference_id,
        "topic": row.topic,
        "speaker": row.speaker,
        "told_by": row.told_by,
        "reason": row.word,
        "way": row.way,
        "revision": row.revision,
    }


def turns_now(standing: Standing) -> list[shapes.TurnNow]:
    """Who has the floor, who waits to have it again, then the list in its order."""
    return [turn_now(each, standing.seconds_left(each)) for each in standing.all_now]


def times_of(row: floor.Floor) -> shapes.FloorTimes:
    return {
        "closed_at": _moment(row.closed_at),
        "minutes_by_kind": times.USUAL_MINUTES | row.minutes,
        "extra_by_kind": dict.fromkeys(times.USUAL_MINUTES, 0) | row.extra,
    }


def _moment(at: datetime | None) -> str | None:
    return moment(at) if at else None
