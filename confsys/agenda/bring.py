"""A whole agenda from elsewhere, as values for `actions.write`: from a pasted text, or from another conference."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from confsys import clock
from confsys.agenda.models import AgendaItem
from confsys.agenda.names import KIND_NAMES
from confsys.agenda.pasted.reading import Line, read
from confsys.agenda.pasted.units import Unit, Units
from confsys.agenda.queries import items_of, planned_end_of, schedule_of
from confsys.conferences.models import Conference
from confsys.conferences.queries import participations_of
from confsys.extensions import db
from confsys.sites.queries import existing_on

LONGEST_TITLE, LONGEST_PRESENTER = 300, 200


@dataclass(frozen=True)
class Understood:
    """What a text was taken to mean."""

    lines: list[Line] = field(default_factory=list)

    @property
    def good(self) -> list[Line]:
        return [line for line in self.lines if not line.problem]

    @property
    def bad(self) -> list[Line]:
        return [line for line in self.lines if line.problem]

    @property
    def ends_at(self) -> datetime | None:
        """When the last item ends, as an instant."""
        return self.good[-1].ends if self.good else None


def understood(conference: Conference, text: str, *, replacing: bool) -> Understood:
    """The lines of a text, read for this conference; what is not replaced goes before them. Raises Invalid."""
    begin, end = clock.local(conference.starts_at), clock.local(conference.ends_at)
    rows = [row for row in schedule_of(conference) if not replacing or row.item.started_at]
    return Understood(read(text, units_for(conference), begin, end, clock.local(planned_end_of(conference, rows))))


def units_for(conference: Conference) -> Units:
    """The directory of the conference's day; who takes part is known."""
    joined = {each.site_id for each in participations_of(conference)}
    sites = db.session.scalars(existing_on(clock.local(conference.starts_at).date()))
    return Units([Unit(site.id, site.name, site.gso_code or "", site.id in joined) for site in sites])


def values_of(line: Line) -> dict[str, Any]:
    """An item as a line means it; of a line that was not read, its words without the hour."""
    pieces, begins = line.pieces, line.begins
    is_placed = line.is_fixed and not line.problem
    return {
        "title": (pieces.title or str(KIND_NAMES[pieces.kind]))[:LONGEST_TITLE],
        "kind": pieces.kind,
        "minutes": line.minutes,
        "presenter": pieces.presenter[:LONGEST_PRESENTER],
        "site": line.site.id if line.site else None,
        "fixed_start": begins.astimezone(UTC) if is_placed else None,
        "counts_to_end": pieces.counts_to_end,
    }


def copied(source: Conference, target: Conference) -> list[dict[str, Any]]:
    """The agenda of another conference, moved to this one's start; sites that do not take part stay behind."""
    joined = {each.site_id for each in participations_of(target)}
    return [_copied(item, source, target, joined) for item in items_of(source)]


def _copied(item: AgendaItem, source: Conference, target: Conference, joined: set[str]) -> dict[str, Any]:
    fixed = item.fixed_start and target.starts_at + (item.fixed_start - source.starts_at)
    return {
        "title": item.title,
        "kind": item.kind,
        "minutes": item.minutes,
        "presenter": item.presenter or (item.site.name if item.site else ""),
        "site": item.site_id if item.site_id in joined else None,
        "fixed_start": fixed if fixed and target.starts_at <= fixed < target.ends_at else None,
        "counts_to_end": item.counts_to_end,
        "warn_minutes": item.warn_minutes,
        "danger_seconds": item.danger_seconds,
    }
