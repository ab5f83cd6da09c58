"""Making and revoking calendar links. The secret is returned once and stored as a hash."""

from datetime import timedelta

from flask import current_app
from sqlalchemy import select, update

from confsys import clock
from confsys.calendars.models import PERSON, CalendarLink
from confsys.changes import action, bookkeeping, record
from confsys.errors import Busy
from confsys.extensions import db
from confsys.ids import hashed, new_secret
from confsys.people.models import Person
from confsys.sites.models import Site

COUNTED_EVERY = timedelta(minutes=1)  # programs poll, and each count is a write


@action
def make(
    actor: Person,
    person: Person,
    *,
    label: str,
    kind: str = PERSON,
    site: Site | None = None,
    language: str = "vi",
    alarms: bool = False,
    busy_only: bool = False,
) -> tuple[CalendarLink, str]:
    """A link of `person` to his own calendar or to that of a site or an organisation, and its secret."""
    secret = new_secret()
    link = CalendarLink(
        person_id=person.id,
        kind=kind,
        site=site,
        label=label,
        language=language,
        alarms=alarms,
        busy_only=busy_only,
        secret_hash=hashed(secret),
        created_at=clock.now(),
    )
    db.session.add(link)
    of = site.id if site else person.id
    record("person.calendar_link_made", person, by=actor, link=link, after={"label": label, "kind": kind, "of": of})
    return link, secret


@action
def revoke(actor: Person, link: CalendarLink) -> None:
    """The address answers 410 from now on."""
    if link.revoked_at is None:
        link.revoked_at = clock.now()
        record("person.calendar_link_revoked", db.session.get_one(Person, link.person_id), by=actor, link=link)


def links_of(person: Person) -> list[CalendarLink]:
    """Every link of somebody, the living first, newest first."""
    query = select(CalendarLink).where(CalendarLink.person_id == person.id)
    order = (CalendarLink.revoked_at.is_not(None), CalendarLink.created_at.desc(), CalendarLink.id)
    return list(db.session.scalars(query.order_by(*order)))


def count_poll(link: CalendarLink) -> None:
    """Each poll counts; it is written at most once a minute and link, and no poll fails because it cannot be."""
    waiting = current_app.extensions.setdefault("calendar_uses", {})
    waiting[link.id] = waiting.get(link.id, 0) + 1
    if link.last_used_at is None or clock.now() - link.last_used_at >= COUNTED_EVERY:
        times = waiting.pop(link.id)
        try:
            count_use(link.id, times)
        except Busy:
            waiting[link.id] = waiting.get(link.id, 0) + times


@bookkeeping
def count_use(link_id: str, times: int) -> None:
    values = {"use_count": CalendarLink.use_count + times, "last_used_at": clock.now()}
    db.session.execute(update(CalendarLink).where(CalendarLink.id == link_id).values(values))
