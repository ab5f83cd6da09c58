"""When the clocks of a conference's items warn, where an item says nothing of its own."""

from confsys.agenda import rules
from confsys.changes import action, record
from confsys.conferences.models import Conference
from confsys.people.models import Person


@action
def set_warnings(actor: Person | None, conference: Conference, **said: int | None) -> bool:
    """warn_minutes, danger_seconds; None: as the office has it; only what is named. False if all was so already."""
    rules.refuse_when_over(conference)
    before = {name: getattr(conference, name) for name in said if getattr(conference, name) != said[name]}
    for name in before:
        setattr(conference, name, said[name])
    if before:
        after = {name: said[name] for name in before}
        record("agenda.warnings_set", conference, by=actor, before=before, after=after)
    return bool(before)
