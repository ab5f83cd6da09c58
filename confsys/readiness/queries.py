"""What is read of tests, check lists and incidents: of one site, or of all of a conference in one statement each."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from confsys.conferences.access import visible_to
from confsys.conferences.models import Conference, Participation
from confsys.extensions import db
from confsys.people.models import Person
from confsys.readiness.models import CheckList, Incident, SelfTest
from confsys.sites.models import Site


def _inside(conference: Conference) -> ColumnElement[bool]:
    return Participation.conference_id == conference.id


# -- all sites of a conference, by the id of the participation --------------------------------------


def open_incidents(conference: Conference) -> dict[str, list[Incident]]:
    """Those that are not solved, the longest first: who takes care of them stands in each."""
    query = select(Incident).join(Incident.participation).where(_inside(conference), Incident.solved_at.is_(None))
    found: dict[str, list[Incident]] = {}
    for each in db.session.scalars(query.order_by(Incident.opened_at, Incident.id)):
        found.setdefault(each.participation_id, []).append(each)
    return found


def latest_tests(conference: Conference) -> dict[str, SelfTest]:
    """The last test of each site that has made one."""
    place = func.row_number().over(
        partition_by=SelfTest.participation_id, order_by=(SelfTest.tested_at.desc(), SelfTest.id.desc())
    )
    ranked = select(SelfTest, place.label("place")).join(SelfTest.participation).where(_inside(conference)).subquery()
    latest = aliased(SelfTest, ranked)
    found = db.session.scalars(select(latest).where(ranked.c.place == 1))
    return {each.participation_id: each for each in found}


def check_lists(conference: Conference) -> dict[str, CheckList]:
    """The lists that were begun: `is_signed`, or how far (`answered`)."""
    query = select(CheckList).join(CheckList.participation).where(_inside(conference))
    return {each.participation_id: each for each in db.session.scalars(query)}


def all_incidents(conference: Conference) -> list[Incident]:
    """Every incident with its site, the longest open first, then the latest solved."""
    query = select(Incident).join(Incident.participation).join(Participation.site).where(_inside(conference))
    query = query.options(contains_eager(Incident.participation).contains_eager(Participation.site))
    rows = list(db.session.scalars(query.order_by(Incident.opened_at, Incident.id)))
    return [row for row in rows if row.is_open] + [row for row in reversed(rows) if not row.is_open]


# -- one unit of the directory, in all its conferences ------------------------------------------------


def tests_at(person: Person, site: Site, *, most: int) -> list[SelfTest]:
    """The latest tests of a unit in conferences this person may see."""
    query = _at(select(SelfTest), SelfTest.participation, person, site)
    return list(db.session.scalars(query.order_by(SelfTest.tested_at.desc(), SelfTest.id.desc()).limit(most)))


def incidents_at(person: Person, site: Site, *, most: int) -> list[Incident]:
    """Its latest incidents, likewise."""
    query = _at(select(Incident), Incident.participation, person, site)
    return list(db.session.scalars(query.order_by(Incident.opened_at.desc(), Incident.id.desc()).limit(most)))


def _at(query: Select[Any], participation: Any, person: Person, site: Site) -> Select[Any]:
    there = aliased(Participation)  # what decides who may see asks about participations of its own
    at_site = participation.of_type(there)
    query = query.join(at_site).join(there.conference).where(there.site_id == site.id, visible_to(person))
    return query.options(contains_eager(at_site).contains_eager(there.conference))


# -- what is missing, for tasks ------------------------------------------------------------------------


def untested(sites: Collection[str], states: Sequence[str], now: datetime, *, most: int) -> list[Participation]:
    """Where these sites take part in what is still to begin and have not tested, the nearest first."""
    query = select(Participation).join(Participation.conference).join(Participation.site)
    query = query.where(Participation.site_id.in_(sites), _is_untested(), Conference.state.in_(states))
    query = query.options(contains_eager(Participation.conference), contains_eager(Participation.site))
    query = query.where(Conference.starts_at > now).order_by(Conference.starts_at, Participation.id)
    return list(db.session.scalars(query.limit(most)))


def untested_counts(ids: Iterable[str]) -> dict[str, int]:
    """How many sites of each of these conferences have not tested."""
    query = select(Participation.conference_id, func.count()).where(Participation.conference_id.in_(list(ids)))
    query = query.where(_is_untested()).group_by(Participation.conference_id)
    return dict(db.session.execute(query).all())


def waiting_incidents(ids: Iterable[str]) -> dict[str, tuple[int, datetime]]:
    """How many incidents of each of these conferences nobody takes care of, and since when the first waits."""
    query = select(Participation.conference_id, func.count(), func.min(Incident.opened_at))
    query = query.join(Incident.participation).where(Participation.conference_id.in_(list(ids)))
    query = query.where(Incident.solved_at.is_(None), Incident.taken_at.is_(None))
    found = db.session.execute(query.group_by(Participation.conference_id))
    return {conference_id: (number, since) for conference_id, number, since in found}


def _is_untested() -> ColumnElement[bool]:
    return ~exists().where(SelfTest.participation_id == Participation.id)


# -- one site ----------------------------------------------------------------------------------------


def open_incident(participation: Participation, kind: str) -> Incident | None:
    query = select(Incident).where(Incident.participation_id == participation.id, Incident.kind == kind)
    return db.session.scalars(query.where(Incident.solved_at.is_(None))).first()


def incidents_of(participation: Participation) -> list[Incident]:
    """All of a site's, the latest first."""
    query = select(Incident).where(Incident.participation_id == participation.id)
    return list(db.session.scalars(query.order_by(Incident.opened_at.desc(), Incident.id)))


def incident_of(participation: Participation, incident_id: str) -> Incident | None:
    """One of this site's."""
    query = select(Incident).where(Incident.participation_id == participation.id, Incident.id == incident_id)
    return db.session.scalars(query.options(joinedload(Incident.participation))).first()


def tests_of(participation: Participation) -> list[SelfTest]:
    """The latest first."""
    query = select(SelfTest).where(SelfTest.participation_id == participation.id)
    return list(db.session.scalars(query.order_by(SelfTest.tested_at.desc(), SelfTest.id.desc())))


def latest_test_of(participation: Participation) -> SelfTest | None:
    query = select(SelfTest).where(SelfTest.participation_id == participation.id)
    return db.session.scalars(query.order_by(SelfTest.tested_at.desc(), SelfTest.id.desc()).limit(1)).first()


def check_list_of(participation: Participation) -> CheckList | None:
    return db.session.get(CheckList, participation.id)
