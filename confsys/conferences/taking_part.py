"""Who takes part in a conference: its sites and the persons named in it, as rows. Called by the actions alone."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import delete, select

from confsys import clock
from confsys.conferences import queries, rules
from confsys.conferences.models import Conference, ConferencePerson, ConferenceUnit, Participation
from confsys.errors import Invalid
from confsys.extensions import db
from confsys.people.models import Person
from confsys.scheduling import queries as scheduling
from confsys.scheduling.models import ROOM, UNIT
from confsys.sites.models import Site
from confsys.words import _

Links = dict[str, dict[str, Any]]


def links_of(conference: Conference) -> Links:
    """What the working link of each site is made of: with it, a site that comes back has the link it was sent."""
    working = [each for each in queries.participations_of(conference) if each.link_revoked_at is None]
    return {each.site_id: {"id": each.id, "link_generation": each.link_generation} for each in working}


def replace_sites(conference: Conference, main_site: str | None, sites: list[str] | None, links: Links) -> None:
    """Another main site, other sites, or the same ones on another day. Raises Invalid."""
    present = queries.participations_of(conference)
    kept = [each.site_id for each in present if not each.is_main] if sites is None else sites
    conference.main_site_id = existing(conference, [main_site or conference.main_site_id], "main_site")[0]
    join(conference, conference.main_site_id, kept, links)


def join(conference: Conference, main_site: str, sites: list[str], links: Links | None = None) -> None:
    """Make these the conference's sites; who stays keeps its row, its link and its history."""
    wanted = set(existing(conference, [site for site in sites if site != main_site], "sites")) | {main_site}
    present = {each.site_id: each for each in queries.participations_of(conference)}
    for site_id in present.keys() - wanted:
        db.session.delete(present[site_id])
    for site_id in sorted(wanted - present.keys()):
        present[site_id] = Participation(conference_id=conference.id, site_id=site_id, **(links or {}).get(site_id, {}))
        db.session.add(present[site_id])
    for site_id in wanted:
        present[site_id].is_main = site_id == main_site
    db.session.flush()


def existing(conference: Conference, ids: list[str], field: str) -> list[str]:
    """The ids, if each is a site that exists on the day of the conference. Raises Invalid."""
    return rules.existing_sites(ids, clock.local(conference.starts_at).date(), field)


def refuse_missing(conference: Conference, day: date) -> None:
    """Raises Invalid if its body or one of its sites does not exist on that day."""
    sites = [each.site_id for each in queries.participations_of(conference)]
    rules.existing_sites([conference.organiser_id, *sites], day, "day")


def name_chairs(conference: Conference, chairs: list[str]) -> None:
    """Make these, in this order, the chairs; who stays keeps who goes in his place. Raises Invalid."""
    _refuse_unknown_people(chairs)
    instead = {one: other for one, other in queries.substitutes_of(conference).items() if other not in chairs}
    db.session.execute(delete(ConferencePerson).where(ConferencePerson.conference_id == conference.id))
    for position, person_id in enumerate(chairs):
        values = {"person_id": person_id, "position": position, "substitute_id": instead.get(person_id)}
        db.session.add(ConferencePerson(conference_id=conference.id, **values))


def _refuse_unknown_people(chairs: list[str], field: str = "chairs") -> None:
    known = set(db.session.scalars(select(Person.id).where(Person.id.in_(chairs), Person.disabled_at.is_(None))))
    if missing := [person for person in chairs if person not in known]:
        raise Invalid({field: _("There is no such person: %(id)s.", id=missing[0])})


def equip(conference: Conference, room: str | None, units: list[str] | None) -> None:
    """Another room, other equipment; None of units leaves them. Raises Invalid."""
    has = {conference.room_id, *queries.units_of(conference)}
    _refuse_what_is_not_lent(conference.organiser, conference.main_site_id, room, units or [], has)
    conference.room_id = room or None
    if units is None:
        return
    db.session.execute(delete(ConferenceUnit).where(ConferenceUnit.conference_id == conference.id))
    db.session.add_all(ConferenceUnit(conference_id=conference.id, resource_id=unit) for unit in sorted(set(units)))
    db.session.flush()


