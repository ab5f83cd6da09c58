"""Who may look at rooms, persons and sites side by side: whoever plans or looks after rooms, and only over his own."""

from confsys.errors import NotAllowed
from confsys.people.models import Person
from confsys.planner.asked import PEOPLE, ROOMS, SITES
from confsys.scheduling.access import is_clerk, is_keeper
from confsys.words import _


def rows_for(person: Person) -> tuple[str, ...]:
    """What this person may have as rows; persons only where he keeps the days on which they are away."""
    if not is_keeper(person):
        return ()
    return (ROOMS, PEOPLE, SITES) if is_clerk(person) else (ROOMS, SITES)


def refuse_who_plans_nothing(person: Person) -> None:
    """Raises NotAllowed."""
    if not rows_for(person):
        raise NotAllowed(_("Rooms, persons and sites side by side are for those who plan or look after rooms."))
