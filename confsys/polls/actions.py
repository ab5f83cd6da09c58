"""Every change of a poll itself. Who may is decided before, in access.py; here stand the rules."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, update

from confsys import clock
from confsys.changes import action, record
from confsys.conferences import actions as conferences
from confsys.conferences.clashes import Reasons
from confsys.conferences.models import Conference
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.people.models import Person
from confsys.polls import queries, rules
from confsys.polls.models import Poll, PollAnswer, PollChoice, PollSlot
from confsys.polls.rules import Time
from confsys.words import _


@action
def open_poll(
    actor: Person,
    *,
    title: str,
    note: str,
    organiser: str,
    slots: Sequence[Time],
    last_day: date,
    names_shown: bool = False,
    wanted: dict[str, list[str]] | None = None,
    conference: Conference | None = None,
) -> Poll:
    """A new poll, open at once. `organiser` is an id. Raises Invalid."""
    rules.refuse_slots(slots)
    rules.refuse_last_day(last_day, slots)
    poll = Poll(
        title=title,
        note=note,
        organiser_id=organiser,
        conference_id=conference.id if conference else None,
        made_by_id=getattr(actor, "id", None),
        made_at=clock.now(),
        last_day=last_day,
        names_shown=names_shown,
        wanted=wanted or {},
    )
    db.session.add(poll)
    db.session.flush()
    _propose(poll, slots)
    record("poll.opened", poll, by=actor, after=_plain(poll, slots))
    return poll


@action
def change_poll(
    actor: Person,
    poll: Poll,
    *,
    title: str,
    note: str,
    slots: Sequence[Time],
    last_day: date,
    names_shown: bool,
    revision: int | None = None,
) -> None:
    """Other words, last day, slots. A slot whose time stays keeps its answers. Raises Invalid, Refused."""
    rules.refuse_stale(poll, revision)
    rules.refuse_closed(poll)
    there = {each.time: each for each in queries.slots_of(poll)}
    rules.refuse_slots(slots, there.keys())
    rules.refuse_last_day(last_day, slots)
    before = _plain(poll, list(there))
    _drop([each for time, each in there.items() if time not in slots])
    _propose(poll, [each for each in slots if each not in there])
    poll.title, poll.note, poll.last_day, poll.names_shown = title, note, last_day, names_shown
    after = _plain(poll, sorted(slots))
    changed = [name for name in after if after[name] != before[name]]
    if changed:
        poll.revision += 1
        sides = {"before": {name: before[name] for name in changed}, "after": {name: after[name] for name in changed}}
        record("poll.changed", poll, by=actor, **sides)


@action
def close_poll(actor: Person | None, poll: Poll) -> None:
    """No more answers; nothing is chosen yet. Raises Refused."""
    if poll.is_closed:
        raise Refused(_("This poll is closed already."))
    poll.closed_at = clock.now()
    poll.revision += 1
    record("poll.closed", poll, by=actor)


@action
def reopen_poll(actor: Person, poll: Poll, *, reason: str, last_day: date) -> None:
    """Answers are taken again, until another last day; what was chosen no longer is. Raises Invalid, Refused."""
    if not poll.is_closed:
        raise Refused(_("This poll is open."))
    if not reason:
        raise Invalid({"reason": _("Say why in a few words.")})
    slots = [each.time for each in queries.slots_of(poll)]
    if not any(starts_at > clock.now() for starts_at, _ends_at in slots):
        raise Refused(_("All times of this poll have passed; make a new one."))
    rules.refuse_last_day(last_day, slots)
    poll.closed_at = poll.decided_by_id = poll.names_erased_at = None
    poll.last_day = last_day
    poll.revision += 1
    db.session.execute(update(PollSlot).where(PollSlot.poll_id == poll.id).values(is_chosen=False))
    record("poll.reopened", poll, by=actor, after={"reason": reason, "last_day": last_day.isoformat()})


@action
def decide(
    actor: Person,
    poll: Poll,
    conference: Conference | None,
    *,
    slot: PollSlot,
    revision: int | None = None,
    reasons: Reasons | None = None,
) -> None:
    """End the poll in a slot; its `conference`, if it has one, moves there, or nothing happens at all.

    Raises Refused; Blocked or NeedsWord as moving the conference does.
    """
    rules.refuse_stale(poll, revision)
    if poll.decided_by_id is not None:
        raise Refused(_("A slot of this poll is chosen already."))
    if slot.starts_at <= clock.now():
        raise Refused(_("This time has passed; choose another one."))
    slot.is_chosen, poll.decided_by_id = True, actor.id
    poll.closed_at = poll.closed_at or clock.now()
    poll.revision += 1
    record("poll.decided", poll, by=actor, slot=slot, after=_times(slot))
    if conference is not None:
        conferences.edit(actor, conference, starts_at=slot.starts_at, ends_at=slot.ends_at, reasons=reasons)


@action
def renew_poll_link(actor: Person, poll: Poll) -> None:
    """The old link stops working; a new one takes its place."""
    poll.link_generation += 1
    poll.link_revoked_at = None
    record("poll.link_renewed", poll, by=actor)


@action
def revoke_poll_link(actor: Person, poll: Poll) -> None:
    """The link stops working until it is renewed."""
    if poll.link_revoked_at is None:
        poll.link_revoked_at = clock.now()
        record("poll.link_revoked", poll, by=actor)


@action
def erase_names(actor: Person | None, poll: Poll) -> None:
    """Who answered is known no more; what was answered remains. Raises Refused while the poll is open."""
    if not poll.is_closed:
        raise Refused(_("Close the poll first."))
    nobody = {"name": "", "office": "", "told_by": ""}
    db.session.execute(update(PollAnswer).where(PollAnswer.poll_id == poll.id).values(**nobody))
    poll.names_erased_at = clock.now()
    record("poll.names_erased", poll, by=actor)


def close_over(today: date) -> int:
    """Close what nobody closed before its last day was over; how many. Called by a job, as nobody."""
    found = queries.over(today)
    for poll in found:
        close_poll(None, poll)
    return len(found)


def erase_old_names(before: datetime) -> int:
    """Erase the names in polls closed before that; how many polls. Called by a job, as nobody."""
    found = queries.with_names_from_before(before)
    for poll in found:
        erase_names(None, poll)
    return len(found)


# -- below: what the actions share -----------------------------------------------------------------


def _propose(poll: Poll, slots: Sequence[Time]) -> None:
    db.session.add_all(
        [PollSlot(poll_id=poll.id, starts_at=starts_at, ends_at=ends_at) for starts_at, ends_at in slots]
    )
    db.session.flush()


def _drop(slots: Sequence[PollSlot]) -> None:
    """Slots go with what was said to them."""
    ids = [each.id for each in slots]
    db.session.execute(delete(PollChoice).where(PollChoice.slot_id.in_(ids)))
    db.session.execute(delete(PollSlot).where(PollSlot.id.in_(ids)))


def _plain(poll: Poll, slots: Sequence[Time]) -> dict[str, Any]:
    return {
        "title": poll.title,
        "note": poll.note,
        "last_day": poll.last_day.isoformat(),
        "names_shown": poll.names_shown,
        "slots": [f"{starts_at.isoformat()}/{ends_at.isoformat()}" for starts_at, ends_at in sorted(slots)],
    }


def _times(slot: PollSlot) -> dict[str, str]:
    return {"starts_at": slot.starts_at.isoformat(), "ends_at": slot.ends_at.isoformat()}
