"""Doing a thing once: a command id given by whoever asks, and the answer kept for a repeat."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from confsys import clock
from confsys.changes import bookkeeping, transaction
from confsys.errors import Invalid
from confsys.extensions import Base, db
from confsys.words import _

KEPT = timedelta(hours=24)


class Command(Base):
    """The answer to a command with an id, kept so that a repeat gets the first answer."""

    __tablename__ = "commands"
    person_id: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    sent: Mapped[str]
    # As text on both databases: a repeat is told what the first was, to the last octet.
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    at: Mapped[datetime] = mapped_column(index=True)


def command(person: Any, key: str | None, sent: Any, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Do `work` once per person and key; a repeat gets the first answer, another body is refused.

    `work` returns the answer as plain values. A refusal is not stored: it may be tried again.
    """
    if not key:
        return work()
    if len(key) > 200:
        raise Invalid({"Idempotency-Key": _("At most 200 characters.")})
    mark = hashlib.sha256(json.dumps(sent, sort_keys=True, default=str).encode()).hexdigest()
    try:
        with transaction():
            known = db.session.get(Command, (person.id, key), populate_existing=True)
            if known is None:
                return _first(person, key, mark, work)
    except IntegrityError:
        known = db.session.get(Command, (person.id, key), populate_existing=True)
        if known is None:
            raise
    if known.sent != mark or known.answer is None:
        raise Invalid({"Idempotency-Key": _("This command id was already used for something else.")})
    return known.answer


def _first(person: Any, key: str, mark: str, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    row = Command(person_id=person.id, key=key, sent=mark, at=clock.now())
    db.session.add(row)
    db.session.flush()  # a second one with this key waits here, then fails, then reads the answer
    row.answer = answer = work()
    return answer


@bookkeeping
def forget_old_commands() -> None:
    db.session.execute(delete(Command).where(Command.at < clock.now() - KEPT))
