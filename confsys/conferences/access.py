"""From an id in a request to a conference this person may see, plan, run or decide about.

Seen by: draft and requested, the organiser's office and its approvers; approved, also the planned
sites and the people named; issued and later, all of them; `public` ones, from then on, everybody.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true
from sqlalchemy.orm import joinedload

from confsys.conferences import transitions
from confsys.conferences.models import Conference, ConferencePerson, Participation
from confsys.conferences.transitions import ASKER, Transition
from confsys.errors import NotAllowed, NotFound
from confsys.extensions import db
from confsys.office import queries as office
from confsys.people.models import (
    ADMINISTRATOR,
    APPROVER,
    CHAIR,
    DELEGATE,
    OFFICER,
    SECRETARIAT,
    TECHNICIAN,
    Person,
)
from confsys.sites.access import Held, holds, holds_anywhere, is_administrator, roles_of
from confsys.sites.models import Site
from confsys.words import _

PLANNERS = (SECRETARIAT, APPROVER)
BODY = (SECRETARIAT, APPROVER, CHAIR, TECHNICIAN)


def visible_to(person: Person) -> ColumnElement[bool]:
    """The condition under which `person` may know of a conference: for every list and look-up."""
    if is_administrator(person):
        return true()
    return _visible(person.id, tuple(roles_of(person)))


@lru_cache(maxsize=512)  # to put it together takes longer than to ask
def _visible(person_id: str, roles: tuple[Held, ...]) -> ColumnElement[bool]:
    return or_(_concerned(person_id, roles), is_public())


def _concerned(person_id: str, roles: tuple[Held, ...]) -> ColumnElement[bool]:
    """The condition under which somebody knows of it for what he is, not because everybody may."""
    of_planners = _organised_by(roles, PLANNERS)
    of_body = and_(_organised_by(roles, BODY), is_known())
    return or_(
        Conference.planned_by_id == person_id,
        of_planners,
        of_body,
        and_(is_known(), _takes_part(person_id, roles)),
    )


def is_public() -> ColumnElement[bool]:
    """The condition under which everybody may know of it."""
    told = or_(Conference.state.in_(transitions.TOLD), _had_come_to(transitions.TOLD))
    return and_(Conference.public, told)


def is_known() -> ColumnElement[bool]:
    """Approved or later; one that was postponed or cancelled is known if it had come that far."""
    return or_(Conference.state.in_(transitions.KNOWN), _had_come_to(transitions.KNOWN))


def _had_come_to(states: tuple[str, ...]) -> ColumnElement[bool]:
    return and_(Conference.state.in_(transitions.PUT_OFF), Conference.state_before.in_(states))


def organised_under(person: Person, roles: tuple[str, ...]) -> ColumnElement[bool]:
    """The condition that a body organises it for which the person holds one of these roles."""
    return _organised_by(roles_of(person), roles)


def _organised_by(held: Iterable[Held], roles: tuple[str, ...]) -> ColumnElement[bool]:
    paths = {each.path for each in held if each.role in roles}
    if not paths:
        return false()
    below = or_(*(Site.path.startswith(path, autoescape=True) for path in sorted(paths)))
    return Conference.organiser_id.in_(select(Site.id).where(below))


def _takes_part(person_id: str, roles: Iterable[Held]) -> ColumnElement[bool]:
    named = exists().where(ConferencePerson.conference_id == Conference.id, ConferencePerson.names(person_id))
    sites = [held.site_id for held in roles if held.role in (OFFICER, DELEGATE)]
    if not sites:
        return named
    joined = exists().where(Participation.conference_id == Conference.id, Participation.site_id.in_(sites))
    return or_(named, joined)


def seen(person: Person, conference_id: str) -> Conference:
    """A conference this person may see; NotFound for one that is not there or not for them."""
    query = select(Conference).where(Conference.id == conference_id, visible_to(person))
    conference = db.session.scalars(query.options(joinedload(Conference.organiser))).first()
    if conference is None:
        raise NotFound()
    return conference


def is_concerned(person: Person, conference: Conference) -> bool:
    """Whether somebody who sees a conference would see it also if it were not public."""
    if not conference.public or is_administrator(person):
        return True
    of_his = _concerned(person.id, tuple(roles_of(person)))
    return db.session.scalar(select(Conference.id).where(Conference.id == conference.id, of_his)) is not None


def managed(person: Person, conference_id: str) -> Conference:
    """A conference this person may plan: agenda, sites, links, messages."""
    return to_manage(person, seen(person, conference_id))


def to_manage(person: Person, conference: Conference) -> Conference:
    """One this person has been found to see, if they may plan it too."""
    return _allowed(conference, may_manage(person, conference))


def run(person: Person, conference_id: str) -> Conference:
    """A conference whose agenda this person may run."""
    return to_run(person, seen(person, conference_id))


def to_run(person: Person, conference: Conference) -> Conference:
    """One this person has been found to see, if they may run its agenda too."""
    return _allowed(conference, may_run(person, conference))


def watched(person: Person, conference_id: str) -> Conference:
    """A conference whose operator's view this person may open."""
    conference = seen(person, conference_id)
    return _allowed(conference, may_watch(person, conference))


