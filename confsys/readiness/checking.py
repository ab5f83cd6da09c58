"""The technician's check list of a site: gone through, signed off by name, and open again with every change."""

from typing import Any

from confsys import clock
from confsys.changes import action, record
from confsys.conferences.models import Participation
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.people.models import Person
from confsys.readiness import queries, rules
from confsys.readiness.models import POINTS, CheckList
from confsys.words import _

Points = dict[str, dict[str, str]]


@action
def check(actor: Person, participation: Participation, *, points: Points, revision: int | None = None) -> bool:
    """The list as it is now: {point: {"state", "note"}}. False if nothing changed; a signed one is open again.

    `revision`: of the list that was seen, 0 for none. Raises Refused.
    """
    return _write(actor, _list_of(participation, revision), points)


@action
def sign_off(
    actor: Person, participation: Participation, *, name: str, points: Points | None = None, revision: int | None = None
) -> None:
    """Write down the list and put a name under it. Raises Invalid while a point is not answered, Refused."""
    rows = _list_of(participation, revision)
    if points is not None:
        _write(actor, rows, points)
    missing = [point for point in POINTS if point not in rows.points]
    if missing:
        raise Invalid({point: _("Answer this point before you sign.") for point in missing})
    if rows.is_signed and rows.signed_by == name:
        return
    rows.signed_by, rows.signed_at = name, clock.now()
    rows.revision += 1
    _record("readiness.signed_off", actor, rows, {}, {"failed": rows.failed}, personal={"signed_by": name})


@action
def reopen(actor: Person, participation: Participation) -> None:
    """Take the signature off."""
    rows = _list_of(participation, None)
    if rows.is_signed:
        _unsign(actor, rows)


def _list_of(participation: Participation, revision: int | None) -> CheckList:
    conference = participation.conference
    rules.refuse_not_tested(conference.state, conference.title)
    rows = queries.check_list_of(participation)
    if revision is not None and (rows.revision if rows else 0) != revision:
        raise Refused(_("Somebody else has gone through this list meanwhile. Look at it, then repeat your change."))
    if rows is None:
        rows = CheckList(participation=participation, points={}, signed_by="", revision=0)
        db.session.add(rows)
    return rows


def _write(actor: Person, rows: CheckList, points: Points) -> bool:
    if points == rows.points:
        return False
    before = rows.points
    changed = [point for point in POINTS if points.get(point) != before.get(point)]
    rows.points = {point: points[point] for point in POINTS if point in points}
    rows.revision += 1
    if rows.is_signed:
        _unsign(actor, rows)
    _record(
        "readiness.checked",
        actor,
        rows,
        {"points": _states(before, changed)},
        {"points": _states(points, changed)},
        personal={"before": {"note": _notes(before, changed)}, "after": {"note": _notes(points, changed)}},
    )
    return True


def _unsign(actor: Person, rows: CheckList) -> None:
    name = rows.signed_by
    rows.signed_by, rows.signed_at = "", None
    rows.revision += 1
    _record("readiness.reopened", actor, rows, {}, {}, personal={"before": {"signed_by": name}, "after": {}})


def _states(points: Points, changed: list[str]) -> dict[str, str]:
    return {point: points[point]["state"] for point in changed if point in points}


def _notes(points: Points, changed: list[str]) -> str:
    return "; ".join(points[point]["note"] for point in changed if points.get(point, {}).get("note"))


def _record(
    kind: str, actor: Person, rows: CheckList, before: dict[str, Any], after: dict[str, Any], personal: dict[str, Any]
) -> None:
    participation = rows.participation
    record(
        kind,
        participation.conference,
        by=actor,
        participation=participation,
        site=participation.site_id,
        before=before,
        after=after,
        personal=personal,
    )