def refuse_unknown(values: Mapping[str, Any], organiser: Site, conference: Conference | None = None) -> None:
    """Raises Invalid for what planning these values, or changing `conference` to them, would refuse by name."""
    day = clock.local(values["starts_at"]).date()
    rules.existing_sites([values["main_site"]], day, "main_site")
    rules.existing_sites(values["sites"], day, "sites")
    _refuse_unknown_people(values["chairs"])
    has = {conference.room_id, *queries.units_of(conference)} if conference else set()
    room, units = values.get("room"), values.get("units") or ()
    _refuse_what_is_not_lent(organiser, values["main_site"], room, units, has)


def refuse_room(conference: Conference, room: str) -> None:
    """Raises Invalid for a room that `equip` would refuse."""
    _refuse_what_is_not_lent(conference.organiser, conference.main_site_id, room, [], {conference.room_id})


def _refuse_what_is_not_lent(
    organiser: Site, main_site: str, room: str | None, units: Collection[str], has: Collection[str | None]
) -> None:
    """Raises Invalid for what is not of the main site, nor of the organiser, nor of a unit above or below it.

    What it `has` already it may keep.
    """
    asked = [(room, ROOM, "room")] if room else []
    asked += [(unit, UNIT, "units") for unit in units]
    known = scheduling.resources([each for each, _kind, _field in asked])
    for each, kind, field in asked:
        found = known.get(each)
        if each in has:
            continue
        if found is None or found.kind != kind or not _lends(found.site, organiser, main_site):
            raise Invalid({field: _("There is no such thing to book: %(id)s.", id=each)})
        if found.retired_at is not None:
            raise Invalid({field: _("%(name)s is no longer in use.", name=found.name)})


def _lends(site: Site, organiser: Site, main_site: str) -> bool:
    return site.id == main_site or site.path.startswith(organiser.path) or organiser.path.startswith(site.path)


def send_instead(conference: Conference, substitutes: Mapping[str, str]) -> None:
    """From now on these go in the places of those named, by id, and nobody else does. Raises Invalid."""
    query = select(ConferencePerson).where(ConferencePerson.conference_id == conference.id)
    rows = {each.person_id: each for each in db.session.scalars(query)}
    _refuse_unknown_people(list(substitutes.values()), "substitutes")
    if substitutes.keys() - rows.keys():
        raise Invalid({"substitutes": _("Only of somebody who is named in it can another take the place.")})
    if rows.keys() & set(substitutes.values()) or len(set(substitutes.values())) < len(substitutes):
        raise Invalid({"substitutes": _("Who is named in it himself cannot go in the place of another.")})
    for person_id, row in rows.items():
        row.substitute_id = substitutes.get(person_id)
    db.session.flush()


def name_instead(conference: Conference, leaver: Person, successor: Person) -> None:
    """In the place of `leaver`, also where that one goes for another; who is named already keeps his own."""
    going = queries.substitutes_of(conference)
    named = db.session.get(ConferencePerson, (conference.id, leaver.id))
    if named is not None:
        if db.session.get(ConferencePerson, (conference.id, successor.id)) is None:
            values = {"function": named.function, "position": named.position}
            db.session.add(ConferencePerson(conference_id=conference.id, person_id=successor.id, **values))
        db.session.delete(named)
        db.session.flush()
    _hand_on(conference, going, leaver.id, successor.id)


def _hand_on(conference: Conference, going: Mapping[str, str], leaver: str, successor: str) -> None:
    """Those who go for others stay, but nobody goes for himself."""
    of = {leaver: successor}
    kept = {of.get(one, one): of.get(other, other) for one, other in going.items()}
    named = {each.id for each in queries.chairs_of(conference)}
    send_instead(conference, {one: other for one, other in kept.items() if one in named and other not in named})
