"""Whom a change of a conference concerns, as what, before and after it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, literal, select

from confsys import clock
from confsys.changes import Event
from confsys.conferences import queries
from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.letters.addressed import Receiver, contacts_of
from confsys.letters.knowing import APPROVER, ASKER, NAMED, OF_SITE
from confsys.people.models import APPROVER as APPROVES
from confsys.people.models import OFFICER, Person, RoleHeld
from confsys.people.queries import held_on
from confsys.sites.models import Site

As = dict[str, set[str]]  # as what, by the id of the person


@dataclass(frozen=True)
class Circle:
    """Who receives, as what each received news before and does now. `joins`: the id of his site's participation."""

    people: dict[str, Person | Receiver]
    before: As
    after: As
    joins: dict[str, str]


def circle_of(event: Event) -> Circle:
    conference: Conference = event.thing
    now = _taking_part(conference)
    then = now | {name: value for name, value in (event.before or {}).items() if name in now}
    officers = answering_for({*now["sites"], *then["sites"]})
    lasting = _lasting(conference)
    people = {person.id: person for person, _site in officers} | {person.id: person for person in lasting[APPROVER]}
    people |= _persons(set(_named(now)) | set(_named(then)) | lasting[ASKER])
    joins: dict[str, str] = {}
    for person, site in officers:
        if site in now["sites"]:
            joins.setdefault(person.id, now["sites"][site])
    return Circle(people, _as(then, officers, lasting), _as(now, officers, lasting), joins)


def sites_reached(sites: Iterable[str]) -> set[str]:
    """Those of these sites somebody answers for to whom a letter can be sent today."""
    return {site for _person, site in answering_for(sites)}


def answering_for(sites: Iterable[str]) -> list[tuple[Person | Receiver, str]]:
    """Who answers for each of these sites today and can be written to, with the id of the site."""
    wanted = list(sites)
    officers = [(person, site) for person, site in db.session.execute(_officers(wanted, clock.today()))]
    return [*officers, *contacts_of(wanted, officers)]


def _taking_part(conference: Conference) -> dict[str, Any]:
    """As the journal names it; each site with the id of its participation."""
    return {
        "sites": {each.site_id: each.id for each in queries.participations_of(conference)},
        "chairs": [each.id for each in queries.chairs_of(conference)],
        "substitutes": queries.substitutes_of(conference),
    }


def _named(taking_part: Mapping[str, Any]) -> list[str]:
    """Chairs, and who goes in the place of one."""
    return [*taking_part["chairs"], *taking_part["substitutes"].values()]


def _lasting(conference: Conference) -> dict[str, Any]:
    """Who asked, by id, and the approvers of the body: no change of the conference changes them."""
    asker = conference.asked_by_id or conference.planned_by_id
    approvers = db.session.scalars(_holding(APPROVES).where(literal(conference.organiser.path).startswith(Site.path)))
    return {ASKER: {asker} if asker else set(), APPROVER: list(approvers.unique())}


def _as(taking_part: Mapping[str, Any], officers: Iterable[Any], lasting: Mapping[str, Any]) -> As:
    found: As = {}
    for each in lasting[ASKER]:
        found.setdefault(each, set()).add(ASKER)
    for each in _named(taking_part):
        found.setdefault(each, set()).add(NAMED)
    for person, site in officers:
        if site in taking_part["sites"]:
            found.setdefault(person.id, set()).add(OF_SITE)
    for person in lasting[APPROVER]:
        found.setdefault(person.id, set()).add(APPROVER)
    return found


def _officers(sites: Iterable[str], today: date) -> Select:
    """Who answers for each of these sites today, with the id of the site."""
    query = select(Person, RoleHeld.site_id).join(RoleHeld, RoleHeld.person_id == Person.id)
    query = query.where(
        RoleHeld.role == OFFICER, RoleHeld.site_id.in_(sites), held_on(today), Person.email.is_not(None)
    )
    return query.order_by(RoleHeld.site_id, Person.id)


def _holding(role: str) -> Select:
    query = select(Person).join(RoleHeld, RoleHeld.person_id == Person.id).join(Site, Site.id == RoleHeld.site_id)
    return query.where(RoleHeld.role == role, held_on(clock.today()), Person.email.is_not(None)).order_by(Person.id)


def _persons(ids: Iterable[str]) -> dict[str, Person]:
    return {each.id: each for each in db.session.scalars(select(Person).where(Person.id.in_(ids)))}
