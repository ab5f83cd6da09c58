"""From when to when it is noted who is there, and what may be noted. No database, no clock."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from confsys import shown
from confsys.attendance.models import ABSENT, NOT_CALLED, ONLINE, PRESENT, THERE
from confsys.conferences.transitions import ARCHIVED, CLOSED, ISSUED, LIVE, OPEN, PUT_OFF, RECESS
from confsys.errors import Invalid, Refused
from confsys.invitations.models import folded_delegate
from confsys.invitations.rules import refuse_twice
from confsys.words import _, n_

TAKEN = (OPEN, LIVE, RECESS)
SHOWN = (*TAKEN, CLOSED, ARCHIVED)  # there is something to look at
# A technician is at the site an hour before (as the provinces' rules have it), also if nobody has pressed "open" yet.
OPENS_BEFORE = timedelta(minutes=60)


def opens_at(starts_at: datetime) -> datetime:
    return starts_at - OPENS_BEFORE


def is_taken(state: str, starts_at: datetime, now: datetime) -> bool:
    """Whether a site checks in by itself now, and what it counts and names is what is there."""
    return state in TAKEN or state == ISSUED and now >= opens_at(starts_at)


def is_written(state: str, starts_at: datetime, now: datetime) -> bool:
    """Whether the office notes and corrects it: also when the conference is over."""
    return state == CLOSED or is_taken(state, starts_at, now)


def refuse_now(conference: Any, now: datetime, *, by_office: bool) -> None:
    """Raises Refused with the sentence that says from when, or why not."""
    if (is_written if by_office else is_taken)(conference.state, conference.starts_at, now):
        return
    raise Refused(why_not(conference))


def why_not(conference: Any) -> Any:
    """Why nobody checks in now."""
    said = {"title": conference.title}
    if conference.state == ISSUED:
        at = opens_at(conference.starts_at)
        return _("Check-in opens at %(at)s, %(day)s.", at=shown.hm(at), day=shown.full_day(at))
    if conference.state == CLOSED:
        return _("The conference is over. The organiser's office can still correct who attended.")
    if conference.state == ARCHIVED:
        return _("“%(title)s” is archived: who attended stays as it is written down.", **said)
    if conference.state in PUT_OFF:
        return _("“%(title)s” does not take place, so nobody checks in.", **said)
    return _("“%(title)s” has not been issued, so nobody checks in yet.", **said)


def usual_state(mode: str, is_main: bool) -> str:
    """How a site is there that says no more than that it is."""
    return PRESENT if is_main or mode == "truc-tiep" else ONLINE


def checked_in(before: dict[str, Any] | None, said: dict[str, Any], at: datetime) -> dict[str, Any]:
    """What is noted of a site that says it is there; the first time stays. `said`: state, heads, way, told_by."""
    told = {name: value for name, value in said.items() if name in ("state", "heads") and value is not None}
    if before and before["state"] in THERE:
        return before | told
    first = {"heads": 0, "checked_in_at": at.isoformat(), "word": ""}
    return first | {"way": said["way"], "told_by": said["told_by"]} | told


def marked(before: dict[str, Any] | None, said: dict[str, Any], at: datetime) -> dict[str, Any] | None:
    """What is noted of a site that was called up; None if nothing is any more. Raises Invalid.

    `said`: state, heads (None: as counted before), word, way.
    """
    if said["state"] == NOT_CALLED:
        return None
    if said["state"] == ABSENT:
        if not said["word"]:
            raise Invalid({"word": _("Say in a few words why it is absent.")})
        gone = {"heads": 0, "checked_in_at": None, "told_by": ""}
        return gone | {name: said[name] for name in ("state", "word", "way")}
    return checked_in(before, said | {"told_by": ""}, at)


def refuse_fewer(heads: int, seen: int) -> None:
    """Raises Invalid for fewer people than were seen by name."""
    if heads < seen:
        said = n_(
            "%(num)s delegate is ticked as present: count at least as many, or take the tick away.",
            "%(num)s delegates are ticked as present: count at least as many, or take the ticks away.",
            seen,
        )
        raise Invalid({"heads": said})


def seen(
    before: Sequence[dict[str, Any]], said: Sequence[dict[str, Any]], listed: Collection[str], at: datetime
) -> list[dict[str, Any]]:
    """Who was seen there: those of `said` in the place of those before, who keep since when they are there and gone.

    `said`: name, office, late, left; `listed`: who was named, folded. Raises Invalid for somebody who stands twice.
    """
    refuse_twice(said)
    known = {folded_delegate(each["name"], each["office"]): each for each in before}
    keys = [folded_delegate(each["name"], each["office"]) for each in said]
    return [_seen(known.get(key), each, key in listed, at) for key, each in zip(keys, said, strict=True)]


def _seen(known: dict[str, Any] | None, said: dict[str, Any], is_listed: bool, at: datetime) -> dict[str, Any]:
    left_before = known["left_at"] if known else None
    return {
        "name": said["name"],
        "office": said["office"],
        "added": known["added"] if known else not is_listed,
        "late": said["late"],
        "came_at": known["came_at"] if known else at.isoformat(),
        "left_at": (left_before or at.isoformat()) if said["left"] else None,
    }


def here(noted: Sequence[dict[str, Any]]) -> int:
    """How many of those seen have not left."""
    return sum(not each["left_at"] for each in noted)
