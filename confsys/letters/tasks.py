"""What a secretariat must do about letters: those of a conference to come that did not arrive."""

from datetime import datetime

from sqlalchemy import func, select

from confsys.conferences import notice
from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.letters.access import of_own_office
from confsys.letters.models import DEAD, Letter
from confsys.people.models import SECRETARIAT, Person
from confsys.sites.access import holds_anywhere
from confsys.tasks import Chip, Press, Task
from confsys.words import _, n_

MOST = 10


def tasks_of(person: Person, now: datetime) -> list[Task]:
    if not holds_anywhere(person, SECRETARIAT):
        return []
    query = select(Conference, func.count(Letter.id)).join(Letter, Letter.conference_id == Conference.id)
    query = query.where(Letter.state == DEAD, of_own_office(person), Conference.ends_at > now).group_by(Conference.id)
    rows = db.session.execute(query.order_by(Conference.starts_at, Conference.id).limit(MOST))
    return [_task(conference, number, now) for conference, number in rows]


def _task(conference: Conference, number: int, now: datetime) -> Task:
    where = f"/letters?state={DEAD}&conference={conference.id}"
    return Task(
        due=notice.act_by(conference.starts_at, now),
        title=_("Letters not delivered: %(title)s", title=conference.title),
        url=where,
        why=_("Whoever does not read it does not know. Correct the address and send again, or telephone."),
        verb=Press(_("See what was not delivered"), where),
        chips=(Chip(n_("%(num)s letter not delivered", "%(num)s letters not delivered", number), "bad", "mail"),),
    )
