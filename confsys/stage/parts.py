"""What live parts are given of the hall: what was chosen, and what therefore stands there."""

from datetime import datetime, timedelta
from typing import Any

from confsys.agenda.models import CURRENT, WAITING
from confsys.agenda.queries import Scheduled
from confsys.conferences.models import Conference
from confsys.floor.queries import last_begun
from confsys.messages.queries import released_in
from confsys.stage import scenes
from confsys.stage.queries import stage_of
from confsys.stage.speaking import called_in, speaker_of
from confsys.votes import parts as votes

BREAK_KIND = "giai-lao"
BREAKS = (5, 10, 15, 20)  # minutes that are offered
MOST_ROWS = 6  # of an agenda that can be read from the last row
BRIEFLY = timedelta(seconds=20)  # as long as a strip is read
REACH = timedelta(hours=12)  # a countdown began before anybody looked at it


def current_in(rows: list[Scheduled]) -> Scheduled | None:
    return next((row for row in rows if row.item.state in CURRENT), None)


def hall(conference: Conference, rows: list[Scheduled]) -> dict[str, Any]:
    """The scene that stands in the hall, and when a break is over: as said, else as the agenda has it."""
    stage, current = stage_of(conference), current_in(rows)
    pause = current if current and current.item.kind == BREAK_KIND else None
    is_voting = votes.was_last(conference, _last_begun(conference, rows))
    scene = scenes.shown(stage.scene, conference.state, is_voting=is_voting, is_pausing=pause is not None)
    resumes_at = stage.resumes_at or (pause.times.expected_end if pause else None)
    return {"stage": stage, "shown": scene, "resumes_at": resumes_at}


def choices(conference: Conference, rows: list[Scheduled]) -> dict[str, Any]:
    """What the operator chooses from."""
    names = {"scene_names": scenes.NAMES, "strip_names": scenes.STRIP_NAMES, "theme_names": scenes.THEME_NAMES}
    return {"conference": conference, "breaks": BREAKS, **names, **hall(conference, rows)}


def scene(conference: Conference, rows: list[Scheduled]) -> dict[str, Any]:
    """What stands in the hall."""
    first = first_row(rows)
    listed = rows[first : first + MOST_ROWS]
    more = len(rows) - first - len(listed)
    spoken = {"speaker": speaker_of(conference, current_in(rows)), "called": called_in(conference)}
    shown = {"scene_names": scenes.NAMES, "listed": listed, "more": more, "reach": REACH} | spoken
    there = hall(conference, rows)
    voted = votes.scene(conference) if there["shown"] == scenes.VOTE else None
    return shown | {"released": released_in(conference), "voted": voted} | there


def strip(conference: Conference, rows: list[Scheduled]) -> dict[str, Any] | None:
    """The strip under a picture; None while there is none. `until`: the instant at which it goes by itself."""
    chosen = stage_of(conference).lower_third
    speaker = speaker_of(conference, current_in(rows)) if chosen != scenes.OFF else None
    if speaker is None or speaker.is_paused:
        return None
    return {"speaker": speaker, "until": speaker.started_at + BRIEFLY if chosen == scenes.BRIEFLY else None}


def _last_begun(conference: Conference, rows: list[Scheduled]) -> datetime | None:
    """When an item or a turn began last: until then what was voted stays in the hall to be read."""
    begun = [row.item.started_at for row in rows] + [last_begun(conference)]
    return max((each for each in begun if each), default=None)


def first_row(rows: list[Scheduled]) -> int:
    """Where the rows begin that are listed: what was held last, then here and now, then what comes."""
    here = next((place for place, row in enumerate(rows) if row.item.state in (*CURRENT, *WAITING)), len(rows))
    return max(0, min(here - 1, len(rows) - MOST_ROWS))
