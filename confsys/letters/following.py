"""What becomes of a conference is written to whom it concerns, in the same transaction.

Nobody is told what he did himself. A letter that has not left yet is withdrawn, and the next one says what both would
have said; where nothing is left to say (a step was taken back in time), no letter takes its place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from confsys.changes import Event, record, transaction
from confsys.conferences import asking
from confsys.conferences.models import Conference, SlotRequest
from confsys.conferences.transitions import PUT_OFF
from confsys.extensions import db
from confsys.letters import receivers, writing
from confsys.letters.addressed import Receiver, receiver_of
from confsys.letters.knowing import Known, letter_between, span_of
from confsys.letters.models import WAITING, WITHDRAWN, Letter, Mailbox
from confsys.people.models import Person
from confsys.scheduling.models import Resource
from confsys.sites.models import Site

SPAN = ("starts_at", "ends_at")
PLACED_BY = ("outside_place", "main_site", "room")
MOVED_BY = ("conference.rescheduled", "conference.proposal_accepted")


@dataclass(frozen=True)
class News:
    """A conference before and after what happened, whom it concerns, and what all of their letters are made with."""

    event: Event
    knew: Known
    knows: Known
    circle: receivers.Circle
    asked: SlotRequest | None
    mailboxes: Mapping[str, Mailbox]

    @property
    def conference(self) -> Conference:
        return self.event.thing


def tell(event: Event) -> None:
    """Write to whoever may know and did not do it; nobody is told of what is over."""
    conference: Conference = event.thing
    if conference.entered_afterwards or conference.ends_at <= event.at:
        return
    asked, unsent = asking.current(conference), _unsent(conference)
    knows, circle = as_it_is(conference, asked), receivers.circle_of(event)
    with transaction(unsent):
        people = {to.id: to for each in unsent if (to := receiver_of(each))} | circle.people
        addresses = {each.email for each in people.values() if each.email} | {each.mailbox_address for each in unsent}
        mailboxes = {each.address: each for each in writing.locked(*addresses)}
        news = News(event, _as_it_was(event, knows), knows, circle, asked, mailboxes)
        still = _still_unsent(unsent)
        for person in sorted(people.values(), key=lambda each: each.email or ""):
            _tell(news, person, [each for each in still if each.receiver_id == person.id])


def _tell(news: News, person: Person | Receiver, unsent: list[Letter]) -> None:
    knows = news.knows.to(*news.circle.after.get(person.id, ()))
    knew = Known.read(unsent[0].about["knew"]) if unsent else news.knew.to(*news.circle.before.get(person.id, ()))
    stem = letter_between(knew, knows) if person.id != getattr(news.event.by, "id", None) else None
    written = _write(news, person, stem, knew) if stem else None
    for letter in unsent:
        letter.about = letter.about | {"instead": written.id if written else ""}
        letter.end(WITHDRAWN, news.event.at)
        record("letter.withdrawn", letter, by=news.event.by)


def _write(news: News, person: Person | Receiver, stem: str, knew: Known) -> Letter | None:
    conference, joins = news.conference, news.circle.joins.get(person.id)
    return writing.write(
        f"conferences/{stem}",
        person,
        body=conference.organiser,
        conference=conference,
        by=news.event.by,
        about={"knew": knew.plain()} | ({"participation": joins} if joins else {}),
        lapses_at=min(conference.ends_at, news.event.at + writing.USE),
        mailbox=news.mailboxes.get((person.email or "").lower()),
        knew=knew,
        knows=news.knows,
        joins=joins,
        asked=news.asked,
    )


def _unsent(conference: Conference) -> list[Letter]:
    """What is written about it and not tried yet: no server can have it."""
    query = select(Letter).where(Letter.conference_id == conference.id, Letter.state == WAITING)
    query = query.where(Letter.tried_since.is_(None)).options(joinedload(Letter.person))
    found = db.session.scalars(query.order_by(Letter.mailbox_address, Letter.number))
    return [each for each in found if "knew" in each.about]


def _still_unsent(letters: list[Letter]) -> list[Letter]:
    """Those of them that no worker has taken meanwhile: asked under the locks of their mailboxes, so that none will."""
    query = select(Letter).where(Letter.id.in_([each.id for each in letters]), Letter.tried_since.is_(None))
    query = query.where(Letter.state == WAITING).order_by(Letter.mailbox_address, Letter.number)
    return list(db.session.scalars(query.execution_options(populate_existing=True))) if letters else []


# -- what is known ---------------------------------------------------------------------------------


def as_it_is(conference: Conference, asked: SlotRequest | None) -> Known:
    return Known(
        state=conference.state,
        starts_at=conference.starts_at,
        ends_at=conference.ends_at,
        place=_place(conference.outside_place, conference.main_site, conference.room),
        had_come_to=conference.state_before,
        is_refused=bool(conference.reason),
        offer=(asked.proposed if asked.has_proposal else asked.declined) if asked else None,
        is_declined=bool(asked and asked.declined),
    )


def _as_it_was(event: Event, now: Known) -> Known:
    """From what the journal keeps of it: the values before, of what changed."""
    before, conference = event.before or {}, event.thing
    known = replace(now, state=before.get("state", now.state), offer=None, is_declined=False)
    if known.state in PUT_OFF:
        known = replace(known, had_come_to=conference.state_before or conference.state)
    if event.kind in MOVED_BY:
        starts_at, ends_at = span_of([before.get(name, getattr(now, name).isoformat()) for name in SPAN])
        known = replace(known, starts_at=starts_at, ends_at=ends_at)
    if event.kind == "conference.proposal_accepted":
        known = replace(known, offer=now.when)
    if event.kind == "conference.proposal_declined":
        known = replace(known, offer=span_of([before[name] for name in SPAN]))
    if not before.keys().isdisjoint(PLACED_BY):
        known = replace(known, place=_place_before(conference, before))
    return known


def _place_before(conference: Conference, before: dict[str, Any]) -> str:
    main = db.session.get_one(Site, before.get("main_site", conference.main_site_id))
    room = before.get("room", conference.room_id)
    outside = before.get("outside_place", conference.outside_place)
    return _place(outside, main, db.session.get(Resource, room) if room else None)


def _place(outside: str, main: Site, room: Resource | None) -> str:
    return ", ".join(([room.name] if room else []) + [outside or main.name])
