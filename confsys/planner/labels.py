"""A conference in a block of the calendar: how it looks, and all there is to say of it."""

from datetime import datetime
from typing import Any

from confsys import shown
from confsys.conferences.models import Conference
from confsys.conferences.transitions import (
    APPROVED,
    CANCELLED,
    DRAFT,
    ENDED,
    POSTPONED,
    REQUESTED,
    RUNNING,
    STATE_NAMES,
)
from confsys.words import gettext

LOOKS = {DRAFT: "draft", REQUESTED: "asked", APPROVED: "held", POSTPONED: "postponed", CANCELLED: "off"}


def look_of(conference: Conference, now: datetime) -> str:
    """draft, asked, held, planned, now, past, postponed or off."""
    if conference.state in RUNNING:
        return "now"
    if conference.state in LOOKS:
        return LOOKS[conference.state]
    return "past" if conference.state in ENDED or conference.ends_at <= now else "planned"


def says(conference: Conference, chairs: str) -> str:
    """Title, time, state, place, and who chairs: the whole name of its block."""
    place = conference.place_name + (f", {conference.room.name}" if conference.room else "")
    when = shown.when(conference.starts_at, conference.ends_at)
    words: list[Any] = [conference.title, when, STATE_NAMES[conference.state], place]
    words += [gettext("chaired by %(names)s", names=chairs)] if chairs else []
    return "; ".join(str(each) for each in words)
