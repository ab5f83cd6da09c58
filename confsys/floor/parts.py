"""What live parts are given of the floor: the list for who runs it, the hands by kind for the chair, who was silent."""

from collections.abc import Collection
from typing import Any

from confsys.attendance.models import ABSENT
from confsys.attendance.queries import attendance_by_participation
from confsys.conferences.models import Conference
from confsys.floor.models import KIND_NAMES, Turn
from confsys.floor.order import PAPER, QUESTION, REPLY, REQUEST, URGENT
from confsys.floor.spoken import silence
from confsys.floor.standing import Standing

KEYS = 9  # so many turns have a key of their own
NAMED = 3  # so many silent sites are named
SIGNS = {URGENT: "alert-octagon", QUESTION: "help", REPLY: "arrow-back-up", PAPER: "file-text", REQUEST: "message"}


def is_heard(kind: str) -> bool:
    """Whether an event may change who asks, who has the floor, or what is said beside a name."""
    of_attendance = kind in ("participation.checked_in", "participation.marked")
    return kind.startswith(("floor.", "agenda.")) or of_conference(kind) or of_attendance


def of_conference(kind: str) -> bool:
    return kind.startswith("conference.") and "link" not in kind


def floor_shown(conference: Conference, standing: Standing) -> dict[str, Any]:
    """The list in its order, each with what is left of its time; who is noted absent is mentioned, not barred."""
    more = {"kind_names": KIND_NAMES, "signs": SIGNS, "keys": KEYS, "urgent": URGENT}
    return {"conference": conference, "floor": standing, "absent": _absent(conference, standing.waiting), **more}


def hands_shown(conference: Conference, standing: Standing) -> dict[str, Any]:
    """The hands by kind; called ones and those put last stand among their kind in the order in which they come."""
    groups = [(kind, [each for each in standing.waiting if each.kind == kind]) for kind in KIND_NAMES]
    return floor_shown(conference, standing) | {"groups": [(kind, turns) for kind, turns in groups if turns]}


def silent_shown(conference: Conference) -> dict[str, Any] | None:
    """Who has not spoken yet; nothing before it begins, and where no site but one takes part."""
    if not conference.is_running:
        return None
    found = silence(conference)
    named = found.long_silent[:NAMED]
    more = len(found.long_silent) - len(named)
    return {"conference": conference, "silence": found, "named": named, "more": more}


def _absent(conference: Conference, turns: Collection[Turn]) -> set[str]:
    if not turns:
        return set()
    noted = attendance_by_participation(conference)
    return {each.id for each in turns if (found := noted.get(each.participation_id)) and found.state == ABSENT}
