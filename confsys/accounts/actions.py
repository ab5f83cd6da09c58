"""Changes that take several steps at once. Each step is an action of the house below."""

from typing import Any

from confsys.changes import action
from confsys.people import actions as people
from confsys.people.models import Person


@action
def enter(actor: Person | None, *, told: dict[str, Any], role: dict[str, Any] | None = None) -> Person:
    """A new person, with a first role: somebody without one would belong to no office. Raises Invalid."""
    person = people.add(actor, **told)
    if role:
        people.give_role(actor, person, **role)
    return person
