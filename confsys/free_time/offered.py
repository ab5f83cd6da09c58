"""Whom the page offers to choose: persons by name or those who chair, and the sites of the first day."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select

from confsys import clock
from confsys.extensions import db
from confsys.folding import folded
from confsys.free_time.pages import Asked
from confsys.people import queries as persons
from confsys.people.models import CHAIR, Person
from confsys.sites.models import Site
from confsys.sites.tree import groups_on, names_alike

MOST = 40


def only_what_there_is(asked: Asked) -> Asked:
    """Without the ids of nobody and nowhere: an address may be old."""
    people = set(db.session.scalars(select(Person.id).where(Person.id.in_([*asked.people, *asked.optional]))))
    sites = set(db.session.scalars(select(Site.id).where(Site.id.in_(asked.sites)))) if asked.sites else set()
    kept = replace(
        asked,
        people=tuple(each for each in asked.people if each in people),
        optional=tuple(each for each in asked.optional if each in people),
        sites=tuple(each for each in asked.sites if each in sites),
    )
    asked.form.values |= {"people": set(kept.people), "optional": set(kept.optional), "sites": set(kept.sites)}
    return replace(kept, least=min(asked.least, len(kept.sites)))


def choices(asked: Asked) -> dict[str, Any]:
    """The persons to choose from, chosen ones first, and the sites in their groups."""
    groups = groups_on(asked.first)
    return {"offered": _people(asked), "groups": groups, "alike": names_alike(groups)}


def _people(asked: Asked) -> list[Person]:
    chosen = [*asked.people, *asked.optional]
    query = select(Person).where(Person.id.in_(chosen)).order_by(Person.sort_key, Person.id)
    words = folded(asked.form.values["q"])
    others = persons.found(words, None if words else CHAIR, clock.today()).where(Person.id.not_in(chosen)).limit(MOST)
    return [*(db.session.scalars(query) if chosen else ()), *db.session.scalars(others)]
