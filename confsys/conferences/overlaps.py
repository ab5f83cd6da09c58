"""What has taken the slot of a conference that was put off."""

from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import aliased

from confsys.conferences import transitions
from confsys.conferences.models import Conference, ConferencePerson
from confsys.conferences.occupying import wants
from confsys.extensions import db
from confsys.scheduling.booking import too_little


def slot_is_taken(conference: Conference) -> bool:
    """Whether it can not go back to its slot: another conference, or whoever holds what it needs, is in the way."""
    when = conference.starts_at, conference.ends_at
    return bool(in_the_way_of(conference) or too_little(conference.stream, wants(conference), *when))


def in_the_way_of(conference: Conference) -> list[Conference]:
    """Approved or later, overlapping, of its body, with its main site or a chair of it; earliest first."""
    asked = aliased(Conference)
    query = (
        select(Conference)
        .join(asked, (Conference.starts_at < asked.ends_at) & (Conference.ends_at > asked.starts_at))
        .where(asked.id == conference.id, Conference.id != asked.id, Conference.state.in_(transitions.KNOWN))
        .where(Conference.organiser_id == asked.organiser_id)
        .where(or_(Conference.main_site_id == asked.main_site_id, _same_chair(asked)))
        .order_by(Conference.starts_at, Conference.id)
    )
    return list(db.session.scalars(query))


def _same_chair(asked: type[Conference]) -> ColumnElement[bool]:
    mine, theirs = aliased(ConferencePerson), aliased(ConferencePerson)
    return exists().where(
        mine.conference_id == asked.id,
        theirs.conference_id == Conference.id,
        _goes(mine) == _goes(theirs),
        mine.function == "chair",
        theirs.function == "chair",
    )


def _goes(named: type[ConferencePerson]) -> Any:
    return func.coalesce(named.substitute_id, named.person_id)
