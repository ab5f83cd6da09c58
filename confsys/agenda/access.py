"""From ids in a request to an item of an agenda this person may edit or run."""

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from confsys.agenda.models import AgendaItem
from confsys.conferences import access
from confsys.conferences.models import Conference
from confsys.errors import NotFound
from confsys.extensions import db
from confsys.people.models import Person


def managed_item(person: Person, conference_id: str, item_id: str) -> AgendaItem:
    """An item of a conference this person may plan."""
    item = _seen_item(person, conference_id, item_id)
    access.to_manage(person, item.conference)
    return item


def run_item(person: Person, conference_id: str, item_id: str) -> AgendaItem:
    """An item of a conference whose agenda this person may run."""
    item = _seen_item(person, conference_id, item_id)
    access.to_run(person, item.conference)
    return item


def _seen_item(person: Person, conference_id: str, item_id: str) -> AgendaItem:
    """An item with its conference, in one statement: at each press a whole province waits for it."""
    query = (
        select(AgendaItem)
        .join(AgendaItem.conference)
        .where(AgendaItem.id == item_id, Conference.id == conference_id, access.visible_to(person))
        .options(contains_eager(AgendaItem.conference).joinedload(Conference.organiser))
    )
    return _found(db.session.scalars(query).first())


def item_of(conference: Conference, item_id: str) -> AgendaItem:
    """An item by its id, but only through its own conference."""
    query = select(AgendaItem).where(AgendaItem.id == item_id, AgendaItem.conference_id == conference.id)
    return _found(db.session.scalars(query).first())


def _found(item: AgendaItem | None) -> AgendaItem:
    if item is None:
        raise NotFound()
    return item
