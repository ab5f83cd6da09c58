"""What a conference occupies while it stands: its room, equipment, ports, sites, and the persons named in it."""

from sqlalchemy import select

from confsys.changes import Event
from confsys.conferences import queries, transitions
from confsys.conferences.models import Conference, ConferencePerson
from confsys.extensions import db
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


def wants(conference: Conference) -> list[Want]:
    """All it occupies from its start to its end."""
    people = select(ConferencePerson.person_id).where(ConferencePerson.conference_id == conference.id)
    sites = [each.site_id for each in queries.participations_of(conference)]
    return wanted(
        room=conference.room_id,
        units=queries.units_of(conference),
        sites=sites,
        people=list(db.session.scalars(people)),
        organiser=conference.organiser,
        online=conference.mode != "truc-tiep",
    )


def wanted(
    *, room: str | None, units: list[str], sites: list[str], people: list[str], organiser: Site, online: bool
) -> list[Want]:
    """What a conference with these would occupy. Each site that is online takes one port of the bridge of its body."""
    found = [Want(f"site:{site}") for site in sites] + [Want(f"person:{person}") for person in people]
    found += [Want(f"{ROOM}:{room}", room)] if room else []
    found += [Want(f"{UNIT}:{unit}", unit) for unit in units]
    bridge = bridge_for(organiser.path) if online and sites else None
    return found + ([Want(f"{BRIDGE}:{bridge.id}", bridge.id, len(sites))] if bridge else [])


def occupy(event: Event) -> None:
    """Follow what became of a conference. Raises Taken: what cannot be held does not come to be."""
    conference: Conference = event.thing
    stands = standing(conference)
    booking.keep(
        conference.stream,
        wants(conference) if stands else [],
        conference.starts_at,
        conference.ends_at,
        stands,
    )
