"""/conferences/ID/sites/SITE/incident: what goes wrong at a site; /conferences/ID/incidents: who takes care of it."""

from typing import Any

from confsys import forms
from confsys.api import shapes as gives
from confsys.api import show
from confsys.api.answers import SITE
from confsys.api.conferences import BASE
from confsys.api.door import calls, changes_things, reads
from confsys.api.shapes_of_incidents import Incident
from confsys.people.models import Person
from confsys.readiness import access, incidents, queries
from confsys.readiness.forms import DONE, KIND, NAME, NOTE, WORDS
from confsys.readiness.models import ACCOUNT, OFFICE
from confsys.words import _

NOTED: dict[str, forms.Read] = {"note": forms.text(NOTE)}
ONE = f"{BASE}/incidents/<incident_id>"
TAKEN: dict[str, forms.Read] = {"taken_by": forms.text(NAME, needed=False), "over": forms.flag}


@calls.post(f"{SITE}/incident")
@changes_things(
    _("Report what goes wrong at a site. Reported again while it is open, it stays the same incident."),
    KIND | WORDS,
    ("kind",),
    status=201,
)
def open_incident(person: Person, body: dict[str, Any], conference_id: str, site_id: str) -> Incident:
    participation, is_office = access.reported(person, conference_id, site_id)
    said = forms.read(KIND | WORDS, body, optional={"note": ""})
    incident, _is_new = incidents.open_incident(person, participation, way=OFFICE if is_office else ACCOUNT, **said)
    return show.incident(incident)


@calls.get(f"{BASE}/incidents")
@reads(_("Every incident of a conference: the longest open first, then the latest solved."))
def list_incidents(person: Person, conference_id: str) -> gives.Page[Incident]:
    conference = access.watched(person, conference_id)
    return {"items": [show.incident(each) for each in queries.all_incidents(conference)], "next": None}


@calls.post(f"{ONE}/take")
@changes_things(_("Somebody takes care of it: whoever calls, or who is named."), TAKEN)
def take_incident(person: Person, body: dict[str, Any], conference_id: str, incident_id: str) -> Incident:
    incident = access.cared_incident(person, conference_id, incident_id)
    said = forms.read(TAKEN, body, optional={"taken_by": "", "over": False})
    incidents.take(person, incident, name=said["taken_by"], over=said["over"])
    return show.incident(incident)


@calls.post(f"{ONE}/note")
@changes_things(_("What is known of it, in the place of what was written before."), NOTED, ("note",))
def note_incident(person: Person, body: dict[str, Any], conference_id: str, incident_id: str) -> Incident:
    incident = access.cared_incident(person, conference_id, incident_id)
    incidents.note(person, incident, **forms.read(NOTED, body))
    return show.incident(incident)


@calls.post(f"{ONE}/solve")
@changes_things(_("It is over, and what was done."), DONE)
def solve_incident(person: Person, body: dict[str, Any], conference_id: str, incident_id: str) -> Incident:
    incident = access.cared_incident(person, conference_id, incident_id)
    incidents.solve(person, incident, way=OFFICE, **forms.read(DONE, body, optional={"done": ""}))
    return show.incident(incident)


@calls.post(f"{ONE}/reopen")
@changes_things(_("It was not over."))
def reopen_incident(person: Person, body: dict[str, Any], conference_id: str, incident_id: str) -> Incident:
    incident = access.cared_incident(person, conference_id, incident_id)
    incidents.reopen(person, incident)
    return show.incident(incident)
