"""Which conferences a calendar shows, and how to know that nothing changed."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, and_, or_, select

from confsys import clock
from confsys.calendars import event
from confsys.conferences.models import Conference
from confsys.conferences.transitions import PUT_OFF
from confsys.extensions import db
from confsys.settings import epoch
from confsys.sites.models import Site
from confsys.weeks.drafting import concerns
from confsys.weeks.models import Week

PAST = timedelta(days=366)
CALLED_OFF_FOR = timedelta(days=30)  # a cancelled conference stays to be seen, then disappears


@dataclass(frozen=True)
class Stand:
    """How a calendar stands now: which conferences, and weeks, by time, at which revision; by stream."""

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
    return Stand({f"conference:{row.id}": row.calendar_revision for row in rows})


def stand_of_weeks(body: Site, conferences: ColumnElement[bool]) -> Stand:
    """The weekly calendar of a body: its conferences, as every calendar shows them, and what its office published.

    A week is at another revision with each edition, and once more when what was called off in it is no longer shown.
    """
    query = select(Week.id, Week.edition, Week.published_at).where(Week.body_id == body.id, Week.edition > 0)
    weeks = db.session.execute(query.where(Week.monday > clock.today() - PAST).order_by(Week.monday))
    lines = {f"week:{row.id}": revision_of(row) for row in weeks}
    shown = stand_of(conferences & concerns(body, clock.today() - PAST, date.max))
    return Stand(shown.revisions | lines)


def revision_of(week: Any) -> int:
    """Of a week, or what is read of it."""
    return 2 * week.edition + is_settled(week)


def is_settled(week: Any) -> bool:
    """Nothing was published of it for so long that what was called off need not be seen any more."""
    return week.published_at < clock.now() - CALLED_OFF_FOR


def in_reach() -> ColumnElement[bool]:
    """What a feed goes back to: the past year, all to come, called off ones for thirty days."""
    now = clock.now()
    shown_still = or_(Conference.state.not_in(PUT_OFF), Conference.calendar_changed_at > now - CALLED_OFF_FOR)
    return and_(Conference.ends_at > now - PAST, shown_still)
