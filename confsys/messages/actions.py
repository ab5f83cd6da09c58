"""What is done with messages. The words go into rows and beside the journal, never into it."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import insert, select, update

from confsys import clock
from confsys.changes import action, record
from confsys.conferences.models import Conference, Participation
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.messages import queries, rules
from confsys.messages.models import ALL, OFFICE, Message, Recipient
from confsys.people.models import Person
from confsys.words import _


@action
def send(
    actor: Person | None,
    conference: Conference,
    *,
    text: str,
    to: Collection[str] | None = None,
    audience: str = "",
    urgent: bool = False,
    on_stage: bool = False,
) -> Message:
    """The office says something to these sites, by their ids; None means all but the main one.

    `audience`: what these sites are together, in words. `on_stage`: the hall is shown it, too. Raises Invalid, Refused.
    """
    rules.refuse_not_said(conference)
    sites = _recipients(conference, to)
    values = {"text": text, "audience": ALL if to is None else audience, "urgent": urgent}
    message = _write(actor, conference, sites, **values)
    if on_stage:
        release(actor, message)
    return message


@action
def answer_site(actor: Person, message: Message, *, text: str, urgent: bool = False) -> Message:
    """The office answers what a site wrote, to that site alone; it has been read then. Raises Refused."""
    sender = message.sender
    if sender is None:
        raise Refused(_("Only what a site wrote is answered; send the sites a new message."))
    rules.refuse_not_said(message.conference)
    _read_by(actor, message)
    sites = {sender.site_id: sender.id}
    return _write(actor, message.conference, sites, text=text, urgent=urgent, answers_id=message.id)


@action
def write(
    actor: Person | None, participation: Participation, *, text: str, way: str, urgent: bool = False, told_by: str = ""
) -> Message:
    """A site says something to the office and its technicians. Raises Refused."""
    conference = participation.conference
    rules.refuse_not_said(conference)
    values = {"text": text, "urgent": urgent, "way": way, "told_by": told_by}
    message = _kept(actor, conference, from_id=participation.id, **values)
    about: dict[str, Any] = {"participation": participation, "site": participation.site_id, "message": message}
    words = {"text": text} | ({"told_by": told_by} if told_by else {})
    record(
        "message.written",
        conference,
        by=actor,
        after={"urgent": urgent, "said_by": way},
        personal=_said(words),
        **about,
    )
    return message


@action
def read(actor: Person, message: Message) -> bool:
    """Somebody of the office has read what a site wrote. False if somebody had already."""
    if not message.is_of_a_site:
        raise Refused(_("Only what a site wrote is marked as read; the sites do it with what you send."))
    return _read_by(actor, message)


@action
def acknowledge(actor: Person | None, participation: Participation, *, messages: Collection[str]) -> int:
    """A page of the site shows these messages: how many of them it had not shown before.

    What did not go to this site, was withdrawn or acknowledged before counts for nothing: pages say it again and late.
    """
    fresh = queries.undelivered_to(participation, messages)
    if not fresh:
        return 0
    theirs = (Recipient.participation_id == participation.id, Recipient.message_id.in_(fresh))
    db.session.execute(
        update(Recipient).where(*theirs).values(delivered_at=clock.now()),
        execution_options={"synchronize_session": False},
    )
    # Named neither as a site nor as a participation: that it was shown there concerns only who wrote it.
    record("message.delivered", participation.conference, by=actor, recipient=participation, messages=fresh)
    return len(fresh)


@action
def see(actor: Person | None, message: Message, participation: Participation, *, way: str, told_by: str = "") -> bool:
    """A person at the site has seen it. False if one had already. Raises Refused."""
    rules.refuse_withdrawn(message)
    recipient = _recipient(message, participation)
    if recipient.seen_at:
        return False
    recipient.see(clock.now(), way, told_by)
    _record_at_site("message.seen", actor, recipient, way, {"told_by": told_by} if told_by else {})
    return True


@action
def answer(
    actor: Person | None, message: Message, participation: Participation, *, text: str, way: str, told_by: str = ""
) -> bool:
    """The site answers it, which also says that it was seen. False if it said the same before. Raises Refused."""
    rules.refuse_withdrawn(message)
    recipient = _recipient(message, participation)
    if recipient.answer == text:
        return False
    rules.refuse_another_answer(recipient)
    at = clock.now()
    recipient.see(at, way, told_by)
    recipient.answered_at, recipient.answer = at, text
    _record_at_site("message.answered", actor, recipient, way, {"reply": text, "told_by": told_by})
    return True


@action
def withdraw(actor: Person, message: Message) -> bool:
    """Nobody is shown it any more. False if it was withdrawn already. Raises Refused once somebody has seen it."""
    if message.is_withdrawn:
        return False
    rules.refuse_seen(queries.roll_up_of(message.id).seen, message)
    message.withdrawn_at, message.released_at = clock.now(), None
    _record("message.withdrawn", actor, message, sites=_sites_of(message))
    return True


@action
def release(actor: Person | None, message: Message) -> bool:
    """The hall is shown it, in the place of what it was shown before. False if it is already. Raises Refused."""
    rules.refuse_withdrawn(message)
    if message.is_on_stage:
        return False
    shown = queries.released_in(message.conference)
    if shown is not None:
        shown.released_at = None
        db.session.flush()  # one message at a time: the database holds it, too
    message.released_at = clock.now()
    _record("message.released", actor, message, after={"instead": shown.id} if shown else None)
    return True


@action
def take_down(actor: Person | None, message: Message) -> bool:
    """The hall is no longer shown it. False if it was not."""
    if not message.is_on_stage:
        return False
    message.released_at = None
    _record("message.taken_down", actor, message)
    return True


# -- below: rows ---------------------------------------------------------------------------------------


def _recipients(conference: Conference, to: Collection[str] | None) -> dict[str, str]:
    """Site -> participation of those meant. Raises Invalid."""
    query = select(Participation.site_id, Participation.id).where(Participation.conference_id == conference.id)
    query = query.where(Participation.is_main.is_(False) if to is None else Participation.site_id.in_(to))
    found: dict[str, str] = dict(db.session.execute(query).all())
    if unknown := [each for each in to or () if each not in found]:
        raise Invalid({"to": _("This site does not take part: %(id)s.", id=unknown[0])})
    rules.refuse_nobody(len(found))
    return found


def _write(actor: Person | None, conference: Conference, sites: dict[str, str], **values: Any) -> Message:
    message = _kept(actor, conference, way=OFFICE, **values)
    rows = [{"message_id": message.id, "participation_id": each} for each in sites.values()]
    db.session.execute(insert(Recipient), rows)
    after = {"recipients": len(sites), "urgent": message.urgent}
    _record("message.sent", actor, message, after=after, sites=sorted(sites), personal=_said({"text": message.text}))
    return message


def _kept(actor: Person | None, conference: Conference, **values: Any) -> Message:
    message = Message(conference=conference, by_id=actor.id if actor else None, sent_at=clock.now(), **values)
    db.session.add(message)
    db.session.flush()
    return message


def _read_by(actor: Person, message: Message) -> bool:
    if message.seen_at:
        return False
    message.seen_at, message.seen_by_id = clock.now(), actor.id
    about = {"participation": message.from_id, "site": message.sender.site_id if message.sender else None}
    _record("message.read", actor, message, **about)
    return True


def _recipient(message: Message, participation: Participation) -> Recipient:
    found = queries.recipient_of(message.id, participation)
    if found is None:
        raise Refused(_("This message did not go to that site."))
    return found


def _sites_of(message: Message) -> list[str]:
    query = select(Participation.site_id).join(Recipient, Recipient.participation_id == Participation.id)
    return sorted(db.session.scalars(query.where(Recipient.message_id == message.id)))


def _record_at_site(kind: str, actor: Person | None, recipient: Recipient, way: str, words: dict[str, str]) -> None:
    place = recipient.participation
    about = {"participation": place, "site": place.site_id}
    _record(kind, actor, recipient.message, after={"said_by": way}, personal=_said(words), **about)


def _said(words: dict[str, str]) -> dict[str, Any] | None:
    said = {name: value for name, value in words.items() if value}
    return {"before": {}, "after": said} if said else None


def _record(kind: str, actor: Person | None, message: Message, **more: Any) -> None:
    record(kind, message.conference, by=actor, message=message, **more)
