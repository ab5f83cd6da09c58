"""What is to do while check-in is open: a site checks in, the office calls those of which nothing is known."""

from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import contains_eager

from confsys import shown
from confsys.attendance import rules
from confsys.attendance.models import NOT_CALLED, Attendance
from confsys.conferences import queries as conferences
from confsys.conferences.models import Conference, Participation
from confsys.conferences.transitions import ISSUED
from confsys.extensions import db
from confsys.invitations.access import own_sites
from confsys.people.models import SECRETARIAT, Person
from confsys.tasks import Press, Task
from confsys.words import _, n_

MOST = 100


def tasks_of(person: Person, now: datetime) -> list[Task]:
    return [*_own(person, now), *_of_the_office(person, now)]


def _own(person: Person, now: datetime) -> list[Task]:
    """The conferences in which this person's sites are not there yet."""
    sites = own_sites(person)
    if not sites:
        return []
    opens = and_(Conference.state == ISSUED, Conference.starts_at <= now + rules.OPENS_BEFORE, Conference.ends_at > now)
    query = select(Participation).join(Participation.conference).join(Participation.site).where(_not_called())
    query = query.outerjoin(Attendance, Attendance.participation_id == Participation.id)
    query = query.where(Participation.site_id.in_(sites), or_(Conference.state.in_(rules.TAKEN), opens))
    query = query.options(contains_eager(Participation.conference), contains_eager(Participation.site))
    found = db.session.scalars(query.order_by(Conference.starts_at, Participation.id).limit(MOST))
    return [_check_in(each) for each in found]


def _check_in(participation: Participation) -> Task:
    conference = participation.conference
    page = f"/conferences/{conference.id}"
    return Task(
        due=conference.starts_at,
        title=_("Check in: %(title)s", title=conference.title),
        url=page,
        why=_("%(site)s: say how many are there.", site=participation.site.name),
        verb=Press(_("Check in"), f"{page}/sites/{participation.site_id}/check-in", "check"),
    )


def _of_the_office(person: Person, now: datetime) -> list[Task]:
    found = conferences.waiting_for(person, {SECRETARIAT: rules.TAKEN}, most=MOST)
    waiting = _waiting([each.id for each in found]) if found else {}
    return [_call(each, waiting[each.id]) for each in found if waiting.get(each.id)]


def _call(conference: Conference, number: int) -> Task:
    page, said = f"/conferences/{conference.id}", {"title": conference.title}
    return Task(
        due=conference.starts_at,
        title=n_("%(num)s site not called yet: %(title)s", "%(num)s sites not called yet: %(title)s", number, **said),
        url=f"{page}/attendance",
        why=_("It begins on %(when)s.", when=shown.when(conference.starts_at, conference.ends_at)),
        verb=Press(_("Call the roll"), f"{page}/roll-call", "phone"),
    )


def _waiting(ids: list[str]) -> dict[str, int]:
    """How many sites of each of these conferences were not called."""
    query = select(Participation.conference_id, func.count())
    query = query.outerjoin(Attendance, Attendance.participation_id == Participation.id)
    query = query.where(Participation.conference_id.in_(ids), _not_called()).group_by(Participation.conference_id)
    return dict(db.session.execute(query).all())


def _not_called():
    return or_(Attendance.state.is_(None), Attendance.state == NOT_CALLED)
