"""What sites wrote and nobody has read: for the office and the technicians of the conference."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from confsys import shown
from confsys.conferences.access import organised_under
from confsys.conferences.models import Conference, Participation
from confsys.extensions import db
from confsys.messages.models import Message
from confsys.messages.rules import SAID
from confsys.people.models import SECRETARIAT, TECHNICIAN, Person
from confsys.sites.access import holds_anywhere
from confsys.sites.standing import standings
from confsys.tasks import Chip, Press, Task
from confsys.words import _

MOST = 20
READERS = (SECRETARIAT, TECHNICIAN)


def tasks_of(person: Person, _now: datetime) -> list[Task]:
    waiting = _waiting_for(person)
    called = standings({each.sender.site_id for each in waiting if each.sender})
    return [_read(each, called[each.sender.site_id].number) for each in waiting if each.sender]


def _waiting_for(person: Person) -> list[Message]:
    if not any(holds_anywhere(person, role) for role in READERS):
        return []
    query = select(Message).join(Message.conference).join(Message.sender)
    query = query.where(organised_under(person, READERS), Conference.state.in_(SAID))
    query = query.where(Message.seen_at.is_(None)).order_by(Message.urgent.desc(), Message.sent_at, Message.id)
    loaded = contains_eager(Message.sender).options(joinedload(Participation.site))
    return list(db.session.scalars(query.options(contains_eager(Message.conference), loaded).limit(MOST)))


def _read(message: Message, number: str) -> Task:
    page = f"/conferences/{message.conference_id}/messages"
    call = (Press(_("Call %(number)s", number=shown.telephone(number)), f"tel:{number}", "phone"),) if number else ()
    return Task(
        due=message.sent_at,
        title=_(
            "%(site)s writes: %(words)s", site=message.sender.site.name if message.sender else "", words=message.text
        ),
        url=f"{page}#message-{message.id}",
        why=_("%(title)s, at %(at)s.", title=message.conference.title, at=shown.hm(message.sent_at)),
        verb=Press(_("Answer it"), f"{page}?show=waiting", "message"),
        also=call,
        chips=(Chip(_("Urgent"), "bad", "alert-triangle"),) if message.urgent else (),
    )
