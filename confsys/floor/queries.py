"""What is read of the floor: the list, who has the floor, what is set."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import joinedload

from confsys.agenda import queries as agenda
from confsys.agenda.models import AgendaItem
from confsys.conferences.models import Conference, Participation
from confsys.conferences.transitions import LIVE
from confsys.extensions import db
from confsys.floor import order, times
from confsys.floor.models import IN_LIST, ON_FLOOR, Floor, Turn
from confsys.floor.order import PAPER
from confsys.floor.rules import is_a_turn
from confsys.floor.standing import Standing


@dataclass(frozen=True)
class Speaking:
    """Who has the floor: a turn, or the item of the agenda that a site presents. `length`: seconds it may take."""

    turn: Turn | None
    item: AgendaItem | None
    length: int

    @property
    def site_id(self) -> str | None:
        return self.turn.participation.site_id if self.turn else self.item.site_id if self.item else None


# Put together once: at each press they are asked, and a province waits.
TURNS = (
    select(Turn)
    .where(Turn.conference_id == bindparam("conference"))
    .options(joinedload(Turn.participation).joinedload(Participation.site))
)
ALL_TURNS = TURNS.order_by(Turn.asked_at, Turn.id)
LIST = TURNS.where(Turn.state.in_(IN_LIST))
HOLDS = TURNS.where(Turn.paused_for_id.is_(None), Turn.state.in_(ON_FLOOR))


def turns_of(conference: Conference) -> list[Turn]:
    """Every turn there ever was, as they were asked for, each with its site at hand."""
    return list(db.session.scalars(ALL_TURNS, {"conference": conference.id}))


def last_begun(conference: Conference) -> datetime | None:
    """When a site was given the floor last."""
    return db.session.scalar(select(func.max(Turn.started_at)).where(Turn.conference_id == conference.id))


def waiting(conference: Conference) -> list[Turn]:
    """The list: those that wait or are called, in the order in which they come."""
    return order.in_order(db.session.scalars(LIST, {"conference": conference.id}))


def on_floor(conference: Conference) -> Turn | None:
    """The turn that has the floor: it speaks, or stands still for nobody."""
    return db.session.scalars(HOLDS, {"conference": conference.id}).first()


def waits_for(turn: Turn) -> Turn | None:
    """The turn that has the floor again when this one ends."""
    query = select(Turn).where(Turn.paused_for_id == turn.id).options(joinedload(Turn.participation))
    return db.session.scalars(query).first()


def turn_of_kind(participation: Participation, kind: str) -> Turn | None:
    """The turn of this kind that the site waits for."""
    query = select(Turn).where(Turn.participation_id == participation.id, Turn.kind == kind, Turn.state.in_(IN_LIST))
    return db.session.scalars(query).first()


def paper_of_site(conference: Conference, site_id: str) -> Turn | None:
    """The paper that a site has registered by itself and that waits."""
    papers = (each for each in waiting(conference) if each.kind == PAPER)
    return next((each for each in papers if each.participation.site_id == site_id), None)


def held_as(item: AgendaItem) -> Turn | None:
    """The paper that was taken up by this item."""
    return db.session.scalars(select(Turn).where(Turn.as_item_id == item.id)).first()


def papers_of(participation: Participation) -> list[AgendaItem]:
    """The papers of a site that are still to come on the agenda: they are its registered turns."""
    items = agenda.items_of(participation.conference)
    mine = [each for each in items if each.site_id == participation.site_id and each.is_waiting]
    return [each for each in mine if each.kind == "tham-luan"]


def floor_of(conference: Conference) -> Floor:
    """What was set for it, or what holds where nothing was."""
    found = db.session.get(Floor, conference.id)
    return found or Floor(conference_id=conference.id, closed_at=None, minutes={}, extra={})


def minutes_of(conference: Conference) -> dict[str, int]:
    """What a site has for each kind of turn, without what was given besides."""
    return times.USUAL_MINUTES | floor_of(conference).minutes


def highest_rank(conference: Conference) -> int:
    return db.session.scalar(select(func.max(Turn.rank)).where(Turn.conference_id == conference.id)) or 0


def standing_of(conference: Conference) -> Standing:
    """How the floor stands; two statements."""
    return Standing(turns_of(conference), floor_of(conference), is_live=conference.state == LIVE)


def length_of(turn: Turn) -> int:
    """Seconds this turn may take: what its site has left when it begins."""
    return standing_of(turn.conference).seconds_left(turn)


def speaking(conference: Conference) -> Speaking | None:
    """Who has the floor now; None while nobody has."""
    standing = standing_of(conference)
    if turn := standing.holder:
        return Speaking(turn, turn.from_item, standing.seconds_left(turn))
    item = agenda.current_of(conference)
    if item is not None and is_a_turn(item):
        return Speaking(None, item, round(item.length.total_seconds()))
    return None
