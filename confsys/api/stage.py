"""/conferences/ID/stage: what the hall sees."""

from typing import Any

from confsys.agenda.queries import schedule_of
from confsys.api import show
from confsys.api.conferences import BASE
from confsys.api.door import calls, changes_things
from confsys.api.shapes_of_stage import Stage
from confsys.conferences import access
from confsys.people.models import Person
from confsys.stage import actions
from confsys.stage.forms import SENT, sent
from confsys.stage.parts import hall
from confsys.words import _


@calls.post(f"{BASE}/stage")
@changes_things(
    _("Choose the scene of the hall, its strip or its ground, and until when a break lasts; only what is named."), SENT
)
def show_stage(person: Person, body: dict[str, Any], conference_id: str) -> Stage:
    conference = access.watched(person, conference_id)
    actions.show(person, conference, **sent(body))
    now = hall(conference, schedule_of(conference))
    chosen, at = now["stage"], now["resumes_at"]
    return {
        "scene": chosen.scene,
        "shown": now["shown"],
        "resumes_at": show.moment(at) if at else None,
        "lower_third": chosen.lower_third,
        "theme": chosen.theme,
    }
