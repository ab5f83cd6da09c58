"""Who chooses what the hall sees: whoever runs the conference, and the technician at the screens."""

from confsys.conferences import access
from confsys.conferences.models import Conference
from confsys.people.models import Person


def set_for(person: Person, conference_id: str) -> Conference:
    """A conference for whose hall this person chooses. Raises NotFound, NotAllowed."""
    return access.watched(person, conference_id)
