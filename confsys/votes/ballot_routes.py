"""A site casts its ballot: by its link, by its account; the office writes down what it hears, but never in secret."""

from flask import Blueprint

from confsys import doors
from confsys.conferences.links import holder_of
from confsys.conferences.models import Participation
from confsys.errors import NotFound
from confsys.people.models import Person
from confsys.votes import access, floods
from confsys.votes.booth import Booth
from confsys.votes.models import LINK

pages = Blueprint("ballots", __name__)


@pages.get("/join/<token>/vote")
@doors.by_link
def by_link(token: str):
    return Booth(_of_link(token), f"/join/{token}", LINK).page()


@pages.post("/join/<token>/vote")
@doors.by_link
def cast_by_link(token: str):
    participation = _of_link(token)
    floods.count(participation.id)
    return Booth(participation, f"/join/{token}", LINK).cast(None)


@pages.get("/conferences/<conference_id>/sites/<site_id>/vote")
@doors.signed_in
def show(person: Person, conference_id: str, site_id: str):
    return _own(person, conference_id, site_id).page()


@pages.post("/conferences/<conference_id>/sites/<site_id>/vote")
@doors.signed_in
def cast(person: Person, conference_id: str, site_id: str):
    return _own(person, conference_id, site_id).cast(person)


def _own(person: Person, conference_id: str, site_id: str) -> Booth:
    participation, way = access.casting(person, conference_id, site_id)
    return Booth(participation, f"/conferences/{conference_id}/sites/{site_id}", way)


def _of_link(token: str) -> Participation:
    holder = holder_of(token)
    if holder.participation is None:
        raise NotFound()
    return holder.participation
