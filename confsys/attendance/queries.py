"""What is read of attendance."""

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from confsys.attendance.models import ALL_SITES, HALF, THERE, Attendance, Attendee, Quorum
from confsys.conferences.models import Conference, Participation
from confsys.extensions import db


def attendance_of(participation: Participation) -> Attendance | None:
    return db.session.get(Attendance, participation.id)


def attendees_of(participation: Participation) -> list[Attendee]:
    query = select(Attendee).where(Attendee.participation_id == participation.id)
    return list(db.session.scalars(query.order_by(Attendee.position, Attendee.id)))


def attendance_by_participation(conference: Conference) -> dict[str, Attendance]:
    """How each site is there that was noted at all, with who noted it: one statement."""
    query = select(Attendance).join(Participation, Participation.id == Attendance.participation_id)
    query = query.where(Participation.conference_id == conference.id).options(joinedload(Attendance.noted_by))
    return {each.participation_id: each for each in db.session.scalars(query)}


def how_many_are_there(conference: Conference) -> int:
    """Of how many sites the roll says that they are there."""
    query = select(func.count()).select_from(Attendance).join(Participation)
    query = query.where(Participation.conference_id == conference.id, Attendance.state.in_(THERE))
    return db.session.scalar(query) or 0


def attendees_by_participation(conference: Conference) -> dict[str, list[Attendee]]:
    """Whom one saw at each site, in order: one statement."""
    query = select(Attendee).join(Participation, Participation.id == Attendee.participation_id)
    query = query.where(Participation.conference_id == conference.id)
    found: dict[str, list[Attendee]] = {}
    for each in db.session.scalars(query.order_by(Attendee.participation_id, Attendee.position, Attendee.id)):
        found.setdefault(each.participation_id, []).append(each)
    return found


def attendee_counts(conference: Conference) -> dict[str, int]:
    """How many are there by name, those who left not counted, by the participation."""
    query = select(Attendee.participation_id, func.count()).join(
        Participation, Participation.id == Attendee.participation_id
    )
    query = query.where(Participation.conference_id == conference.id, Attendee.left_at.is_(None))
    return dict(db.session.execute(query.group_by(Attendee.participation_id)).all())


def quorum_of(conference: Conference) -> Quorum:
    """What was set for it, or what holds where nothing was: more than half of all sites."""
    found = db.session.get(Quorum, conference.id)
    return found or Quorum(conference_id=conference.id, share=HALF, base=ALL_SITES)