def linked(person: Person, conference_id: str) -> Conference:
    """A conference whose links this person may hand out: its office, and the technician who connects the sites."""
    conference = seen(person, conference_id)
    return _allowed(conference, may_hand_out_links(person, conference))


def decided(person: Person, conference_id: str) -> Conference:
    """A conference whose slot this person may decide on."""
    conference = seen(person, conference_id)
    return _allowed(conference, may_take(person, conference, transitions.TRANSITIONS["approve"]))


def participation_of(conference: Conference, participation_id: str) -> Participation:
    """A site in this conference, by the id of its participation."""
    query = select(Participation).where(
        Participation.id == participation_id, Participation.conference_id == conference.id
    )
    participation = db.session.scalars(query).first()
    if participation is None:
        raise NotFound()
    return participation


def participation_of_site(conference: Conference, site_id: str) -> Participation:
    """A site in this conference, by its own id."""
    query = select(Participation).where(Participation.conference_id == conference.id, Participation.site_id == site_id)
    participation = db.session.scalars(query.options(joinedload(Participation.site))).first()
    if participation is None:
        raise NotFound()
    return participation


def own_participation(person: Person, conference: Conference) -> Participation | None:
    """The site this person is officer or delegate of, if it takes part."""
    sites = [held.site_id for held in roles_of(person) if held.role in (OFFICER, DELEGATE)]
    if not sites:
        return None
    query = select(Participation).where(Participation.conference_id == conference.id, Participation.site_id.in_(sites))
    return db.session.scalars(query.order_by(Participation.id).options(joinedload(Participation.site))).first()


def _allowed(conference: Conference, may: bool) -> Conference:
    if not may:
        raise NotAllowed(_("Only the organiser's office may do this."))
    return conference


def may_manage(person: Person, conference: Conference) -> bool:
    return holds(person, SECRETARIAT, conference.organiser)


def may_run(person: Person, conference: Conference) -> bool:
    return may_manage(person, conference) or is_chair(person, conference)


def may_watch(person: Person, conference: Conference) -> bool:
    return may_run(person, conference) or holds(person, TECHNICIAN, conference.organiser)


def may_hand_out_links(person: Person, conference: Conference) -> bool:
    return may_manage(person, conference) or holds(person, TECHNICIAN, conference.organiser)


def may_read_links(person: Person, about: Mapping[str, str]) -> bool:
    """Whether the links of the sites of the conference that a letter is about are this person's to hand out."""
    conference = db.session.get(Conference, about["conference"])
    return conference is not None and may_hand_out_links(person, conference)


def is_chair(person: Person, conference: Conference) -> bool:
    """A chair of the organising body, or named as chair of this conference."""
    if holds(person, CHAIR, conference.organiser):
        return True
    named = select(ConferencePerson.person_id).where(
        ConferencePerson.conference_id == conference.id,
        ConferencePerson.function == "chair",
        ConferencePerson.names(person.id),
    )
    return db.session.scalars(named).first() is not None


def may_approve(person: Person, conference: Conference) -> bool:
    """An approver of the organising body; never of his own request, unless the office is one person."""
    is_own = conference.asked_by_id == person.id and not office.current().is_one_person
    return holds(person, APPROVER, conference.organiser) and not is_own


def may_plan_for(person: Person, organiser: Site) -> bool:
    return holds(person, SECRETARIAT, organiser)


def may_plan_at_all(person: Person) -> bool:
    return holds_anywhere(person, SECRETARIAT)


def may_take(person: Person, conference: Conference, step: Transition) -> bool:
    """Whether the table lets this person take this step, whatever the state."""
    if holds_anywhere(person, ADMINISTRATOR):
        return True
    if ASKER in step.roles:
        return conference.asked_by_id == person.id
    if any(holds(person, role, conference.organiser) for role in step.roles):
        return True
    return CHAIR in step.roles and is_chair(person, conference)


def steps_for(person: Person, conference: Conference) -> list[Transition]:
    """The steps this person can take now, in the order of the table."""
    steps = transitions.TRANSITIONS.values()
    return [step for step in steps if conference.state in step.sources and may_take(person, conference, step)]
