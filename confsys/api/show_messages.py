"""Messages as plain values."""

from datetime import datetime

from confsys.api import shapes_of_messages as shapes
from confsys.api.show import moment
from confsys.conferences.models import Participation
from confsys.errors import NotFound
from confsys.messages.models import ALL, Message, Recipient
from confsys.messages.queries import RollUp, recipient_of, recipients_of


def message(row: Message, stands: RollUp) -> shapes.Message:
    return {
        "id": row.id,
        "conference": row.conference_id,
        "site": row.sender.site_id if row.sender else None,
        "text": row.text,
        "to": "office" if row.is_of_a_site else ALL if row.is_to_all else "sites",
        "group": row.audience if row.audience and not row.is_to_all else None,
        "urgent": row.urgent,
        "way": row.way,
        "told_by": row.told_by,
        "by": row.by_id,
        "sent_at": moment(row.sent_at),
        "answers": row.answers_id,
        "read_at": _at(row.seen_at),
        "on_stage": row.is_on_stage,
        "withdrawn_at": _at(row.withdrawn_at),
        "recipients": stands.sent,
        "delivered": stands.delivered,
        "seen": stands.seen,
        "answered": stands.answered,
    }


def whole_message(row: Message) -> shapes.WholeMessage:
    """With how it stands at each of its sites, which is counted from the same rows."""
    theirs = recipients_of(row)
    stands = RollUp(
        sent=len(theirs),
        delivered=sum(each.delivered_at is not None for each in theirs),
        seen=sum(each.seen_at is not None for each in theirs),
        answered=sum(each.answered_at is not None for each in theirs),
    )
    return {**message(row, stands), "sites": [_at_site(each) for each in theirs]}


def _at_site(row: Recipient) -> shapes.MessageAtSite:
    return {
        "site": row.participation.site_id,
        "state": row.state,
        "delivered_at": _at(row.delivered_at),
        "seen_at": _at(row.seen_at),
        "way": row.seen_way,
        "answered_at": _at(row.answered_at),
        "answer": row.answer,
    }


def received(row: Recipient) -> shapes.MessageReceived:
    return {
        "id": row.message_id,
        "text": row.message.text,
        "urgent": row.message.urgent,
        "sent_at": moment(row.message.sent_at),
        "answers": row.message.answers_id,
        "state": row.state,
        "seen_at": _at(row.seen_at),
        "answer": row.answer,
    }


def received_by(row: Message, participation: Participation) -> shapes.MessageReceived:
    found = recipient_of(row.id, participation)
    if found is None:
        raise NotFound()
    return received(found)


def _at(value: datetime | None) -> str | None:
    return moment(value) if value else None
