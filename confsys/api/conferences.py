"""/conferences: plan, read, change, and every step of the table of transitions."""

from typing import Any

from flask import request
from sqlalchemy import select

from confsys import forms
from confsys.api import paging, show
from confsys.api.door import calls, changes_things, expected_revision, reads, refuse_moved_on
from confsys.conferences import access, actions, queries
from confsys.conferences.forms import FIELDS, NEEDED, changed, planned
from confsys.conferences.models import Conference
from confsys.conferences.transitions import TRANSITIONS
from confsys.errors import Invalid, NotAllowed, NotFound
from confsys.extensions import db
from confsys.people.models import SECRETARIAT, Person
from confsys.sites.access import body_of
from confsys.sites.models import Site
from confsys.words import _

STEP = {"reason": forms.reason}


@calls.post("/conferences")
@changes_things(FIELDS, tuple(NEEDED), status=201)
def plan(person: Person, body: dict[str, Any]):
    """A new conference, in draft."""
    if not access.may_plan_at_all(person):
        raise NotAllowed(_("Only a secretariat plans conferences."))
    values = planned(body)
    values["organiser"] = _organiser(person, values["organiser"])
    return show.whole_conference(actions.plan(person, **values))


def _organiser(person: Person, asked: str | None) -> str:
    """The body the caller is secretariat of, or the one named if he is."""
    own = body_of(person, SECRETARIAT)
    site = db.session.scalars(select(Site).where(Site.id == asked)).first() if asked else own
    if site is None:
        raise Invalid({"organiser": _("There is no such site: %(id)s.", id=asked or "")})
    if not access.may_plan_for(person, site):
        raise NotAllowed(_("You do not plan for this body."))
    return site.id


@calls.get("/conferences")
@reads
def list_conferences(person: Person):
    """Conferences the caller may see that overlap [from, to), earliest first."""
    asked = {name: request.args[name] for name in ("from", "to", "site") if request.args.get(name)}
    values = forms.read_some({"from": forms.moment_or_day, "to": forms.moment_or_day, "site": forms.identifier}, asked)
    query = queries.listed(
        person,
        text=request.args.get("q", "")[:200],
        begin=values.get("from"),
        end=values.get("to"),
        site_id=values.get("site"),
    )
    return paging.page(
        query, (Conference.starts_at, Conference.id), lambda rows: [show.conference(row) for row in rows]
    )


@calls.get("/conferences/<conference_id>")
@reads
def read(person: Person, conference_id: str):
    """One conference with its sites and chairs."""
    return show.whole_conference(access.seen(person, conference_id))


@calls.patch("/conferences/<conference_id>")
@changes_things({name: reader for name, reader in FIELDS.items() if name != "organiser"})
def change(person: Person, body: dict[str, Any], conference_id: str):
    """Change only what is named."""
    conference = access.managed(person, conference_id)
    actions.edit(person, conference, revision=expected_revision(body), **changed(body))
    return show.whole_conference(conference)


@calls.post("/conferences/<conference_id>/<step_name>")
@changes_things(STEP)
def take(person: Person, body: dict[str, Any], conference_id: str, step_name: str):
    """One step of the table of transitions; "expect" names the state the caller saw."""
    conference = access.seen(person, conference_id)
    step = TRANSITIONS.get(step_name)
    if step is None:
        raise NotFound()
    if not access.may_take(person, conference, step):
        raise NotAllowed(_("Only the organiser's office may do this."))
    refuse_moved_on(body.get("expect"), conference.state)
    reason = forms.read_some(STEP, {"reason": body["reason"]})["reason"] if body.get("reason") is not None else None
    actions.take(person, conference, step, reason=reason)
    return show.whole_conference(conference)
