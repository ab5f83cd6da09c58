"""Which conferences a calendar shows, and how to know that nothing changed."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from flask import current_app
from sqlalchemy import ColumnElement, and_, or_, select

from confsys import clock
from confsys.calendars import event
from confsys.conferences.models import Conference
from confsys.conferences.transitions import PUT_OFF
from confsys.extensions import db
from confsys.settings import epoch

PAST = timedelta(days=366)
CALLED_OFF_FOR = timedelta(days=30)  # a cancelled conference stays to be seen, then disappears


@dataclass(frozen=True)
class Stand:
    """How a calendar stands now: which conferences, by time, at which revision."""

    revisions: dict[str, int]

    def mark(self, *options: object) -> str:
        """The same as long as the bytes are the same.

        A restored backup counts the same revisions again for other changes: it has an epoch of its own.
        """
        fixed = (epoch(), event.FORMAT, current_app.config["BASE_URL"], *options)
        told = "|".join([*map(str, fixed), *(f"{each}:{revision}" for each, revision in self.revisions.items())])
        return hashlib.sha256(told.encode()).hexdigest()[:24]


def stand_of(condition: ColumnElement[bool]) -> Stand:
    """The conferences under a condition, by time."""
    query = select(Conference.id, Conference.calendar_revision).where(condition)
    rows = db.session.execute(query.order_by(Conference.starts_at, Conference.id))
    return Stand({row.id: row.calendar_revision for row in rows})


def in_reach() -> ColumnElement[bool]:
    """What a feed goes back to: the past year, all to come, called off ones for thirty days."""
    now = clock.now()
    shown_still = or_(Conference.state.not_in(PUT_OFF), Conference.calendar_changed_at > now - CALLED_OFF_FOR)
    return and_(Conference.ends_at > now - PAST, shown_still)
