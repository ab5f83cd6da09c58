"""Of which conference a booking is, in words."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import joinedload

from confsys.conferences.access import visible_to
from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.people.models import Person
from confsys.scheduling.holders import Holder
from confsys.words import _, gettext


def tell(ids: Collection[str], person: Person | None) -> dict[str, Holder]:
    """What each is called, for whom it is; whose it is, for the others. One statement."""
    query = select(Conference, seen(person)).where(Conference.id.in_(ids)).options(joinedload(Conference.organiser))
    return {conference.id: _holder(conference, is_seen) for conference, is_seen in db.session.execute(query)}


def tell_of_rehearsals(ids: Collection[str], person: Person | None) -> dict[str, Holder]:
    """The same of their rehearsals."""
    return {id: _rehearsal(holder) for id, holder in tell(ids, person).items()}


def _rehearsal(of: Holder) -> Holder:
    title = gettext("Rehearsal: %(title)s", title=of.title) if of.title else ""
    return Holder(_("the rehearsal of %(what)s", what=of.words), title, of.url)


def seen(person: Person | None) -> ColumnElement[bool]:
    return visible_to(person) if person is not None else true()  # what nobody asks, a job does


def _holder(conference: Conference, is_seen: bool) -> Holder:
    body = conference.organiser.name
    if not is_seen:
        return Holder(_("another conference of %(body)s", body=body))
    words = _("“%(title)s” (%(body)s)", title=conference.title, body=body)
    return Holder(words, conference.title, f"/conferences/{conference.id}")
