"""What is missing of answers: at a site its own, at the office those of the sites that are silent."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from confsys import shown
from confsys.conferences import queries as conferences
from confsys.conferences.models import Conference, Participation
from confsys.conferences.transitions import ISSUED, OPEN
from confsys.extensions import db
from confsys.invitations import queries
from confsys.invitations.access import own_sites
from confsys.invitations.models import Answer
from confsys.invitations.timing import closes_at, due_at
from confsys.office import queries as office
from confsys.people.models import SECRETARIAT, Person
from confsys.tasks import Press, Task
from confsys.words import _, n_

MOST = 100


def tasks_of(person: Person, now: datetime) -> list[Task]:
    return [*_own(person, now), *_of_the_office(person, now)]


def _own(person: Person, now: datetime) -> list[Task]:
    """The invitations that this person's sites have not answered and still can."""
    sites = own_sites(person)
    if not sites:
        return []
    query = select(Participation).join(Participation.conference).join(Participation.site)
    query = query.outerjoin(Answer, Answer.participation_id == Participation.id)
    query = query.where(Participation.site_id.in_(sites), Participation.is_main.is_(False), Answer.answer.is_(None))
    query = query.where(Conference.state.in_((ISSUED, OPEN)), Conference.starts_at > now + office.current().list_closes)
    query = query.options(contains_eager(Participation.conference), contains_eager(Participation.site))
    found = db.session.scalars(query.order_by(Conference.starts_at, Participation.id).limit(MOST))
    return [_answer(each) for each in found]


def _answer(participation: Participation) -> Task:
    conference = participation.conference
    when = shown.when(conference.starts_at, conference.ends_at)
    page = f"/conferences/{conference.id}"
    return Task(
        due=due_at(conference.starts_at),
        title=_("Answer the invitation: %(title)s", title=conference.title),
        url=page,
        why=_("%(site)s is invited for %(when)s.", site=participation.site.name, when=when),
        verb=Press(_("Answer"), f"{page}/sites/{participation.site_id}/answer", "send"),
    )


def _of_the_office(person: Person, now: datetime) -> list[Task]:
    """From the time on at which answers are due, the silent ones are telephoned."""
    found = conferences.waiting_for(person, {SECRETARIAT: (ISSUED, OPEN)}, most=MOST)
    due = [each for each in found if due_at(each.starts_at) <= now < each.starts_at]
    silent = queries.silent_counts([each.id for each in due]) if due else {}
    return [_telephone(each, silent[each.id]) for each in due if silent.get(each.id)]


def _telephone(conference: Conference, number: int) -> Task:
    page, said = f"/conferences/{conference.id}/answers", {"title": conference.title}
    when = shown.when(conference.starts_at, conference.ends_at)
    return Task(
        due=closes_at(conference.starts_at),
        title=n_(
            "%(num)s site has not answered: %(title)s", "%(num)s sites have not answered: %(title)s", number, **said
        ),
        url=page,
        why=_("It begins on %(when)s. Call them and write down what they say.", when=when),
        verb=Press(_("See whom to call"), page, "phone"),
    )
