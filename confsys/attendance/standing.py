"""How all sites of a conference are there: gathered in a number of statements that does not depend on how many."""

from sqlalchemy import case, func, select

from confsys.attendance import queries, roll
from confsys.attendance.models import THERE, WITHOUT_MAIN, Attendance
from confsys.attendance.roll import Row
from confsys.conferences.models import Conference, Participation
from confsys.conferences.queries import participations_of
from confsys.extensions import db
from confsys.invitations.queries import answers_by_participation
from confsys.sites.standing import standings


def quorum_now(conference: Conference) -> roll.Quorum:
    """Whether enough are there, in two statements: for what is looked at often."""
    rule = queries.quorum_of(conference)
    there = func.coalesce(func.sum(case((Attendance.state.in_(THERE), 1), else_=0)), 0)
    query = select(func.count(), there).select_from(Participation)
    query = query.outerjoin(Attendance, Attendance.participation_id == Participation.id)
    query = query.where(Participation.conference_id == conference.id)
    if rule.base == WITHOUT_MAIN:
        query = query.where(Participation.is_main.is_(False))
    base, present = db.session.execute(query).one()
    return roll.Quorum(rule.share, rule.base, base, roll.needed_of(base, rule.share), int(present))


def rows_of(conference: Conference) -> list[Row]:
    """The main site first, then by the Vietnamese alphabet."""
    taking_part = participations_of(conference)
    noted, named = queries.attendance_by_participation(conference), queries.attendee_counts(conference)
    answers, called = answers_by_participation(conference), standings([each.site_id for each in taking_part])
    return [
        Row(each, noted.get(each.id), answers.get(each.id), named.get(each.id, 0), called[each.site_id].contact)
        for each in taking_part
    ]
