"""From an id in a request to a poll this person may manage: its body's secretariat, and nobody else."""

from sqlalchemy import ColumnElement, false, or_, select

from confsys.conferences import access as conferences
from confsys.conferences.models import Conference
from confsys.errors import NotFound, Refused
from confsys.extensions import db
from confsys.people.models import SECRETARIAT, Person
from confsys.polls.models import Poll, PollAnswer, PollSlot
from confsys.sites.access import holds, roles_of
from confsys.sites.models import Site
from confsys.words import _


def managed(person: Person, poll_id: str) -> Poll:
    """A poll this person may look at and change; NotFound for any other."""
    poll = db.session.get(Poll, poll_id)
    if poll is None or not may_manage(person, poll):
        raise NotFound()
    return poll


def may_manage(person: Person, poll: Poll) -> bool:
    return holds(person, SECRETARIAT, poll.organiser)


def managed_by(person: Person) -> ColumnElement[bool]:
    """The condition under which this person may manage a poll, for lists."""
    below = [Site.path.startswith(held.path, autoescape=True) for held in roles_of(person) if held.role == SECRETARIAT]
    return Poll.organiser_id.in_(select(Site.id).where(or_(false(), *below)))


def slot_of(poll: Poll, slot_id: str) -> PollSlot:
    """A slot of this poll."""
    slot = db.session.get(PollSlot, slot_id)
    if slot is None or slot.poll_id != poll.id:
        raise NotFound()
    return slot


def answer_of(poll: Poll, answer_id: str) -> PollAnswer:
    """An answer to this poll, struck out or not."""
    answer = db.session.get(PollAnswer, answer_id)
    if answer is None or answer.poll_id != poll.id:
        raise NotFound()
    return answer


def draft(person: Person, conference_id: str) -> Conference:
    """A conference of this person's that may still be moved, to ask guests about. Raises NotFound, Refused."""
    conference = conferences.managed(person, conference_id)
    if not conference.may_be_planned:
        raise Refused(_("“%(title)s” has begun or is over, so it cannot be moved any more.", title=conference.title))
    return conference
