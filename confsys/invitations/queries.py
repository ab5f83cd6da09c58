"""What is read of answers."""

from collections.abc import Iterable

from sqlalchemy import func, select

from confsys.conferences.models import Conference, Participation
from confsys.extensions import db
from confsys.invitations.models import Answer, Delegate


def answer_of(participation: Participation) -> Answer | None:
    return db.session.get(Answer, participation.id)


def delegates_of(participation: Participation) -> list[Delegate]:
    query = select(Delegate).where(Delegate.participation_id == participation.id)
    return list(db.session.scalars(query.order_by(Delegate.position, Delegate.id)))


def answers_by_participation(conference: Conference) -> dict[str, Answer]:
    query = select(Answer).join(Participation, Participation.id == Answer.participation_id)
    found = db.session.scalars(query.where(Participation.conference_id == conference.id))
    return {each.participation_id: each for each in found}


def delegate_counts(conference: Conference) -> dict[str, int]:
    """How many each site has named, by the participation."""
    query = select(Delegate.participation_id, func.count()).join(
        Participation, Participation.id == Delegate.participation_id
    )
    query = query.where(Participation.conference_id == conference.id).group_by(Delegate.participation_id)
    return dict(db.session.execute(query).all())


def last_heads(participation: Participation) -> int | None:
    """How many were said to come from this site to the conference before."""
    conference = participation.conference
    query = (
        select(Answer.heads)
        .join(Participation, Participation.id == Answer.participation_id)
        .join(Conference, Conference.id == Participation.conference_id)
        .where(Participation.site_id == participation.site_id, Answer.answer == "accepted")
        .where(Conference.starts_at < conference.starts_at)
        .order_by(Conference.starts_at.desc(), Conference.id)
    )
    return db.session.scalar(query.limit(1))


def silent_counts(ids: Iterable[str]) -> dict[str, int]:
    """How many sites of each of these conferences have not answered; the main one is not asked."""
    query = (
        select(Participation.conference_id, func.count())
        .outerjoin(Answer, Answer.participation_id == Participation.id)
        .where(Participation.conference_id.in_(list(ids)), Answer.answer.is_(None), Participation.is_main.is_(False))
        .group_by(Participation.conference_id)
    )
    return dict(db.session.execute(query).all())
