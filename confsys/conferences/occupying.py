"""What a conference occupies while it stands: its room, equipment, ports, sites, and the persons named in it."""

from datetime import datetime

from sqlalchemy import select

from confsys.changes import Event
from confsys.conferences import queries, transitions
from confsys.conferences.models import Conference, ConferencePerson
from confsys.conferences.rehearsing import holder_beside
from confsys.extensions import db
from confsys.folding import folded
from confsys.ids import hashed
from confsys.scheduling import booking
from confsys.scheduling.booking import Want
from confsys.scheduling.models import ASKED, BRIDGE, HELD, ROOM, UNIT
from confsys.scheduling.queries import bridge_for
from confsys.sites.models import Site


def standing(conference: Conference) -> str | None:
    """A draft, and what is put off, occupies nothing; a request asks; what is approved holds."""
    if conference.state == transitions.REQUESTED:
        return ASKED
    is_held = conference.state in transitions.KNOWN and not conference.entered_afterwards
    return HELD if is_held else None


def until(conference: Conference) -> datetime:
    """When it lets go of what it occupies: at its end, or when it was closed before that."""
    closed_at = None if conference.entered_afterwards else conference.closed_at
    return min(conference.ends_at, closed_at) if closed_at else conference.ends_at


def occupied(conference: Conference) -> tuple[str | None, list[str], list[str], list[str]]:
    """The ids of its room, its equipment, its sites (the main one first) and the persons whose time it takes."""
    people = select(queries.whose_time()).where(ConferencePerson.conference_id == conference.id)
    sites = sorted(queries.participations_of(conference), key=lambda each: not each.is_main)
    return (
        conference.room_id,
        queries.units_of(conference),
        [s.site_id for s in sites],
        list(db.session.scalars(people)),
    )


def wants(conference: Conference) -> list[Want]:
    """All it occupies from its start to its end."""
    room, units, sites, people = occupied(conference)
    return wanted(
        room=room,
        units=units,
        sites=sites,
        people=people,
        organiser=conference.organiser,
        online=conference.mode != "truc-tiep",
        outside_chair=conference.outside_chair,
    )


def wanted(
    *,
    room: str | None,
    units: list[str],
    sites: list[str],
    people: list[str],
    organiser: Site,
    online: bool,
    outside_chair: str = "",
) -> list[Want]:
    """What a conference with these would occupy. Each site that is online takes one port of the bridge of its body.

    A chair outside is only a name; what is written down of it tells nobody the name.
    """
    found = [Want(f"site:{site}") for site in sites] + [Want(f"person:{person}") for person in people]
    found += [Want(f"outside:{hashed(folded(outside_chair))[:32]}")] if outside_chair else []
    found += [Want(f"{ROOM}:{room}", room)] if room else []
    found += [Want(f"{UNIT}:{unit}", unit) for unit in units]
    bridge = bridge_for(organiser.path) if online and sites else None
    return found + ([Want(f"{BRIDGE}:{bridge.id}", bridge.id, len(sites))] if bridge else [])


def occupy(event: Event) -> None:
    """Follow what became of a conference. Raises Taken: what cannot be held does not come to be."""
    conference: Conference = event.thing
    starts_at, ends_at = conference.starts_at, until(conference)
    stands = standing(conference) if starts_at < ends_at else None
    needed, rehearsal = wants(conference) if stands else [], holder_beside(conference.stream)
    booking.give_way(rehearsal, starts_at, max(ends_at, conference.ends_at))
    booking.keep(conference.stream, needed, starts_at, ends_at, stands)
    if not stands or conference.may_be_planned:  # once it has begun, its rehearsal is over
        _occupy_rehearsal(rehearsal, conference, needed, stands)


def _occupy_rehearsal(holder: str, conference: Conference, needed: list[Want], stands: str | None) -> None:
    """What it needs that can be booked is held for its rehearsal, too; nobody else's time is."""
    begin, end = conference.rehearsal or (conference.starts_at, conference.ends_at)
    counted = [want for want in needed if want.resource_id]
    booking.keep(holder, counted, begin, end, stands if conference.rehearsal else None)
