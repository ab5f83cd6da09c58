"""What a reorganisation touches: persons, whom to call, groups, units below, conferences to come."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from confsys import clock
from confsys.conferences.models import Conference, Participation
from confsys.conferences.transitions import BEFORE_LIVE, POSTPONED
from confsys.extensions import db
from confsys.people.models import RoleHeld
from confsys.reorganising.typed import Formed, Told
from confsys.sites.contacts import Contact
from confsys.sites.groups import GroupMember, SiteGroup
from confsys.sites.models import Site


@dataclass(frozen=True)
class Touched:
    """What goes along to the new units. Each list is read at once, for all old units."""

    roles: list[RoleHeld]
    contacts: list[Contact]
    groups: list[tuple[str, SiteGroup]]  # old unit, group
    below: list[Site]
    conferences: list[Conference]
    sites_in: dict[str, list[str]]  # conference -> its old units
    organised: list[Conference]
    put_off: list[Conference]

    def groups_for(self, formed: Formed) -> list[SiteGroup]:
        """In each set the group of the first of its old units that is in one."""
        chosen: dict[str, SiteGroup] = {}
        for old in formed.olds:
            for site_id, group in self.groups:
                if site_id == old.id:
                    chosen.setdefault(group.set_id, group)
        return list(chosen.values())

    @property
    def mark(self) -> str:
        """Different as soon as anything else would go along."""
        rows: tuple[Any, ...] = (
            *self.roles,
            *self.contacts,
            *(group for _id, group in self.groups),
            *self.below,
            *self.conferences,
        )
        revisions = [f"{row.id}:{getattr(row, 'revision', '')}" for row in rows]
        return hashlib.sha256(" ".join(sorted(revisions)).encode()).hexdigest()[:16]


def touched(told: Told) -> Touched:
    """As things stand now; in a number of statements that does not depend on how much there is."""
    ids = [old.id for old in told.olds]
    begin, _end = clock.day_span(told.day)
    roles = select(RoleHeld).where(RoleHeld.site_id.in_(ids)).options(joinedload(RoleHeld.person))
    held = [role for role in db.session.scalars(roles.order_by(RoleHeld.id)) if role.touches(told.day, None)]
    contacts = select(Contact).where(Contact.site_id.in_(ids)).options(joinedload(Contact.person))
    groups = select(GroupMember.site_id, SiteGroup).join(SiteGroup, SiteGroup.id == GroupMember.group_id)
    below = select(Site).where(Site.parent_id.in_(ids), Site.id.not_in(ids)).order_by(Site.sort_key, Site.id)
    ahead = Conference.state.in_(BEFORE_LIVE), Conference.starts_at >= begin
    conferences, sites_in = _conferences(ids, ahead)
    organised = select(Conference).where(Conference.organiser_id.in_(ids), *ahead)
    return Touched(
        roles=held,
        contacts=list(db.session.scalars(contacts.order_by(Contact.site_id, Contact.rank, Contact.id))),
        groups=[(site, group) for site, group in db.session.execute(groups.where(GroupMember.site_id.in_(ids)))],
        below=[site for site in db.session.scalars(below) if site.exists_on(told.day)],
        conferences=conferences,
        sites_in=sites_in,
        put_off=_conferences(ids, (Conference.state == POSTPONED,))[0],
        organised=list(db.session.scalars(organised.order_by(Conference.starts_at, Conference.id))),
    )


def _conferences(ids: Sequence[str], ahead) -> tuple[list[Conference], dict[str, list[str]]]:
    query = select(Conference, Participation.site_id).join(Participation, Participation.conference_id == Conference.id)
    query = query.where(Participation.site_id.in_(ids), *ahead).order_by(Conference.starts_at, Conference.id)
    found: dict[str, Conference] = {}
    sites_in: dict[str, list[str]] = {}
    for conference, site_id in db.session.execute(query):
        found[conference.id] = conference
        sites_in.setdefault(conference.id, []).append(site_id)
    return list(found.values()), sites_in
