"""What is read of conferences. Lists are queries with an explicit order and what they show at hand."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import joinedload

from confsys import clock
from confsys.conferences import transitions
from confsys.conferences.access import is_public, organised_under, visible_to
from confsys.conferences.models import Conference, ConferencePerson, ConferenceUnit, Participation, SlotRequest
from confsys.extensions import db
from confsys.folding import folded
from confsys.people.models import Person
from confsys.scheduling.models import Resource
from confsys.sites.access import holds_anywhere
from confsys.sites.models import Site


def listed(
    person: Person,
    *,
    text: str = "",
    begin: datetime | None = None,
    end: datetime | None = None,
    site_id: str | None = None,
    state: str | None = None,
) -> Select[Conference]:
    """Conferences this person may see that overlap [begin, end), earliest first."""
    query = select(Conference).where(visible_to(person)).order_by(Conference.starts_at, Conference.id)
    query = query.options(joinedload(Conference.main_site), joinedload(Conference.organiser))
    if folded(text):
        like = Conference.folded.contains(folded(text), autoescape=True)
        query = query.where(or_(like, Conference.code == text.strip().upper()))
    if begin:
        query = query.where(Conference.ends_at > begin)
    if end:
        query = query.where(Conference.starts_at < end)
    if site_id:
        joined = select(Participation.conference_id).where(Participation.site_id == site_id)
        query = query.where(Conference.id.in_(joined))
    if state:
        query = query.where(Conference.state == state)
    return query


def to_come(begin: datetime) -> ColumnElement[bool]:
    """The condition for what can still be replanned and begins at `begin` or later; put off counts as to come."""
    ahead = and_(Conference.state.in_(transitions.BEFORE_LIVE), Conference.starts_at >= begin)
    return or_(ahead, Conference.state == transitions.POSTPONED)


def all_of(query: Select[Conference]) -> list[Conference]:
    return list(db.session.scalars(query))


def latest_first(query: Select[Conference]) -> Select[Conference]:
    return query.order_by(None).order_by(Conference.starts_at.desc(), Conference.id)


def nearest_first(query: Select[Conference], now: datetime) -> Select[Conference]:
    """Those that are not over by their order in time, then those that are, the latest first."""
    is_past = Conference.ends_at < now
    coming, past = case((is_past, None), else_=Conference.starts_at), case((is_past, Conference.starts_at), else_=None)
    return query.order_by(None).order_by(is_past, coming, past.desc(), Conference.id)


def participations_of(conference: Conference) -> list[Participation]:
    """The sites of a conference, the main one first, then by the Vietnamese alphabet."""
    query = (
        select(Participation)
        .join(Participation.site)
        .where(Participation.conference_id == conference.id)
        .options(joinedload(Participation.site))
        .order_by(Participation.is_main.desc(), Site.sort_key, Site.id)
    )
    return list(db.session.scalars(query))


def latest_of(bodies: list[str], but: Conference | None = None) -> list[tuple[Conference, int]]:
    """The last conferences of these bodies, each with how many sites it has beside the main one; the latest first."""
    query = select(Conference, func.count(Participation.id)).join(
        Participation, and_(Participation.conference_id == Conference.id, Participation.is_main.is_(False))
    )
    query = query.where(Conference.organiser_id.in_(bodies), Conference.id != (but.id if but else ""))
    query = query.group_by(Conference.id).order_by(Conference.starts_at.desc(), Conference.id).limit(12)
    return [(conference, number) for conference, number in db.session.execute(query)]


def chairs_of(conference: Conference) -> list[Person]:
    query = (
        select(Person)
        .join(ConferencePerson, ConferencePerson.person_id == Person.id)
        .where(ConferencePerson.conference_id == conference.id, ConferencePerson.function == "chair")
        .order_by(ConferencePerson.position, Person.id)
    )
    return list(db.session.scalars(query))


def whose_time() -> ColumnElement[str]:
    """Of a person named in a conference: who goes, and so has no other time then."""
    return func.coalesce(ConferencePerson.substitute_id, ConferencePerson.person_id)


def substitutes_of(conference: Conference) -> dict[str, str]:
    """Who goes in whose place: the id of the substitute by that of the person named."""
    query = select(ConferencePerson.person_id, ConferencePerson.substitute_id).where(
        ConferencePerson.conference_id == conference.id, ConferencePerson.substitute_id.is_not(None)
    )
    rows = db.session.execute(query.order_by(ConferencePerson.position, ConferencePerson.person_id))
    return {row.person_id: row.substitute_id for row in rows}


def going_instead(conference: Conference) -> list[tuple[Person, Person]]:
    """Each person named in whose place another goes, and that one."""
    query = (
        select(ConferencePerson)
        .where(ConferencePerson.conference_id == conference.id, ConferencePerson.substitute_id.is_not(None))
        .options(joinedload(ConferencePerson.person), joinedload(ConferencePerson.substitute))
        .order_by(ConferencePerson.position, ConferencePerson.person_id)
    )
    return [(each.person, each.substitute) for each in db.session.scalars(query) if each.substitute]


def units_of(conference: Conference) -> list[str]:
    """The ids of the equipment it needs."""
    query = select(ConferenceUnit.resource_id).where(ConferenceUnit.conference_id == conference.id)
    return list(db.session.scalars(query.order_by(ConferenceUnit.resource_id)))


def equipment_of(conference: Conference) -> list[Resource]:
    """The equipment it needs, by name."""
    query = select(Resource).join(ConferenceUnit, ConferenceUnit.resource_id == Resource.id)
    query = query.where(ConferenceUnit.conference_id == conference.id).order_by(Resource.sort_key, Resource.id)
    return list(db.session.scalars(query))


def waiting_for(person: Person, states_by_role: dict[str, tuple[str, ...]], *, most: int) -> list[Conference]:
    """Conferences in a state in which one of this person's roles has something to do, earliest first."""
    held = {role: states for role, states in states_by_role.items() if holds_anywhere(person, role)}
    if not held:
        return []
    each = [and_(organised_under(person, (role,)), Conference.state.in_(states)) for role, states in held.items()]
    query = select(Conference).where(or_(*each)).order_by(Conference.starts_at, Conference.id).limit(most)
    return all_of(
        query.options(joinedload(Conference.main_site), joinedload(Conference.organiser), joinedload(Conference.room))
    )


def slot_requests(ids: list[str]) -> dict[str, SlotRequest]:
    """What was asked for with the slot of each of these, if anything was."""
    query = select(SlotRequest).where(SlotRequest.conference_id.in_(ids))
    return {each.conference_id: each for each in db.session.scalars(query)}


def site_counts(ids: list[str]) -> dict[str, int]:
    """How many sites each of these conferences has."""
    query = (
        select(Participation.conference_id, func.count())
        .where(Participation.conference_id.in_(ids))
        .group_by(Participation.conference_id)
    )
    return dict(db.session.execute(query).all())


def public_today() -> list[Conference]:
    """What everybody may know of today, earliest first: for the sign-in page."""
    first, end = clock.day_span(clock.today())
    query = select(Conference).where(is_public(), Conference.ends_at > first, Conference.starts_at < end)
    return list(db.session.scalars(query.order_by(Conference.starts_at, Conference.id).limit(5)))
