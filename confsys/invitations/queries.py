"""What is read of answers."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from confsys.conferences import by_site
from confsys.conferences.models import Conference, Participation
from confsys.conferences.queries import participations_of
from confsys.conferences.transitions import ISSUED, OPEN
from confsys.extensions import db
from confsys.invitations import roll_up
from confsys.invitations.models import NEEDS_ACTION, Answer, Delegate, Invitation, StandIn
from confsys.sites.models import Site
from confsys.sites.standing import standings


def answer_of(participation: Participation) -> Answer | None:
    return db.session.get(Answer, participation.id)


def delegates_of(participation: Participation) -> list[Delegate]:
    query = select(Delegate).where(Delegate.participation_id == participation.id)
    return list(db.session.scalars(query.order_by(Delegate.position, Delegate.id)))


def answers_by_participation(conference: Conference) -> dict[str, Answer]:
    query = select(Answer).join(Participation, Participation.id == Answer.participation_id)
    found = db.session.scalars(query.where(Participation.conference_id == conference.id))
    return {each.participation_id: each for each in found}


def delegates_by_participation(conference: Conference) -> dict[str, list[Delegate]]:
    """Whom each site has named, in its order."""
    query = select(Delegate).join(Participation, Participation.id == Delegate.participation_id)
    query = query.where(Participation.conference_id == conference.id)
    found: dict[str, list[Delegate]] = {}
    for each in db.session.scalars(query.order_by(Delegate.participation_id, Delegate.position, Delegate.id)):
        found.setdefault(each.participation_id, []).append(each)
    return found


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


def invitations_by_participation(conference: Conference) -> dict[str, Invitation]:
    query = select(Invitation).join(Participation, Participation.id == Invitation.participation_id)
    found = db.session.scalars(query.where(Participation.conference_id == conference.id))
    return {each.participation_id: each for each in found}


def silent(conference: Conference) -> list[Invitation]:
    """The invitations that nobody has answered, as they are now, by the names of the sites."""
    query = select(Invitation).join(Invitation.participation).join(Participation.site)
    query = query.outerjoin(Answer, Answer.participation_id == Participation.id)
    query = query.where(Participation.conference_id == conference.id, Participation.is_main.is_(False))
    query = query.where(Answer.answer.is_(None)).order_by(Site.sort_key, Site.id)
    whole = contains_eager(Invitation.participation).contains_eager(Participation.site)
    return list(db.session.scalars(query.options(whole).execution_options(populate_existing=True)))


def with_silent_sites(now: datetime) -> list[Conference]:
    """Those whose sites are asked and can still answer, where somebody is silent."""
    query = select(Conference).join(Participation, Participation.conference_id == Conference.id)
    query = query.join(Invitation, Invitation.participation_id == Participation.id)
    query = query.outerjoin(Answer, Answer.participation_id == Participation.id)
    query = query.where(Conference.state.in_((ISSUED, OPEN)), Conference.starts_at > now, Answer.answer.is_(None))
    return list(db.session.scalars(query.distinct().order_by(Conference.id)))


def rows_of(conference: Conference) -> list[roll_up.Row]:
    """Every site but the main one, in five statements however many there are."""
    asked = [each for each in participations_of(conference) if not each.is_main]
    answers, named = answers_by_participation(conference), delegates_by_participation(conference)
    invited, called = invitations_by_participation(conference), standings([each.site_id for each in asked])
    return [
        roll_up.Row(
            each, answers.get(each.id), named.get(each.id, []), called[each.site_id].contact, invited.get(each.id)
        )
        for each in asked
    ]


def to_call(conference: Conference) -> list[roll_up.Row]:
    """Those who have not answered, in the order in which they are called."""
    return by_site.narrowed(rows_of(conference), NEEDS_ACTION, "")


def next_to_call(conference: Conference, after: Participation) -> Participation | None:
    """Whom to call after this site: the next silent one, then from the beginning again; None when all have answered."""
    left = [row.participation for row in to_call(conference) if row.participation.id != after.id]
    place = (after.site.sort_key, after.site_id)
    later = [each for each in left if (each.site.sort_key, each.site_id) > place]
    return next(iter(later or left), None)


def invitation_of(participation: Participation) -> Invitation | None:
    return db.session.get(Invitation, participation.id)


def stand_in_of(participation: Participation) -> StandIn | None:
    return db.session.get(StandIn, participation.id)


def stand_ins_of(conference: Conference) -> list[StandIn]:
    """Who comes in the place of a leader, by the names of the sites."""
    query = select(StandIn).join(StandIn.participation).join(Participation.site)
    query = query.where(Participation.conference_id == conference.id).order_by(Site.sort_key, Site.id)
    return list(
        db.session.scalars(query.options(contains_eager(StandIn.participation).contains_eager(Participation.site)))
    )
