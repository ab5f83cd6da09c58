"""The rules of an agenda as a whole: when it may change, and what may not be put before what."""

from datetime import datetime

from sqlalchemy import select, update

from confsys import shown
from confsys.agenda.models import AgendaItem
from confsys.conferences import transitions
from confsys.conferences.models import Conference, Participation
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.words import _

MOST_ITEMS = 300


def refuse_too_many(position: int) -> None:
    if position > MOST_ITEMS:
        raise Refused(_("An agenda has at most %(most)s items.", most=MOST_ITEMS))


def refuse_begun(items: list[AgendaItem]) -> None:
    """What has begun stays: it happened."""
    for item in items:
        if item.started_at is not None:
            raise Refused(_("“%(title)s” has already begun and stays on the agenda.", title=item.title))


def refuse_moved_on(item: AgendaItem, revision: int | None) -> None:
    """`revision`: the one the person saw, if that matters."""
    if revision is not None and revision != item.revision:
        raise Refused(_("Somebody else changed this item meanwhile. Load it again and repeat your change."))


def refuse_when_over(conference: Conference) -> None:
    if conference.is_over:
        raise Refused(_("The conference is over; its agenda stays as it is."))


def refuse_unless_live(conference: Conference) -> None:
    if conference.state != transitions.LIVE:
        raise not_running(conference)


def refuse_unless_running(conference: Conference) -> None:
    if not conference.is_running:
        raise not_running(conference)


def not_running(conference: Conference) -> Refused:
    state = transitions.STATE_NAMES[conference.state]
    return Refused(_("The conference must be in session for this; it is in the state “%(state)s”.", state=state))


def check_site(conference: Conference, site: str | None) -> None:
    query = select(Participation.id).where(Participation.conference_id == conference.id, Participation.site_id == site)
    if site is not None and db.session.scalars(query).first() is None:
        raise Invalid({"site": _("This site does not take part in the conference.")})


def check_fixed(conference: Conference, at: datetime | None) -> None:
    if at is not None and not conference.starts_at <= at < conference.ends_at:
        slot = shown.span(conference.starts_at, conference.ends_at)
        raise Invalid({"fixed_start": _("A fixed start lies within the conference: %(slot)s.", slot=slot)})


def refuse_changing_the_past(old: list[AgendaItem], new: list[AgendaItem]) -> None:
    """What has begun keeps its place at the head: nothing that waits goes before it, nothing of it moves."""
    begun = [item.id for item in old if item.started_at is not None]
    if begun != [item.id for item in new if item.started_at is not None]:
        raise Refused(_("What has begun keeps its place."))
    last_begun = max((place for place, item in enumerate(new) if item.started_at is not None), default=-1)
    was_after = {item.id for item in old[_last_begun(old) + 1 :]}
    if any(item.id in was_after for item in new[: last_begun + 1]):
        raise Refused(_("Nothing can be put before what has already begun."))


def _last_begun(items: list[AgendaItem]) -> int:
    return max((place for place, item in enumerate(items) if item.started_at is not None), default=-1)


def number(items: list[AgendaItem]) -> None:
    """Positions 1, 2, 3 …; through negative ones, because no two may be alike even for a moment."""
    for place, item in enumerate(items, start=1):
        db.session.execute(update(AgendaItem).where(AgendaItem.id == item.id).values(position=-place))
    for item in items:
        db.session.expire(item, ["position"])
    conference_id = items[0].conference_id if items else ""
    db.session.execute(
        update(AgendaItem)
        .where(AgendaItem.conference_id == conference_id, AgendaItem.position < 0)
        .values(position=-AgendaItem.position)
    )


def ids(items: list[AgendaItem]) -> list[str]:
    return [item.id for item in items]
