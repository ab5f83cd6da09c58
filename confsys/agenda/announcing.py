"""Telling sites by letter and calendar that their turn moves, where the office wants it. Called by a job: a turn moves
by itself while an item runs over its time, so no change of a row can be waited for.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from sqlalchemy import select

from confsys import clock
from confsys.agenda.announced import AnnouncedTurns, last_told, to_tell
from confsys.agenda.queries import Scheduled, schedule_of
from confsys.changes import action, record
from confsys.conferences import transitions
from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.errors import Problem
from confsys.extensions import db
from confsys.letters import writing
from confsys.letters.receivers import answering_for
from confsys.office.queries import current


def announce_all() -> int:
    """In every conference that runs; how many turns."""
    if current().tells_turns is None:
        return 0
    query = select(Conference).where(Conference.state.in_(transitions.RUNNING)).order_by(Conference.id)
    count = 0
    for conference in list(db.session.scalars(query)):
        if due(conference, clock.now()):
            with suppress(Problem):  # somebody closed it meanwhile, or the database is busy: the next time will do
                count += announce(None, conference)
    return count


@action
def announce(actor: None, conference: Conference) -> int:
    """Tell each site whose turn has moved since it was last told; how many turns."""
    now = clock.now()
    chosen = due(conference, now) if conference.is_running else []
    if not chosen:
        return 0
    told = turns_of(conference)
    before = {row.item.id: last_told(row, told).isoformat() for row in chosen}
    _write(conference, chosen, before)
    after = {row.item.id: row.times.expected_start.isoformat() for row in chosen}
    _keep(conference, told | {row.item.id: _told(row, now) for row in chosen})
    record("agenda.forecast_announced", conference, by=actor, before={"turns": before}, after={"turns": after})
    return len(chosen)


def due(conference: Conference, now: datetime) -> list[Scheduled]:
    """The turns to announce now; none where the office announces none."""
    tells = current().tells_turns
    if tells is None:
        return []
    moves, every = tells
    return to_tell(schedule_of(conference, now), turns_of(conference), now, moves=moves, every=every)


def turns_of(conference: Conference) -> dict:
    row = db.session.get(AnnouncedTurns, conference.id)
    return dict(row.turns) if row else {}


def _told(row: Scheduled, now: datetime) -> dict[str, str | None]:
    name = row.item.site.name if row.item.site else ""
    return {"site": name, "at": row.times.expected_start.isoformat(), "told_at": now.isoformat()}


def _keep(conference: Conference, turns: dict) -> None:
    row = db.session.get(AnnouncedTurns, conference.id)
    if row is None:
        db.session.add(AnnouncedTurns(conference_id=conference.id, turns=turns))
    else:
        row.turns = turns


def _write(conference: Conference, chosen: Sequence[Scheduled], before: dict[str, str]) -> None:
    """A letter to whoever answers for the site of each turn."""
    of_site = {each.site_id: each.id for each in participations_of(conference)}
    receivers = answering_for({row.item.site_id or "" for row in chosen})
    mailboxes = {each.address: each for each in writing.locked(*(to.email for to, _site in receivers if to.email))}
    for row in chosen:
        for to in [to for to, site in receivers if site == row.item.site_id]:
            writing.write(
                "agenda/turn_moved",
                to,
                body=conference.organiser,
                conference=conference,
                about={"participation": of_site[row.item.site_id or ""]},
                lapses_at=max(row.times.expected_start, clock.now() + writing.HOLD),
                mailbox=mailboxes.get((to.email or "").lower()),
                item=row.item,
                starts_at=row.times.expected_start,
                before=datetime.fromisoformat(before[row.item.id]),
            )
