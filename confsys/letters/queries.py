"""What is read of letters."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from confsys.extensions import db
from confsys.folding import folded
from confsys.letters.access import visible_to
from confsys.letters.models import WAITING, Attempt, Letter, Mailbox
from confsys.people.models import Person

MOST_AT_ONCE = 500
STUCK_AFTER = timedelta(minutes=2)


def listed(person: Person, *, text: str = "", state: str = "", conference: str = "") -> Select[Letter]:
    """The letters this person may see, the latest first."""
    query = select(Letter).where(visible_to(person)).options(joinedload(Letter.mailbox), joinedload(Letter.conference))
    if folded(text):
        query = query.where(Letter.folded.contains(folded(text), autoescape=True))
    if conference:
        query = query.where(Letter.conference_id == conference)
    if state:
        query = query.where(Letter.state == state)
    return query.order_by(Letter.written_at.desc(), Letter.id)


def counts(query: Select[Letter]) -> dict[str, int]:
    """How many are in each state."""
    found = query.with_only_columns(Letter.state, Letter.id, maintain_column_froms=True).order_by(None).subquery()
    return {row[0]: row[1] for row in db.session.execute(select(found.c.state, func.count()).group_by(found.c.state))}


def attempts_of(letter: Letter) -> list[Attempt]:
    return list(db.session.scalars(select(Attempt).where(Attempt.letter_id == letter.id).order_by(Attempt.number)))


def waiting_of(conference_id: str, kinds: tuple[str, ...]) -> list[Letter]:
    """Those about a conference that have not left, in the order in which their mailboxes are locked."""
    query = select(Letter).where(Letter.conference_id == conference_id, Letter.kind.in_(kinds), Letter.state == WAITING)
    return list(db.session.scalars(query.order_by(Letter.mailbox_address, Letter.number)))


def next_in(mailbox: Mailbox) -> Letter | None:
    """The one whose turn it is."""
    query = select(Letter).where(Letter.mailbox_address == mailbox.address, Letter.state == WAITING)
    query = query.order_by(Letter.number).limit(1).execution_options(populate_existing=True)
    return db.session.scalars(query).first()


def a_mailbox_that_is_due(now: datetime) -> Select[Mailbox]:
    """One whose next letter may leave; locked, and passing over what another worker has locked."""
    query = select(Mailbox).join(Letter, Letter.mailbox_address == Mailbox.address)
    query = query.where(_is_next(), Letter.due_at <= now, _is_free(now)).order_by(Letter.due_at, Mailbox.address)
    locked = query.limit(1).with_for_update(skip_locked=True, of=Mailbox)
    return locked.execution_options(populate_existing=True)


def due_from(now: datetime) -> datetime | None:
    """When the next letter may leave; in the past where one may now."""
    query = select(func.min(Letter.due_at)).join(Mailbox, Letter.mailbox_address == Mailbox.address)
    return db.session.scalar(query.where(_is_next(), _is_free(now)))


def past_their_use(now: datetime) -> list[Letter]:
    """Waiting letters that would only be confusing by now, and that nobody is sending."""
    query = select(Letter).join(Mailbox, Letter.mailbox_address == Mailbox.address)
    query = query.where(Letter.state == WAITING, Letter.lapses_at <= now, _is_free(now))
    return list(db.session.scalars(query.order_by(Letter.mailbox_address, Letter.number).limit(100)))


def _is_next() -> ColumnElement[bool]:
    earlier = aliased(Letter)
    before = exists().where(
        earlier.mailbox_address == Letter.mailbox_address, earlier.state == WAITING, earlier.number < Letter.number
    )
    return and_(Letter.state == WAITING, ~before)


def _is_free(now: datetime) -> ColumnElement[bool]:
    return or_(Mailbox.leased_until.is_(None), Mailbox.leased_until <= now)


def last_attempts(ids: list[str]) -> dict[str, Attempt]:
    """The latest attempt of each of these letters, if there was one."""
    query = select(Attempt).where(Attempt.letter_id.in_(ids)).order_by(Attempt.number)
    return {each.letter_id: each for each in db.session.scalars(query)}


def some_of(query: Select[Letter]) -> list[Letter]:
    """As many as one press sends again, in the order in which their mailboxes are locked."""
    query = query.order_by(None).order_by(Letter.mailbox_address, Letter.number).limit(MOST_AT_ONCE)
    return list(db.session.scalars(query.options(joinedload(Letter.person))))


def address_now(letter: Letter) -> str:
    """Where it would go if it were sent again: the receiver may have another address by now."""
    return (letter.person.email if letter.person else None) or letter.mailbox_address


def stuck_since(now: datetime) -> datetime | None:
    """Since when letters that may leave do not, if that is long enough to say so."""
    due = due_from(now)
    return due if due is not None and now - due > STUCK_AFTER else None
