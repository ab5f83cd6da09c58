"""Which journal entries of a conference a caller may see: the office all, others what happens in the room."""

from typing import Any

from confsys import journal
from confsys.conferences import access
from confsys.conferences.models import Conference
from confsys.journal import Entry
from confsys.people.models import APPROVER, Person
from confsys.sites.access import holds, is_administrator

OFFICE, GUEST = "office", "guest"
FOR_GUESTS = frozenset(
    f"conference.{happened}"
    for happened in (
        *("issued", "opened", "started", "recessed", "resumed", "closed", "reopened", "postponed", "cancelled"),
        *("restored", "set_back", "archived", "edited", "rescheduled", "sites_changed"),
    )
)


def role_of(person: Person, conference: Conference) -> str:
    """The class of entries this person may see; all of a class hear the same."""
    of_office = access.may_watch(person, conference) or holds(person, APPROVER, conference.organiser)
    return OFFICE if of_office or is_administrator(person) else GUEST


def may_see(role: str, entry: Entry) -> bool:
    return role == OFFICE or entry.kind in FOR_GUESTS or entry.kind.startswith("agenda.")


def seen_since(role: str, stream: str, version: int, most: int = 100_000) -> list[dict[str, Any]]:
    """The entries of a stream after `version` that this class may see, as plain values."""
    entries = journal.entries_since(stream, version, most)
    return [journal.plain(entry) for entry in entries if may_see(role, entry)]
