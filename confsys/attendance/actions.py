"""Every change of who is there. Names and reasons are kept where they can be erased; the journal keeps who and when."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete

from confsys import clock
from confsys.attendance import queries, rules
from confsys.attendance.models import BY_OFFICE, NOT_CALLED, ROLL_CALL, Attendance, Attendee
from confsys.changes import action, record
from confsys.conferences.models import Conference, Participation
from confsys.errors import Refused
from confsys.extensions import db
from confsys.invitations.models import folded_delegate
from confsys.invitations.queries import delegates_of
from confsys.people.models import Person
from confsys.words import _

PLAIN = ("state", "heads", "checked_in_at", "way")
PERSONAL = ("word", "told_by")
NOBODY_NOTED = {"state": NOT_CALLED, "heads": 0, "checked_in_at": None, "way": ROLL_CALL, "word": "", "told_by": ""}


@action
def check_in(
    actor: Person | None,
    participation: Participation,
    *,
    way: str,
    heads: int | None = None,
    state: str | None = None,
    told_by: str = "",
    revision: int | None = None,
) -> bool:
    """A site is there, with so many people. The first time stays; heads may change. False if all that was so already.

    `revision`: of the attendance that was seen, 0 for none. Raises Refused while nobody checks in, or if somebody
    else noted something meanwhile; Invalid for fewer heads than delegates seen.
    """
    _refuse_now(participation, way)
    _refuse_moved(participation, revision)
    before = told_of(participation)
    conference = participation.conference
    usual = rules.usual_state(conference.mode, participation.is_main)
    first = before is None or before["state"] not in rules.THERE
    said = {"state": state or (usual if first else None), "heads": heads, "way": way, "told_by": told_by}
    after = rules.checked_in(before, said, _now())
    kind = "checked_in" if first else "head_counted" if _differ(before, after) == {"heads"} else "marked"
    return _keep(actor, participation, f"participation.{kind}", before, after)


@action
def mark(
    actor: Person,
    participation: Participation,
    *,
    state: str,
    heads: int | None = None,
    word: str = "",
    way: str = ROLL_CALL,
    revision: int | None = None,
) -> bool:
    """What the office hears when it calls a site up, or corrects; also when the conference is over. Raises as above."""
    _refuse_now(participation, way)
    _refuse_moved(participation, revision)
    before = told_of(participation)
    after = rules.marked(before, {"state": state, "heads": heads, "word": word, "way": way}, _now())
    return _keep(actor, participation, "participation.marked", before, after)


@action
def note_delegates(
    actor: Person | None,
    participation: Participation,
    *,
    way: str,
    delegates: Sequence[dict[str, Any]],
    revision: int | None = None,
) -> bool:
    """Who is there, in the place of those noted before: name, office, late, left. Who stands on no list is added.

    A site at which somebody was seen is there, with at least as many people. Raises as above.
    """
    _refuse_now(participation, way)
    _refuse_moved(participation, revision)
    listed = {each.folded for each in delegates_of(participation)}
    before = noted_of(participation)
    after = rules.seen(before, delegates, listed, _now())
    if before == after:
        return False
    _name(actor, participation, before, after)
    _count_at_least(actor, participation, rules.here(after), way)
    return True


@action
def put_back(actor: Person | None, participation: Participation, *, values: dict[str, Any] | None) -> None:
    """As it was before somebody noted something."""
    _keep(actor, participation, "participation.marked", told_of(participation), values)


@action
def put_back_delegates(actor: Person | None, participation: Participation, *, noted: Sequence[dict[str, Any]]) -> None:
    """Those who were noted before."""
    _name(actor, participation, noted_of(participation), list(noted))


@action
def set_quorum(actor: Person, conference: Conference, *, share: str, base: str) -> bool:
    """What share of which sites must be there. False if it was so already."""
    found = queries.quorum_of(conference)
    before = {"share": found.share, "base": found.base}
    if before == (after := {"share": share, "base": base}):
        return False
    found.share, found.base = share, base
    db.session.add(found)
    record("conference.quorum_set", conference, by=actor, before=before, after=after)
    return True


def told_of(participation: Participation) -> dict[str, Any] | None:
    """How a site is there now; None if it was not called."""
    found = queries.attendance_of(participation)
    if found is None or found.state == NOT_CALLED:
        return None
    values = {name: getattr(found, name) for name in (*PLAIN, *PERSONAL)}
    return values | {"checked_in_at": found.checked_in_at.isoformat() if found.checked_in_at else None}


def noted_of(participation: Participation) -> list[dict[str, Any]]:
    """Who was seen there, as the journal keeps it beside its rows."""
    return [
        {name: getattr(each, name) for name in ("name", "office", "added", "late")}
        | {
            "came_at": each.came_at.isoformat(),
            "left_at": each.left_at.isoformat() if each.left_at else None,
        }
        for each in queries.attendees_of(participation)
    ]


def _refuse_now(participation: Participation, way: str) -> None:
    rules.refuse_now(participation.conference, clock.now(), by_office=way in BY_OFFICE)


def _refuse_moved(participation: Participation, revision: int | None) -> None:
    found = queries.attendance_of(participation)
    if revision is not None and (found.revision if found else 0) != revision:
        raise Refused(
            _("Somebody else has noted something of this site meanwhile. Look at it, then repeat your change.")
        )


def _keep(
    actor: Person | None,
    participation: Participation,
    kind: str,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> bool:
    if before == after:
        return False  # pressed twice
    if after and after["heads"]:
        rules.refuse_fewer(after["heads"], rules.here(noted_of(participation)))
    _write(actor, participation, after or NOBODY_NOTED)
    record(
        kind,
        participation.conference,
        by=actor,
        participation=participation,
        site=participation.site_id,
        before=_some(before, PLAIN),
        after=_some(after, PLAIN),
        personal={"before": _some(before, PERSONAL), "after": _some(after, PERSONAL)},
    )
    return True


def _write(actor: Person | None, participation: Participation, values: dict[str, Any]) -> None:
    found, by = queries.attendance_of(participation), getattr(actor, "id", None)
    if found is None:
        found = Attendance(participation_id=participation.id, revision=0)
        db.session.add(found)
    for name in ("state", "heads", "way", *PERSONAL):
        setattr(found, name, values[name])
    found.checked_in_at = datetime.fromisoformat(values["checked_in_at"]) if values["checked_in_at"] else None
    found.noted_at, found.noted_by_id = _now(), by
    found.revision += 1


def _name(
    actor: Person | None, participation: Participation, before: list[dict[str, Any]], after: list[dict[str, Any]]
) -> None:
    db.session.execute(delete(Attendee).where(Attendee.participation_id == participation.id))
    db.session.add_all(_attendee(participation, number, each) for number, each in enumerate(after))
    record(
        "participation.delegates_noted",
        participation.conference,
        by=actor,
        participation=participation,
        site=participation.site_id,
        before=_numbers(before),
        after=_numbers(after),
        personal={"before": {"delegates": before}, "after": {"delegates": after}},
    )


def _attendee(participation: Participation, number: int, noted: dict[str, Any]) -> Attendee:
    times = {name: datetime.fromisoformat(noted[name]) if noted[name] else None for name in ("came_at", "left_at")}
    key = folded_delegate(noted["name"], noted["office"])
    return Attendee(participation_id=participation.id, position=number, folded=key, **(noted | times))


def _count_at_least(actor: Person | None, participation: Participation, here: int, way: str) -> None:
    """Whoever was seen is there, and so is the site."""
    found = queries.attendance_of(participation)
    if here and (found is None or not found.is_there or found.heads < here):
        check_in(actor, participation, way=way, heads=here)
    elif found is not None:
        found.revision += 1


def _numbers(noted: Sequence[dict[str, Any]]) -> dict[str, int]:
    counts = {name: sum(bool(each[name]) for each in noted) for name in ("late", "added")}
    return {"here": rules.here(noted), "left": len(noted) - rules.here(noted), **counts}


def _differ(before: dict[str, Any] | None, after: dict[str, Any]) -> set[str]:
    return {name for name, value in after.items() if (before or {}).get(name) != value}


def _some(values: dict[str, Any] | None, names: Sequence[str]) -> dict[str, Any]:
    return {name: values[name] for name in names} if values else {}


def _now() -> datetime:
    """To the second, as lists show it and as it is kept."""
    return clock.now().replace(microsecond=0)
