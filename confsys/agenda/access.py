"""From ids in a request to an item of an agenda this person may edit or run."""

from sqlalchemy import select

from confsys.agenda.models import AgendaItem
from confsys.conferences import access
from confsys.conferences.models import Conference
from confsys.errors import NotFound
from confsys.extensions import db
from confsys.people.models import Person


def managed_item(person: Person, conference_id: str, item_id: str) -> AgendaItem:
    """An item of a conference this person may plan."""
    return item_of(access.managed(person, conference_id), item_id)


def run_item(person: Person, conference_id: str, item_id: str) -> AgendaItem:
    """An item of a conference whose agenda this person may run."""
    return item_of(access.run(person, conference_id), item_id)


def item_of(conference: Conference, item_id: str) -> AgendaItem:
    """An item by its id, but only through its own conference."""
    query = select(AgendaItem).where(AgendaItem.id == item_id, AgendaItem.conference_id == conference.id)
    item = db.session.scalars(query).first()
    if item is None:
        raise NotFound()
    return item
