"""Whose a message is: of the office that runs the conference, and of each site it went to or came from."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from confsys.conferences.models import Conference, Participation
from confsys.errors import NotFound
from confsys.extensions import db
from confsys.messages.models import Message, Recipient


def message_in(conference: Conference, message_id: str) -> Message:
    """A message of a conference that was looked up. Raises NotFound."""
    query = select(Message).where(Message.id == message_id, Message.conference_id == conference.id)
    query = query.options(joinedload(Message.sender).joinedload(Participation.site), joinedload(Message.by))
    found = db.session.scalars(query).first()
    if found is None:
        raise NotFound()
    return found


def received(participation: Participation, message_id: str) -> Message:
    """A message that went to this site. Raises NotFound: what went to others does not exist for it."""
    query = select(Message).join(Recipient, Recipient.message_id == Message.id)
    query = query.where(Message.id == message_id, Recipient.participation_id == participation.id)
    found = db.session.scalars(query).first()
    if found is None:
        raise NotFound()
    return found
