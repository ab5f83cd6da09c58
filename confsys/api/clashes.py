"""/clashes: what stands against a conference before it is planned or moved."""

from typing import Any

from confsys.api import shapes as gives
from confsys.api import show
from confsys.api.conferences import organiser_of
from confsys.api.door import calls, changes_things
from confsys.conferences import access, judging, proposals, taking_part
from confsys.conferences.forms import FIELDS, NEEDED, planned
from confsys.conferences.judging import Judged
from confsys.conferences.models import refuse_outside
from confsys.errors import NotAllowed
from confsys.forms import identifier, read
from confsys.people.models import Person
from confsys.words import _

ASKED = FIELDS | {"conference": identifier}


@calls.post("/clashes")
@changes_things(
    _("What stands against a conference at a time, and other times; nothing is kept."), ASKED, tuple(NEEDED)
)
def clashes(person: Person, body: dict[str, Any]) -> gives.Clashes:
    if not access.may_plan_at_all(person):
        raise NotAllowed(_("Only a secretariat plans conferences."))
    values = planned({name: value for name, value in body.items() if name != "conference"})
    refuse_outside(values["convener"], values["outside_chair"], values["outside_place"])
    if conference_id := read({"conference": identifier}, body, optional={"conference": None})["conference"]:
        conference = access.managed(person, conference_id)
        taking_part.refuse_unknown(values, conference.organiser, conference)
        return _told(judging.judged(proposals.of_saved(conference, values), person))
    organiser = organiser_of(person, values["organiser"])
    taking_part.refuse_unknown(values, organiser)
    return _told(judging.judged(proposals.of_values(values, organiser), person))


def _told(judged: Judged) -> gives.Clashes:
    found = [show.clash(each) for each in judged.found]
    return {"clashes": found, "alternatives": [show.other_time(each) for each in judged.others]}
