"""Whom the bots play, from the rows: the office and the chair of the demo province, the sites by their links."""

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

from sqlalchemy import select

from confsys.agenda.queries import items_of
from confsys.bots.script import Act, Item, script
from confsys.bots.show import Cast
from confsys.changes import transaction
from confsys.conferences.links import join_token
from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.conferences.transitions import ISSUED, OPEN
from confsys.errors import Problem
from confsys.extensions import db
from confsys.people import queries as persons
from confsys.people import sessions
from confsys.people.models import Person
from confsys.words import _

CLERK, CHAIR = "vanphong", "chutri"
LABEL = "demo play"


def meant(name: str = "") -> Conference:
    """The conference with this id or code; without one the next that is issued and has an agenda. Raises Problem."""
    if not persons.has_demo_accounts():
        raise Problem(_("Bots only play in the demo province, and this installation has none."))
    query = select(Conference).where(Conference.state.in_((ISSUED, OPEN))).order_by(Conference.starts_at)
    if name:
        query = query.where((Conference.id == name) | (Conference.code == name.upper()))
    found = next((each for each in db.session.scalars(query) if items_of(each)), None)
    if found is None:
        raise Problem(_("There is no such conference that is issued, not begun and has an agenda."))
    return found


def rehearsed(conference: Conference, most: int, seed: int) -> list[Act]:
    """What happens in it, with at most so many sites; those that give papers first."""
    items = items_of(conference)
    speaking = {item.site_id for item in items}
    rows = [each for each in participations_of(conference) if not each.is_main]
    rows.sort(key=lambda each: each.site_id not in speaking)
    of_them = [Item(item.kind, item.minutes, item.site_id) for item in items]
    return script(of_them, [each.site_id for each in rows[:most]], Random(seed))


@contextmanager
def cast_of(conference: Conference) -> Iterator[Cast]:
    """The bots with their keys, which are good for this one play alone."""
    clerk, chair = _player(CLERK), _player(CHAIR)
    with transaction():
        issued = [sessions.issue_token(None, each, label=LABEL) for each in (clerk, chair)]
    links = {each.site_id: join_token(each) for each in participations_of(conference)}
    try:
        yield Cast(conference.id, issued[0][1], issued[1][1], links)
    finally:
        with transaction():
            for token, _secret in issued:
                sessions.revoke_token(None, token)


def _player(name: str) -> Person:
    found = persons.meant(name)
    if found is None:
        raise Problem(_("There is nobody called “%(name)s”, or more than one.", name=name))
    return found
