"""What a page shows of a change before it is made: what it brings about, and whom it touches as things stand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from flask import current_app

from confsys import clock
from confsys.agenda.queries import Scheduled, planned_end_of, schedule_of
from confsys.conferences import consequences, overlaps, queries, rules
from confsys.conferences.calendar import revises_calendar
from confsys.conferences.consequences import Consequences, Stand
from confsys.conferences.leading import Leading, leading_of
from confsys.conferences.models import Conference, Participation, refuse_times
from confsys.conferences.transitions import AS_BEFORE, Transition
from confsys.errors import Invalid
from confsys.letters.receivers import sites_reached
from confsys.live import service
from confsys.sites.models import Site
from confsys.sites.queries import by_ids
from confsys.words import _


@dataclass(frozen=True)
class Preview:
    """A change that is not made yet. `consequences` is None while nothing is chosen. `reach`: asks for the ids
    of the sites that a letter reaches."""

    conference: Conference
    consequences: Consequences | None
    participations: list[Participation]
    chairs: list[Leading]
    rows: list[Scheduled]
    added: list[Site]
    screens: int
    reach: Callable[[], set[str]]
    in_the_way: list[Conference]

    @cached_property
    def reached(self) -> set[str]:
        """Read where a page says so only: a step of a drag does not."""
        return self.reach()

    @property
    def removed(self) -> list[Site]:
        gone = self.consequences.removed if self.consequences else frozenset()
        return [each.site for each in self.participations if each.site_id in gone]

    @property
    def without_site(self) -> list[Scheduled]:
        """The items whose site no longer takes part."""
        gone = {site.id for site in self.removed}
        return [row for row in self.rows if row.item.site_id in gone]

    @property
    def agenda_ends_at(self) -> datetime:
        """When the agenda is planned to end after the change; it moves along with the start."""
        return planned_end_of(self.conference, self.rows) + (
            self.consequences.shift if self.consequences else timedelta()
        )

    @property
    def agenda_over(self) -> timedelta:
        """How much longer the agenda is than the time for it."""
        after = self.consequences.after if self.consequences else self.conference
        return max(timedelta(), self.agenda_ends_at - after.ends_at) if self.rows else timedelta()


def as_it_is(conference: Conference) -> Preview:
    """Whom a change would touch, before one is chosen."""
    return _preview(conference, queries.participations_of(conference), None)


def of_step(conference: Conference, step: Transition) -> Preview:
    """A step of the table."""
    participations = queries.participations_of(conference)
    is_back = step.target == AS_BEFORE
    rivals = overlaps.in_the_way_of(conference) if is_back else []
    found = consequences.of_step(
        _stand(conference, participations),
        step,
        revises_calendars=revises_calendar(step.event),
        slot_is_free=not is_back or not overlaps.slot_is_taken(conference),
    )
    return _preview(conference, participations, found, rivals)


def of_another_time(conference: Conference, starts_at: datetime, ends_at: datetime) -> Preview:
    """Another time. Raises Invalid or Refused as the action would, and if it is the time it has."""
    rules.refuse_when_planned_out(conference)
    refuse_times(starts_at, ends_at)
    participations = queries.participations_of(conference)
    needed = [conference.organiser_id, *(each.site_id for each in participations)]
    rules.existing_sites(needed, clock.local(starts_at).date(), "day")
    return _replanned(
        conference,
        participations,
        {"day": _("It is planned for this time already.")},
        starts_at=starts_at,
        ends_at=ends_at,
    )


def of_other_sites(conference: Conference, sites: list[str]) -> Preview:
    """Other sites beside the main one. Raises Invalid or Refused as the action would, and if they are those it has."""
    rules.refuse_when_planned_out(conference)
    rules.existing_sites(sites, clock.local(conference.starts_at).date(), "sites")
    participations = queries.participations_of(conference)
    nothing = {"sites": _("These sites take part already; tick or untick some first.")}
    return _replanned(conference, participations, nothing, sites=frozenset(sites))


def _replanned(conference: Conference, participations: list[Participation], nothing: dict[str, Any], **changes: Any):
    found = consequences.of_replanning(_stand(conference, participations), **changes)
    if not found.changed:
        raise Invalid(nothing)
    return _preview(conference, participations, found)


def _preview(conference: Conference, participations: list[Participation], found, rivals=()) -> Preview:
    added = by_ids(sorted(found.added)) if found else {}
    return Preview(
        conference=conference,
        consequences=found,
        participations=participations,
        chairs=leading_of(conference),
        rows=schedule_of(conference),
        added=sorted(added.values(), key=lambda site: (site.sort_key, site.id)),
        reach=lambda: sites_reached([*(each.site_id for each in participations), *added]),
        screens=len(service.of(current_app).hub.of_conference(conference.id)),
        in_the_way=list(rivals),
    )


def _stand(conference: Conference, participations: list[Participation]) -> Stand:
    return Stand(
        state=conference.state,
        starts_at=conference.starts_at,
        ends_at=conference.ends_at,
        main_site=conference.main_site_id,
        sites=frozenset(each.site_id for each in participations),
        edition=conference.edition,
        state_before=conference.state_before,
    )
