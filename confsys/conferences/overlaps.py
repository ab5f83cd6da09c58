"""Which other conferences want the same chair, the same main site or the same office at the same time."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
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


def in_the_way_of(conference: Conference) -> list[Conference]:
    """What has taken its slot: approved or later, overlapping, of its body, with its main site or a chair of it."""
    asked = aliased(Conference)
    query = _at_the_same_time(asked, [conference.id], transitions.KNOWN).where(
        Conference.organiser_id == asked.organiser_id, or_(_same_main_site(asked), _same_chair(asked))
    )
    return list(db.session.scalars(query))


def _pairs(ids: list[str], person: Person) -> list[tuple[str, Conference, bool]]:
    asked = aliased(Conference)
    same_outside_chair = and_(Conference.outside_chair != "", Conference.outside_chair == asked.outside_chair)
    same_office = Conference.organiser_id == asked.organiser_id
    query = (
        _at_the_same_time(asked, ids, TAKES_TIME)
        .where(or_(_same_chair(asked), same_outside_chair, _same_main_site(asked), same_office))
        .add_columns(asked.id, visible_to(person))
    )
    return [(asked_id, other, bool(is_seen)) for other, asked_id, is_seen in db.session.execute(query)]


def _at_the_same_time(asked: type[Conference], ids: list[str], states: tuple[str, ...]) -> Select:
    """The others in these states during the time of those asked about, earliest first."""
    return (
        select(Conference)
        .join(asked, (Conference.starts_at < asked.ends_at) & (Conference.ends_at > asked.starts_at))
        .where(asked.id.in_(ids), Conference.id != asked.id, Conference.state.in_(states))
        .order_by(Conference.starts_at, Conference.id)
    )


def _same_main_site(asked: type[Conference]) -> ColumnElement[bool]:
    return Conference.main_site_id == asked.main_site_id


def _same_chair(asked: type[Conference]) -> ColumnElement[bool]:
    mine, theirs = aliased(ConferencePerson), aliased(ConferencePerson)
    return exists().where(
        mine.conference_id == asked.id,
        theirs.conference_id == Conference.id,
        mine.person_id == theirs.person_id,
        mine.function == "chair",
        theirs.function == "chair",
    )
