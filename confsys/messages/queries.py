"""What is read of messages: of a whole conference, or of one site, each in a fixed number of statements."""

from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from confsys.conferences.models import Conference, Participation
from confsys.extensions import db
from confsys.messages.models import ALL, Message, Recipient
from confsys.sites.models import Site


@dataclass(frozen=True)
class RollUp:
    """How far a message has come, counted over its sites."""

    sent: int = 0
    delivered: int = 0
    seen: int = 0
    answered: int = 0


@dataclass(frozen=True)
class Told:
    """A message with how far it has come; `only`: the one site it went to, if it was one."""

    message: Message
    roll_up: RollUp
    only: Recipient | None = None
    answers: list[Message] = field(default_factory=list)

    @property
    def is_waiting(self) -> bool:
        """Whether a site's message still waits for somebody of the office."""
        return self.message.is_of_a_site and self.message.seen_at is None and not self.answers


def told_in(conference: Conference, *, most: int | None = None, of_sites: bool | None = None) -> list[Told]:
    """The messages of a conference, the latest first. `of_sites`: only those of sites, or only those of the office."""
    query = _said_in(conference).order_by(Message.sent_at.desc(), Message.id.desc())
    if of_sites is not None:
        query = query.where(Message.from_id.is_not(None) if of_sites else Message.from_id.is_(None))
    rows = list(db.session.scalars(query.limit(most) if most else query))
    return _counted(rows)


def _said_in(conference: Conference) -> Select[Message]:
    query = select(Message).where(Message.conference_id == conference.id).outerjoin(Message.sender)
    query = query.outerjoin(Participation.site)
    loaded = contains_eager(Message.sender).contains_eager(Participation.site)
    return query.options(loaded, joinedload(Message.by), joinedload(Message.seen_by))


def _counted(rows: list[Message]) -> list[Told]:
    ids = [each.id for each in rows]
    if not ids:
        return []
    counts, answers = roll_ups(ids), _answers_to(ids)
    single = _only_recipients([each for each in ids if counts.get(each, RollUp()).sent == 1])
    return [Told(each, counts.get(each.id, RollUp()), single.get(each.id), answers.get(each.id, [])) for each in rows]


def roll_ups(ids: Collection[str]) -> dict[str, RollUp]:
    """Of each of these messages."""
    columns = (Recipient.delivered_at, Recipient.seen_at, Recipient.answered_at)
    query = select(Recipient.message_id, func.count(), *(func.count(each) for each in columns))
    query = query.where(Recipient.message_id.in_(ids)).group_by(Recipient.message_id)
    return {message_id: RollUp(*counts) for message_id, *counts in db.session.execute(query)}


def roll_up_of(message_id: str) -> RollUp:
    return roll_ups([message_id]).get(message_id, RollUp())


def _only_recipients(ids: Collection[str]) -> dict[str, Recipient]:
    return {each.message_id: each for each in db.session.scalars(_recipients(ids))}


def _answers_to(ids: Collection[str]) -> dict[str, list[Message]]:
    query = select(Message).where(Message.answers_id.in_(ids), Message.withdrawn_at.is_(None))
    found: dict[str, list[Message]] = {}
    for each in db.session.scalars(query.order_by(Message.sent_at, Message.id).options(joinedload(Message.by))):
        found.setdefault(str(each.answers_id), []).append(each)
    return found


def _recipients(ids: Collection[str]) -> Select[Recipient]:
    query = select(Recipient).where(Recipient.message_id.in_(ids)).join(Recipient.participation)
    query = query.join(Participation.site).order_by(Participation.is_main.desc(), Site.sort_key, Site.id)
    return query.options(contains_eager(Recipient.participation).contains_eager(Participation.site))


def recipients_of(message: Message) -> list[Recipient]:
    """Each site it went to and how it stands there, by the alphabet."""
    return list(db.session.scalars(_recipients([message.id])))


def released_in(conference: Conference) -> Message | None:
    """What the hall shows now."""
    query = select(Message).where(Message.conference_id == conference.id, Message.released_at.is_not(None))
    return db.session.scalars(query.options(joinedload(Message.sender).joinedload(Participation.site))).first()


def waiting_in(conference: Conference) -> list[Told]:
    """What sites wrote and nobody of the office has read or answered: urgent first, then the longest waiting."""
    query = _said_in(conference).where(Message.from_id.is_not(None), Message.seen_at.is_(None))
    query = query.order_by(Message.urgent.desc(), Message.sent_at, Message.id)
    return [each for each in _counted(list(db.session.scalars(query))) if each.is_waiting]


def told_to_all(conference: Conference, *, most: int) -> list[Message]:
    """What every site was told and was not withdrawn: it is nobody's secret. The urgent first, then the latest."""
    query = select(Message).where(Message.conference_id == conference.id, Message.audience == ALL)
    query = query.where(Message.withdrawn_at.is_(None))
    query = query.order_by(Message.urgent.desc(), Message.sent_at.desc(), Message.id.desc())
    return list(db.session.scalars(query.limit(most)))


# -- one site ----------------------------------------------------------------------------------------


def told_to(participation: Participation) -> list[Recipient]:
    """What the office said to this site and did not withdraw; unseen and urgent first, then the latest."""
    query = select(Recipient).join(Recipient.message).where(Recipient.participation_id == participation.id)
    query = query.where(Message.withdrawn_at.is_(None)).options(contains_eager(Recipient.message))
    unseen = Recipient.seen_at.is_not(None)
    query = query.order_by(unseen, unseen | ~Message.urgent, Message.sent_at.desc(), Message.id.desc())
    return list(db.session.scalars(query))


def said_by(participation: Participation) -> list[Told]:
    """What this site wrote itself, the latest first."""
    query = select(Message).where(Message.from_id == participation.id).options(joinedload(Message.seen_by))
    rows = list(db.session.scalars(query.order_by(Message.sent_at.desc(), Message.id.desc())))
    answers = _answers_to([each.id for each in rows]) if rows else {}
    return [Told(each, RollUp(), None, answers.get(each.id, [])) for each in rows]


def recipient_of(message_id: str, participation: Participation) -> Recipient | None:
    return db.session.get(Recipient, (message_id, participation.id))


def undelivered_to(participation: Participation, ids: Collection[str]) -> list[str]:
    """Those of these messages that went to this site and of which nothing was heard yet."""
    query = select(Recipient.message_id).join(Recipient.message).where(Recipient.participation_id == participation.id)
    query = query.where(Recipient.message_id.in_(ids), Recipient.delivered_at.is_(None))
    return list(db.session.scalars(query.where(Message.withdrawn_at.is_(None)).order_by(Recipient.message_id)))
