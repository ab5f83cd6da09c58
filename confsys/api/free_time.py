"""/free-time: when a meeting of these persons and sites could be, and what speaks against other times."""

from typing import Any

from confsys.api import shapes as gives
from confsys.api import show
from confsys.api.door import calls, reads
from confsys.free_time import asked as ask
from confsys.free_time import queries
from confsys.people.models import Person
from confsys.words import _

USUAL = 20


@calls.get("/free-time")
@reads(
    _("Times in office hours at which everybody is free, best first; and when each one is busy, without titles."),
    ask.FIELDS,
)
def free_time(person: Person, asked: dict[str, Any]) -> gives.FreeTime:
    found = queries.find(person, ask.wanted(asked), listed=asked.get("limit", USUAL))
    return show.free_time(found)
