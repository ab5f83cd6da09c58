"""Which other conferences want the same chair, the same main site or the same office at the same time."""

from dataclasses import dataclass

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import aliased

from confsys.conferences import transitions
from confsys.conferences.access import visible_to
from confsys.conferences.models import Conference, ConferencePerson
from confsys.conferences.queries import chairs_by_conference
from confsys.extensions import db
from confsys.people.models import Person

TAKES_TIME = (transitions.REQUESTED, "approved", *transitions.TOLD)


@dataclass(frozen=True)
class Overlap:
    """Another conference at the same time, and what both want. `title` is "" for whom it is not."""

    other: Conference
    title: str
    chairs: tuple[str, ...]
    same_main_site: bool


def overlaps_of(conferences: list[Conference], person: Person) -> dict[str, list[Overlap]]:
    """What each of these conferences overlaps with, as far as `person` may know: two statements, however many."""
    pairs = _pairs([each.id for each in conferences], person)
    chairs = chairs_by_conference([*{each.id for each in conferences}, *{other.id for _id, other, _seen in pairs}])
    asked = {each.id: each for each in conferences}
    found: dict[str, list[Overlap]] = {}
    for conference_id, other, is_seen in pairs:
        mine = {chair.id for chair in chairs.get(conference_id, [])}
        shared = tuple(chair.name for chair in chairs.get(other.id, []) if chair.id in mine)
        if other.outside_chair and other.outside_chair == asked[conference_id].outside_chair:
            shared = (other.outside_chair, *shared)
        same_place = other.main_site_id == asked[conference_id].main_site_id
        found.setdefault(conference_id, []).append(Overlap(other, other.title if is_seen else "", shared, same_place))
    return found


def _pairs(ids: list[str], person: Person) -> list[tuple[str, Conference, bool]]:
    asked = aliased(Conference)
    mine, theirs = aliased(ConferencePerson), aliased(ConferencePerson)
    same_chair = exists().where(
        mine.conference_id == asked.id, theirs.conference_id == Conference.id, mine.person_id == theirs.person_id
    )
    same_place = Conference.main_site_id == asked.main_site_id
    same_outside_chair = and_(Conference.outside_chair != "", Conference.outside_chair == asked.outside_chair)
    query = (
        select(asked.id, Conference, visible_to(person))
        .join(Conference, (Conference.starts_at < asked.ends_at) & (Conference.ends_at > asked.starts_at))
        .where(asked.id.in_(ids), Conference.id != asked.id, Conference.state.in_(TAKES_TIME))
        .where(or_(same_chair, same_outside_chair, same_place, Conference.organiser_id == asked.organiser_id))
        .order_by(Conference.starts_at, Conference.id)
    )
    return [(row[0], row[1], bool(row[2])) for row in db.session.execute(query)]
