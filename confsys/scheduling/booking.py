"""Making a holder's bookings what they should be. Called by reactions, inside the action that changed the holder."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from confsys.errors import Refused
from confsys.extensions import db
from confsys.scheduling import queries
from confsys.scheduling.models import HELD, Booking, Resource
from confsys.words import _


@dataclass(frozen=True)
class Want:
    """Something to occupy; of a resource, how much of it."""

    subject: str
    resource_id: str | None = None
    amount: int = 1


class Taken(Refused):
    """Another holds it. `short`: each resource of which there is too little then."""

    title = _("It is taken at that time.")

    def __init__(self, short: Collection[Resource] = ()) -> None:
        names = ", ".join(each.name for each in short)
        super().__init__(_("%(name)s is taken at that time.", name=names) if names else None)
        self.short = list(short)


def keep(holder: str, wants: Collection[Want], starts_at: datetime, ends_at: datetime, standing: str | None) -> None:
    """Occupy these from now on, and nothing else; nothing at all if `standing` is None. Raises Taken.

    The resources are locked first, so that of two at once the second hears whose it is; not against what only refers
    to them, or two that do would wait for each other. That no more is held than there is does not depend on this look:
    the database counts (migration 0008).
    """
    db.session.flush()
    wanted = {want.subject: want for want in wants} if standing else {}
    values = {"starts_at": starts_at, "ends_at": ends_at, "standing": standing}
    there = {row.subject: row for row in db.session.execute(select(Booking.__table__).where(Booking.holder == holder))}
    new = [want for name, want in wanted.items() if not asks_no_more(there.get(name), want, starts_at, ends_at)]
    if standing == HELD and (short := too_little(holder, new, starts_at, ends_at, lock=True)):
        raise Taken(short)
    try:
        _write(holder, there, wanted, values)
    except IntegrityError as error:
        if "bookings_fit" not in str(error.orig):
            raise
        raise Taken() from error


def give_way(holder: str, starts_at: datetime, ends_at: datetime) -> None:
    """Let go of what is occupied in [starts_at, ends_at): another holder of the same house comes there."""
    there = Booking.starts_at < ends_at, Booking.ends_at > starts_at
    db.session.execute(delete(Booking).where(Booking.holder == holder, *there))


def asks_no_more(booked: Any, want: Want, starts_at: datetime, ends_at: datetime) -> bool:
    """It holds at least that already: then it keeps it, although there may be less of it by now (migration 0011)."""
    return (
        booked is not None
        and booked.standing == HELD
        and booked.amount >= want.amount
        and booked.starts_at <= starts_at
        and booked.ends_at >= ends_at
    )


def _moved(row: Any, values: dict[str, Any]) -> bool:
    return any(getattr(row, name) != value for name, value in values.items())


def too_little(
    holder: str, wants: Collection[Want], starts_at: datetime, ends_at: datetime, *, lock: bool = False
) -> list[Resource]:
    """The resources of which others leave too little."""
    counted = {want.resource_id: want for want in wants if want.resource_id}
    if not counted:
        return []
    query = select(Resource).where(Resource.id.in_(counted)).order_by(Resource.id)
    found = list(db.session.scalars(query.with_for_update(key_share=True) if lock else query))
    bookings = queries.bookings_of([want.subject for want in counted.values()], starts_at, ends_at, without=holder)
    return [each for each in found if not _fits(each, counted[each.id], bookings, starts_at, ends_at)]


def _fits(resource: Resource, want: Want, bookings: list[Booking], starts_at: datetime, ends_at: datetime) -> bool:
    others = [each for each in bookings if each.subject == want.subject]
    return queries.most_at_once(others, starts_at, ends_at) + want.amount <= resource.capacity


def _write(holder: str, there: dict[str, Any], wanted: dict[str, Want], values: dict[str, Any]) -> None:
    """The difference to what is there: at most four statements, however many sites take part."""
    if gone := there.keys() - wanted.keys():
        db.session.execute(delete(Booking).where(Booking.holder == holder, Booking.subject.in_(gone)))
    stays = there.keys() & wanted.keys()
    if moved := [name for name in stays if _moved(there[name], values)]:
        db.session.execute(update(Booking).where(Booking.holder == holder, Booking.subject.in_(moved)).values(values))
    for name in stays:
        if there[name].amount != wanted[name].amount:
            amount = update(Booking).where(Booking.holder == holder, Booking.subject == name)
            db.session.execute(amount.values(amount=wanted[name].amount))
    if new := sorted(wanted.keys() - there.keys()):
        db.session.execute(insert(Booking), [{"holder": holder, **vars(wanted[name]), **values} for name in new])
