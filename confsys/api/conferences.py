"""/conferences: plan, read, change, and every step of the table of transitions."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import select

from confsys import forms
from confsys.api import paging, show
from confsys.api import shapes as gives
from confsys.api.door import SEEN, as_seen, calls, changes_things, expected_revision, reads, state_of
from confsys.conferences import access, actions, queries
from confsys.conferences.clashes import Blocked
from confsys.conferences.forms import CHANGEABLE, FIELDS, NEEDED, changed, needs, planned, reasons
from confsys.conferences.judging import other_times
from confsys.conferences.models import Conference
from confsys.conferences.transitions import AS_BEFORE, STATES, TRANSITIONS, Transition
from confsys.errors import Invalid, NotAllowed
from confsys.extensions import db
from confsys.people.models import SECRETARIAT, Person
from confsys.sites.access import body_of
from confsys.sites.models import Site
from confsys.words import _

BASE = "/conferences/<conference_id>"
LISTED = {"q": forms.sought, "from": forms.moment_or_day, "to": forms.moment_or_day, "site": forms.identifier}
WHY = {"reasons": reasons}
CHANGED = CHANGEABLE | SEEN | WHY
STEP = {"reason": forms.optional_reason, "expect": state_of(STATES)} | WHY
STEP_WITH_REASON = STEP | {"reason": forms.reason}
NEEDS = {"needs": needs}


@calls.post("/conferences")
@changes_things(_("Plan a conference; it is a draft."), FIELDS, tuple(NEEDED), status=201)
def plan(person: Person, body: dict[str, Any]) -> gives.WholeConference:
    if not access.may_plan_at_all(person):
        raise NotAllowed(_("Only a secretariat plans conferences."))
    values = planned(body)
    values["organiser"] = organiser_of(person, values["organiser"]).id
    return show.whole_conference(actions.plan(person, **values))


def organiser_of(person: Person, asked: str | None) -> Site:
    """The body the caller is secretariat of, or the one named if he is."""
    own = body_of(person, SECRETARIAT)
    site = db.session.scalars(select(Site).where(Site.id == asked)).first() if asked else own
    if site is None:
        raise Invalid({"organiser": _("There is no such site: %(id)s.", id=asked or "")})
    if not access.may_plan_for(person, site):
        raise NotAllowed(_("You do not plan for this body."))
    return site


@calls.get("/conferences")
@reads(_("Conferences the caller may see that overlap the time from–to, earliest first."), LISTED | paging.QUERY)
def list_conferences(person: Person, asked: dict[str, Any]) -> gives.Page[gives.Conference]:
    query = queries.listed(
        person, text=asked.get("q", ""), begin=asked.get("from"), end=asked.get("to"), site_id=asked.get("site")
    )
    keys = (Conference.starts_at, Conference.id)
    return paging.page(query, keys, asked, lambda rows: [show.conference(row) for row in rows])


@calls.get(BASE)
@reads(_("One conference with its sites, chairs, room and equipment."))
def read(person: Person, conference_id: str) -> gives.WholeConference:
    return show.whole_conference(access.seen(person, conference_id))


@calls.patch(BASE)
@changes_things(_("Change a conference; only what is named."), CHANGED)
def change(person: Person, body: dict[str, Any], conference_id: str) -> gives.WholeConference:
    conference = access.managed(person, conference_id)
    said = forms.read_some(WHY, body).get("reasons")
    with _offering_other_times():
        actions.edit(person, conference, revision=expected_revision(body), reasons=said, **changed(body))
    return show.whole_conference(conference)


@contextmanager
def _offering_other_times() -> Iterator[None]:
    """Whoever is refused because others hold something then is told when nobody does."""
    try:
        yield
    except Blocked as refusal:
        refusal.extra["alternatives"] = [show.other_time(each) for each in other_times(refusal.proposal)]
        raise


def _said(step: Transition) -> Any:
    target = _("the state before") if step.target == AS_BEFORE else step.target
    sources = ", ".join(step.sources)
    return _("%(step)s: from %(sources)s to %(target)s.", step=step.label, sources=sources, target=target)


def _step(step: Transition) -> None:
    """One call for each step of the table, so that each says what it does and needs."""

    fields = STEP_WITH_REASON if step.needs_reason else STEP
    fields |= NEEDS if step.name == "submit" else {}

    @changes_things(_said(step), fields, ("reason",) if step.needs_reason else ())
    def take(person: Person, body: dict[str, Any], conference_id: str) -> gives.WholeConference:
        conference = access.seen(person, conference_id)
        if not access.may_take(person, conference, step):
            raise NotAllowed(_("Only the organiser's office may do this."))
        asked = forms.read(fields, body, optional={"reason": None, "expect": None, "reasons": None, "needs": None})
        with _offering_other_times(), as_seen(conference, revision=expected_revision({}), state=body.get("expect")):
            actions.take(person, conference, step, **{name: asked[name] for name in asked if name != "expect"})
        return show.whole_conference(conference)

    calls.add_url_rule(f"{BASE}/{step.name}", step.name, take, methods=["POST"])


for each in TRANSITIONS.values():
    _step(each)
