"""What happens to an incident: opened by the site in one tap or by the office, taken, noted, solved, open again."""

from typing import Any

from confsys import clock
from confsys.changes import action, record
from confsys.conferences.models import Participation
from confsys.errors import Refused
from confsys.extensions import db
from confsys.people.models import Person
from confsys.readiness import queries, rules
from confsys.readiness.models import Incident
from confsys.words import _


@action
def open_incident(
    actor: Person | None, participation: Participation, *, kind: str, way: str, note: str = ""
) -> tuple[Incident, bool]:
    """The one open incident of this kind, and whether it is new: a thousand taps make one. Raises Refused."""
    conference = participation.conference
    rules.refuse_not_reported(conference.state, conference.title)
    found = queries.open_incident(participation, kind)
    if found is not None:
        return found, False
    incident = Incident(
        participation=participation,
        kind=kind,
        opened_at=clock.now(),
        way=way,
        opened_by_id=getattr(actor, "id", None),
        note=note,
    )
    db.session.add(incident)
    _record("incident.opened", actor, incident, after={"said_by": way}, personal=_said(note=note))
    return incident, True


@action
def take(actor: Person, incident: Incident, *, name: str = "", over: bool = False) -> bool:
    """Somebody takes care of it, by default who says so. False if he does already.

    `over`: also from another who has it; else that is refused.
    """
    _refuse_solved(incident)
    name = name or actor.name
    if incident.taken_by == name:
        return False
    if incident.taken_by and not over:
        raise Refused(_("%(name)s takes care of it already. Take it over if that is meant.", name=incident.taken_by))
    before = incident.taken_by
    incident.taken_by, incident.taken_at = name, clock.now()
    personal = {"before": {"taken_by": before} if before else {}, "after": {"taken_by": name}}
    _record("incident.taken", actor, incident, personal=personal)
    return True


@action
def note(actor: Person, incident: Incident, *, note: str) -> bool:
    """What is known of it, in the place of what was written before. False if that is the same."""
    rules.refuse_archived(incident.participation.conference.state)
    if incident.note == note:
        return False
    before, incident.note = incident.note, note
    _record("incident.noted", actor, incident, personal={"before": {"note": before}, "after": {"note": note}})
    return True


@action
def solve(actor: Person | None, incident: Incident, *, way: str, done: str = "") -> bool:
    """It is over, by the word of the site or of the office; `done`: what was done. False if it was so already."""
    rules.refuse_archived(incident.participation.conference.state)
    if not incident.is_open:
        return False
    incident.solved_at, incident.done = clock.now(), done
    _record("incident.solved", actor, incident, after={"said_by": way}, personal=_said(done=done))
    return True


@action
def reopen(actor: Person, incident: Incident) -> None:
    """It was not over. Raises Refused if the same was reported anew meanwhile."""
    conference = incident.participation.conference
    rules.refuse_not_reported(conference.state, conference.title)
    if incident.is_open:
        return
    if queries.open_incident(incident.participation, incident.kind):
        raise Refused(_("The site has reported the same again meanwhile; go on with that one."))
    done = incident.done
    incident.solved_at, incident.done = None, ""
    _record("incident.reopened", actor, incident, personal={"before": {"done": done}, "after": {}} if done else None)


def _refuse_solved(incident: Incident) -> None:
    rules.refuse_archived(incident.participation.conference.state)
    if not incident.is_open:
        raise Refused(_("This is solved already. Open it again if it is not."))


def _said(**words: str) -> dict[str, Any] | None:
    said = {name: value for name, value in words.items() if value}
    return said or None


def _record(
    kind: str,
    actor: Person | None,
    incident: Incident,
    *,
    after: dict[str, Any] | None = None,
    personal: dict[str, Any] | None = None,
) -> None:
    participation = incident.participation
    record(
        kind,
        participation.conference,
        by=actor,
        participation=participation,
        site=participation.site_id,
        incident=incident,
        after={"incident": incident.kind} | (after or {}),
        personal=personal,
    )
