"""Every change of a weekly calendar: its entries, what is added to the line of a conference, and publishing it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, func, select

from confsys import clock
from confsys.changes import action, bookkeeping, record, transaction
from confsys.conferences.models import Conference
from confsys.errors import Invalid, Refused
from confsys.extensions import db, insert_missing
from confsys.people.models import Person
from confsys.sites.models import Site
from confsys.weeks import clashes, entries, ordering, queries, rules
from confsys.weeks.drafting import EXTRAS, draft
from confsys.weeks.models import Week, WeekEdition, WeekEntry, WeekLeader, WeekLook
from confsys.weeks.rows import monday_of, source_of
from confsys.words import _

VISIT = timedelta(hours=1)  # so long after he last looked a reader comes anew: what was marked then is known to him
SOON = timedelta(minutes=5)  # within which it is not written down that he looks again


@action
def enter(
    actor: Person | None, *, body: Site, people: Sequence[str] = (), entry_id: str | None = None, **values: Any
) -> WeekEntry:
    """A line that is no conference. `people`: the leaders named in it, by id. Raises Invalid, or Refused for a room
    that is taken. `entry_id`: it was there before and comes back."""
    with _locked(body, monday_of(values["day"])) as week:
        made = WeekEntry(week_id=week.id, week=week, created_at=clock.now(), **rules.completed(values))
        made.id, made.position = entry_id or made.id, _next_position(week)
        db.session.add(made)
        _name(made, people)
        clashes.refuse_blocked(made, actor)
        _moved_on(week)
        told = entries.told(made, people)
        record("week.entry_added", week, by=actor, entry=made, after=told.plain, personal=told.personal)
    return made


@action
def change(actor: Person | None, entry: WeekEntry, *, revision: int | None = None, **values: Any) -> bool:
    """Give a line other values; `people` among them. False if nothing is different. Raises like `enter`.

    `revision`: the one that was seen; Refused if the line moved on.
    """
    if revision is not None and revision != entry.revision:
        raise Refused(_("Somebody else changed this line meanwhile. Load it again and repeat your change."))
    before = entries.told(entry)
    people = values.pop("people", None)
    rules.refuse_another_week(entry, values)
    rules.give(entry, values)
    if people is not None:
        _name(entry, people)
    after = entries.told(entry)
    if before == after:
        return False
    clashes.refuse_blocked(entry, actor)
    entry.revision += 1
    _moved_on(entry.week)
    said = entries.differences(before, after)
    record("week.entry_changed", entry.week, by=actor, entry=entry, **said)
    return True


@action
def remove(actor: Person | None, entry: WeekEntry) -> None:
    """The line was a mistake and goes. One that was published stays there, as called off, until the next edition."""
    told = entries.told(entry)
    db.session.execute(delete(WeekLeader).where(WeekLeader.entry_id == entry.id))
    db.session.delete(entry)
    _moved_on(entry.week)
    record("week.entry_removed", entry.week, by=actor, entry=entry.id, before=told.plain, personal=told.personal)


@action
def cancel_entry(actor: Person | None, entry: WeekEntry, *, reason: str) -> None:
    """It does not take place; the line says why. What it occupied is free."""
    if entry.cancelled:
        raise Refused(_("This line has been cancelled already."))
    before = {"reason": entry.reason}
    entry.cancelled, entry.reason, entry.revision = True, reason, entry.revision + 1
    _moved_on(entry.week)
    record("week.entry_cancelled", entry.week, by=actor, entry=entry, before=before, after={"reason": reason})


@action
def restore_entry(actor: Person | None, entry: WeekEntry, *, reason: str = "") -> None:
    """It takes place after all. Raises Refused if its room is taken by now."""
    if not entry.cancelled:
        raise Refused(_("This line has not been cancelled."))
    before = {"reason": entry.reason}
    entry.cancelled, entry.reason, entry.revision = False, reason, entry.revision + 1
    clashes.refuse_blocked(entry, actor)
    _moved_on(entry.week)
    record("week.entry_restored", entry.week, by=actor, entry=entry, before=before, after={"reason": reason})


@action
def note(actor: Person | None, *, body: Site, monday: date, conference: Conference, **values: Any) -> bool:
    """Write the further columns on the line of a conference. False if nothing is different."""
    with _locked(body, monday) as week:
        noted = _noted(week, conference)
        before = entries.extras(noted)
        for name in EXTRAS:
            setattr(noted, name, values.get(name, getattr(noted, name)))
        after = entries.extras(noted)
        if before == after:
            return False
        noted.revision += 1
        _moved_on(week)
        said = entries.differences(before, after)
        record("week.entry_noted", week, by=actor, entry=noted, conference=conference, **said)
    return True


@action
def arrange(actor: Person | None, *, body: Site, monday: date, order: Sequence[str]) -> None:
    """Lines that begin together stand in this order. `order`: the keys of all of them. Raises Refused if by now
    others do."""
    with _locked(body, monday) as week:
        now = draft(body, monday).rows
        before = ordering.beside(now, order[0])
        if sorted(before) != sorted(order):
            raise Refused(_("Somebody else changed these lines meanwhile. Load them again and repeat your change."))
        for position, key in enumerate(order, start=1):
            _line_of(week, key).position = position
        _moved_on(week)
        record("week.lines_ordered", week, by=actor, before={"order": before}, after={"order": list(order)})


@action
def publish(actor: Person | None, *, body: Site, monday: date, expect: int) -> WeekEdition:
    """All its lines as they stand are the next edition. `expect`: the edition it replaces, as the person saw it."""
    with _locked(body, monday) as week:
        if week.edition != expect:
            raise Refused(_("Somebody else has just published this week. Look at what changed since, then publish."))
        rows = draft(body, monday).rows
        last = queries.rows_by_edition(week, [expect]).get(expect, [])
        if rows == last:
            raise Refused(rules.NOTHING_NEW if expect else rules.NOTHING_YET)
        week.edition, week.published_at = expect + 1, clock.now()
        _moved_on(week)
        edition = WeekEdition(
            week_id=week.id,
            number=week.edition,
            published_at=week.published_at,
            published_by_id=actor.id if actor else None,
            rows={"rows": [row.plain() for row in rows]},
        )
        db.session.add(edition)
        record("week.published", week, by=actor, after={"edition": week.edition, "lines": len(rows)})
    return edition


@bookkeeping
def looked(person: Person, week: Week) -> None:
    """He looks at the edition that holds now. What he knew before stays marked while he is here."""
    now, look = clock.now(), queries.look_of(person, week)
    if look is None:
        insert_missing(WeekLook, {"person_id": person.id, "week_id": week.id, "number": week.edition, "looked_at": now})
        return
    has_seen_it = week.published_at is not None and look.looked_at > week.published_at
    if has_seen_it and now - look.looked_at > VISIT:
        look.number = week.edition
    look.looked_at = now


def is_to_be_noted(look: WeekLook | None, week: Week) -> bool:
    """Whether `looked` would change anything worth a transaction."""
    if look is None or week.published_at is None or look.looked_at < week.published_at:
        return True
    return clock.now() - look.looked_at > SOON


# -- below: what the actions share -----------------------------------------------------------------


@contextmanager
def _locked(body: Site, monday: date) -> Iterator[Week]:
    """The week of a body, begun if nothing was ever written of it, and nobody else's until the commit."""
    insert_missing(Week, {"body_id": body.id, "monday": monday, "edition": 0, "revision": 1})
    week = queries.week_of(body, monday)
    assert week is not None
    with transaction([week]):
        yield week


