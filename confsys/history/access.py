"""From ids in a request to the history of a thing, or to an entry of it that this person may take back."""

from dataclasses import dataclass
from typing import Any

from confsys.accounts import access as accounts
from confsys.conferences import access as conferences
from confsys.conferences.models import Conference
from confsys.conferences.transitions import TRANSITIONS
from confsys.errors import NotAllowed, NotFound
from confsys.extensions import db
from confsys.history.undo_agenda import GESTURES
from confsys.history.undo_floor import FLOOR
from confsys.journal import Entry
from confsys.people.models import SECRETARIAT, Person
from confsys.polls import access as polls
from confsys.polls.models import Poll
from confsys.scheduling import access as scheduling
from confsys.scheduling.models import Resource
from confsys.sites import access as sites
from confsys.sites.access import holds, is_administrator
from confsys.sites.models import Site
from confsys.weeks import access as weeks
from confsys.weeks.models import Week
from confsys.words import _

CONTACTS = tuple(f"site.contact_{happened}" for happened in ("added", "changed", "removed", "moved"))
DESCRIBED = ("site.connection_changed", *CONTACTS)  # by who says how a site is reached
STEPS = {step.event: step for step in TRANSITIONS.values()}
RUN = {*GESTURES, *FLOOR, "vote.closed", "vote.reopened"} - {"floor.turn_asked"}  # what the chair presses, too


@dataclass(frozen=True)
class Subject:
    """What a history is about: what it is called, its code, where its own page is, and where its history."""

    thing: Any
    name: str
    code: str
    page: str
    history: str

    @property
    def stream(self) -> str:
        return self.thing.stream


def may_read(person: Person, thing: Conference | Site) -> bool:
    """Whether this person may read the history: the secretariat of the organiser, or above the unit; administrators."""
    return holds(person, SECRETARIAT, thing if isinstance(thing, Site) else thing.organiser) or is_administrator(person)


def conference(person: Person, conference_id: str) -> Subject:
    """A conference whose history this person may read: whoever may plan it, and the administrator."""
    found = conferences.seen(person, conference_id)
    if not may_read(person, found):
        raise NotAllowed(_("Only the organiser's office may do this."))
    page = f"/conferences/{found.id}"
    return Subject(found, found.title, found.code, page, f"{page}/history")


def site(person: Person, site_id: str) -> Subject:
    """A unit whose history this person may read: the secretariat above it, and the administrator."""
    found = db.session.get(Site, site_id)
    if found is None:
        raise NotFound()
    if not may_read(person, found):
        raise NotAllowed(_("Only the secretariat above it and the administrator see this."))
    return Subject(found, found.name, found.gso_code or "", f"/sites/{found.id}", f"/sites/{found.id}/history")


def person(actor: Person, person_id: str) -> Subject:
    """A person whose history this person may read: whoever looks after the account."""
    found = accounts.seen(accounts.keeper(actor), person_id)
    page = f"/people/{found.id}"
    return Subject(found, found.name, "", page, f"{page}/history")


def room(actor: Person, resource_id: str) -> Subject:
    """A room, a unit or a bridge whose history this person may read: whoever looks after it."""
    found = scheduling.managed(actor, resource_id)
    page = f"/rooms/{found.id}"
    return Subject(found, found.name, "", page, f"{page}/history")


def poll(actor: Person, poll_id: str) -> Subject:
    """A poll of guests, for the office that asks."""
    found = polls.managed(actor, poll_id)
    page = f"/polls/{found.id}"
    return Subject(found, found.title, "", page, f"{page}/history")


SUBJECTS = {"conferences": conference, "sites": site, "people": person, "rooms": room, "polls": poll}


def subject(actor: Person, sort: str, row_id: str) -> Subject:
    """The conference, site, person or room of an address."""
    return SUBJECTS[sort](actor, row_id)


def entry_to_revert(actor: Person, subject: Subject, version: int) -> Entry:
    """An entry of this history whose change this person may make, and so may take back."""
    return _entry(actor, subject.stream, version)


def steered_entry(actor: Person, found: Conference, version: int) -> Entry:
    """An entry of a conference whose change this person may make, also without reading the rest of its history."""
    return _entry(actor, found.stream, version)


def own_entry(actor: Person, stream: str, version: int) -> Entry:
    """What this person did and may do still; NotFound for what others did."""
    entry = db.session.get(Entry, (stream, version))
    if entry is None or entry.by != actor.id:
        raise NotFound()
    return _allowed(actor, entry)


def may_change(actor: Person, stream: str, kind: str) -> bool:
    """Whether this person may make such a change of this thing, and so may take it back."""
    sort, _colon, row_id = stream.partition(":")
    if sort == "person":
        held = accounts.roles_with_sites(db.session.get_one(Person, row_id))
        return accounts.is_keeper(actor) and accounts.may_manage(accounts.keeper(actor), held)
    if sort == "resource":
        return scheduling.keeps(actor, db.session.get_one(Resource, row_id).site)
    if sort == "poll":
        return polls.may_manage(actor, db.session.get_one(Poll, row_id))
    if sort == "absence":  # the row may be gone; its first entry says whose days they were
        about = db.session.get_one(Entry, (stream, 1)).about
        return scheduling.may_keep_days_of(actor, db.session.get_one(Person, about["person"]))
    if sort == "week":
        return weeks.may_edit(actor, db.session.get_one(Week, row_id).body)
    if sort == "site":
        return _may_change_site(actor, db.session.get_one(Site, row_id), kind)
    if sort != "conference":
        return is_administrator(actor)
    return _may_change_conference(actor, db.session.get_one(Conference, row_id), kind)


def _may_change_conference(actor: Person, found: Conference, kind: str) -> bool:
    """By the rule of the press itself: the chair runs it, and the technician chooses what the hall sees."""
    if kind in STEPS:
        return conferences.may_take(actor, found, STEPS[kind])
    if kind in RUN:
        return conferences.may_run(actor, found)
    if kind == "stage.shown":
        return conferences.may_watch(actor, found)
    return conferences.may_manage(actor, found)


def _may_change_site(actor: Person, site: Site, kind: str) -> bool:
    """Names and dates are the administrator's; what a site has is written down by those who know it."""
    if kind == "site.equipment_checked":
        return sites.may_check(actor, site)
    if kind.startswith("site.group_"):
        return sites.keeps_groups(actor, site)
    return sites.may_describe(actor, site) if kind in DESCRIBED else is_administrator(actor)


def _entry(actor: Person, stream: str, version: int) -> Entry:
    entry = db.session.get(Entry, (stream, version))
    if entry is None:
        raise NotFound()
    return _allowed(actor, entry)


def _allowed(actor: Person, entry: Entry) -> Entry:
    if not may_change(actor, entry.stream, entry.kind):
        raise NotAllowed(_("Only who may make this change may take it back."))
    return entry
