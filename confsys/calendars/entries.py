"""From a conference to what its entry shows, in each of the ways calendars show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import current_app

from confsys import words
from confsys.agenda.announced import Told
from confsys.calendars import event
from confsys.conferences import transitions
from confsys.conferences.models import Conference
from confsys.ids import hashed
from confsys.shown import hm
from confsys.words import gettext

FULL, BUSY, PUBLIC = "full", "busy", "public"


@dataclass(frozen=True)
class Variant:
    """One way of showing conferences; events are kept once for each."""

    detail: str
    language: str
    alarms: bool = False

    def __str__(self) -> str:
        return f"{self.detail} {self.language}{' alarms' if self.alarms else ''}"

    @property
    def kept_as(self) -> str:
        """Events hold the address of their page: a server that moves makes them anew, and so does a new format."""
        return f"{self} {event.FORMAT} {hashed(current_app.config['BASE_URL'])[:8]}"


def shown(conference: Conference, variant: Variant, turns: Mapping[str, Told] | None = None) -> event.Shown:
    """What an entry shows of a conference in one variant. `turns`: those announced while it runs."""
    spoken = words.language()
    words.speak(variant.language)
    try:
        return _shown(conference, variant, turns or {})
    finally:
        words.speak(spoken)


def _shown(conference: Conference, variant: Variant, turns: Mapping[str, Told]) -> event.Shown:
    title = _title(conference, variant)
    page = f"{current_app.config['BASE_URL']}/conferences/{conference.id}"
    is_busy, is_full = variant.detail == BUSY, variant.detail == FULL
    return event.Shown(
        uid=conference.uid,
        revision=conference.calendar_revision,
        changed_at=conference.calendar_changed_at,
        created_at=conference.created_at,
        starts_at=conference.starts_at,
        ends_at=conference.ends_at,
        summary=title,
        status=_status(conference.state),
        location="" if is_busy else conference.place_name,
        description=_description(conference, page, turns) if is_full else "",
        url=page if is_full else "",
        is_private=is_busy,
        alarm=title if variant.alarms else "",
    )


def _title(conference: Conference, variant: Variant) -> str:
    title = gettext("Busy") if variant.detail == BUSY else conference.title
    if conference.state == transitions.CANCELLED:
        return gettext("[CANCELLED] %(title)s", title=title)
    if conference.state == transitions.POSTPONED:
        return gettext("[POSTPONED] %(title)s", title=title)
    return title


def _status(state: str) -> str:
    if state in transitions.PUT_OFF:
        return "CANCELLED"
    return "CONFIRMED" if state in transitions.TOLD else "TENTATIVE"


def _description(conference: Conference, page: str, turns: Mapping[str, Told]) -> str:
    lines = [
        gettext("Code: %(code)s", code=conference.code),
        gettext("Main site: %(name)s", name=conference.place_name),
        gettext("Agenda and how to take part: %(page)s", page=page),
    ]
    if conference.convener:
        relayed = gettext(
            "Convened by %(name)s; %(site)s relays it", name=conference.convener, site=conference.main_site.name
        )
        lines.insert(1, relayed)
    if conference.state in transitions.PUT_OFF and conference.reason:
        lines.insert(0, gettext("Reason: %(reason)s", reason=conference.reason))
    return "\n".join([*lines, *_turns(turns)])


def _turns(turns: Mapping[str, Told]) -> list[str]:
    """The turns that moved, as they were told, in their order."""
    moved = sorted((each["at"], each["site"]) for each in turns.values())
    told = [gettext("%(time)s %(site)s", time=hm(datetime.fromisoformat(at)), site=site) for at, site in moved]
    return [gettext("Turns that moved:"), *told] if told else []
