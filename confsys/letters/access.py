"""From an id in a request to a letter this person may see: the secretariat's own; the administrator, all."""

from sqlalchemy import ColumnElement, false, or_, select, true
from sqlalchemy.orm import joinedload

from confsys.errors import NotAllowed, NotFound
from confsys.extensions import db
from confsys.letters.models import Letter
from confsys.people.models import ADMINISTRATOR, SECRETARIAT, Person
from confsys.sites.access import holds_anywhere, is_administrator, roles_of
from confsys.sites.models import Site
from confsys.words import _

SHOWN = (Letter.body, Letter.conference, Letter.mailbox, Letter.person, Letter.written_by)


def reader(person: Person) -> Person:
    """Somebody who may see letters at all. Raises NotAllowed."""
    if not may_read(person):
        raise NotAllowed(_("Only a secretariat and the administrator see letters."))
    return person


def may_read(person: Person) -> bool:
    return holds_anywhere(person, SECRETARIAT, ADMINISTRATOR)


def visible_to(person: Person) -> ColumnElement[bool]:
    """The condition under which this person may see a letter, for lists and look-ups."""
    return true() if is_administrator(person) else of_own_office(person)


def of_own_office(person: Person) -> ColumnElement[bool]:
    """The condition that a body wrote it, or one below it, of which this person is the secretariat."""
    paths = [held.path for held in roles_of(person) if held.role == SECRETARIAT]
    below = or_(false(), *(Site.path.startswith(path, autoescape=True) for path in paths))
    return Letter.body_id.in_(select(Site.id).where(below))


def seen(person: Person, letter_id: str) -> Letter:
    """A letter this person may see, withdraw and send again; NotFound for any other."""
    query = select(Letter).where(Letter.id == letter_id, visible_to(person))
    letter = db.session.scalars(query.options(*map(joinedload, SHOWN))).first()
    if letter is None:
        raise NotFound()
    return letter
