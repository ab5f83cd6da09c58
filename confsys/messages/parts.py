"""The live pieces of messages: what the operator sees of them."""

from typing import Any

from confsys.conferences.models import Conference
from confsys.messages import queries

LATEST = 3
TO_ALL = 5  # so many of those that all were told


def of_messages(kind: str) -> bool:
    return kind.startswith("message.") or kind == "conference.sites_changed"


def latest(conference: Conference) -> dict[str, Any]:
    """The last ones of the office, and those of sites that wait."""
    told = queries.told_in(conference, most=LATEST, of_sites=False)
    return {"conference": conference, "told": told, "waiting": queries.waiting_in(conference)}


def to_all(conference: Conference) -> dict[str, Any] | None:
    """What all sites were told: nobody's secret. Nothing while nothing was."""
    found = queries.told_to_all(conference, most=TO_ALL)
    return {"found": found} if found else None
