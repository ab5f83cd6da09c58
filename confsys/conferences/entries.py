"""What the journal keeps of a conference."""

from typing import Any

from confsys.conferences import queries
from confsys.conferences.models import Conference
from confsys.conferences.rehearsing import NAMES


def plain(conference: Conference) -> dict[str, Any]:
    """What the journal keeps of a conference: no personal data."""
    return {
        "title": conference.title,
        "kind": conference.kind,
        "mode": conference.mode,
        "reach": conference.reach,
        "public": conference.public,
        "starts_at": conference.starts_at.isoformat(),
        "ends_at": conference.ends_at.isoformat(),
        **{name: at.isoformat() if (at := getattr(conference, name)) else None for name in sorted(NAMES)},
        "main_site": conference.main_site_id,
        "sites": sorted(each.site_id for each in queries.participations_of(conference)),
        "chairs": [chair.id for chair in queries.chairs_of(conference)],
        "substitutes": queries.substitutes_of(conference),
        "room": conference.room_id,
        "units": queries.units_of(conference),
        "convener": conference.convener,
        "outside_place": conference.outside_place,
    }


def named(chair: str, before: str = "") -> dict[str, Any] | None:
    """A chair outside may be a person's name: kept where it can be erased."""
    return {"before": {"outside_chair": before}, "after": {"outside_chair": chair}} if chair or before else None
