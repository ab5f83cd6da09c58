"""From a stream and a version in a request to an entry of the journal that this person may take back."""

from confsys.conferences import access as conferences
from confsys.conferences.models import Conference
from confsys.conferences.transitions import TRANSITIONS
from confsys.errors import NotAllowed, NotFound
from confsys.extensions import db
from confsys.history.undo import GESTURES
from confsys.journal import Entry
from confsys.people.models import Person
from confsys.sites.access import is_administrator
from confsys.words import _

STEPS = {step.event: step for step in TRANSITIONS.values()}


def own_entry(person: Person, stream: str, version: int) -> Entry:
    """What this person did and may do still; NotFound for what others did."""
    entry = db.session.get(Entry, (stream, version))
    if entry is None or entry.by != person.id:
        raise NotFound()
    if not may_change(person, entry):
        raise NotAllowed(_("Only the organiser's office may do this."))
    return entry


def may_change(person: Person, entry: Entry) -> bool:
    """Whether this person may make the change of which the entry tells, and so may take it back."""
    if "conference" not in entry.about:
        return is_administrator(person)
    conference = db.session.get_one(Conference, entry.about["conference"])
    if entry.kind in STEPS:
        return conferences.may_take(person, conference, STEPS[entry.kind])
    if entry.kind in GESTURES:
        return conferences.may_run(person, conference)
    return conferences.may_manage(person, conference)