def _next_position(week: Week) -> int:
    last = select(func.max(WeekEntry.position)).where(WeekEntry.week_id == week.id)
    return (db.session.scalar(last) or 0) + 1


def _moved_on(week: Week) -> None:
    week.revision += 1


def _noted(week: Week, conference: Conference) -> WeekEntry:
    query = select(WeekEntry).where(WeekEntry.week_id == week.id, WeekEntry.conference_id == conference.id)
    noted = db.session.scalars(query).first()
    if noted is None:
        noted = WeekEntry(
            week_id=week.id,
            conference_id=conference.id,
            day=week.monday,
            half="morning",
            created_at=clock.now(),
        )
        db.session.add(noted)
        db.session.flush()  # which gives it what a line has that says nothing
    return noted


def _line_of(week: Week, key: str) -> WeekEntry:
    """What keeps the place of a line: its entry, or for a conference what is noted of it."""
    sort, id = source_of(key)
    if sort == "conference":
        return _noted(week, db.session.get_one(Conference, id))
    return db.session.get_one(WeekEntry, id)


def _name(entry: WeekEntry, people: Sequence[str]) -> None:
    """These leaders, in this order. Raises Invalid for somebody there is not."""
    db.session.flush()
    known = set(db.session.scalars(select(Person.id).where(Person.id.in_(people)))) if people else set()
    if set(people) - known:
        raise Invalid({"people": _("Choose the leaders from the list.")})
    db.session.execute(delete(WeekLeader).where(WeekLeader.entry_id == entry.id))
    db.session.add_all(
        WeekLeader(entry_id=entry.id, person_id=each, position=number)
        for number, each in enumerate(dict.fromkeys(people))
    )
    db.session.flush()
