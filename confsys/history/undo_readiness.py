"""What is taken back of incidents, and why the rest of what happens to the readiness of sites is not."""

from collections.abc import Callable
from typing import Any

from confsys.errors import Refused
from confsys.extensions import db
from confsys.journal import Entry
from confsys.readiness import incidents
from confsys.readiness.models import Incident
from confsys.words import _


def _solved(actor: Any, entry: Entry) -> None:
    incident = db.session.get(Incident, entry.about["incident"])
    if incident is None:
        raise Refused(_("This site no longer takes part in the conference."))
    incidents.reopen(actor, incident)


_LIST = _("Go through the check list again instead; it says then who found what.")
READINESS: dict[str, Callable[[Any, Entry], None]] = {"incident.solved": _solved}
CANNOT: dict[str, Any] = {
    "readiness.tested": _("What a site measured stays; it can test again."),
    "readiness.checked": _LIST,
    "readiness.signed_off": _LIST,
    "readiness.reopened": _LIST,
    "incident.opened": _("What a site reported stays; say that it is over instead."),
    "incident.taken": _("Somebody else takes it over instead."),
    "incident.noted": _("Write down what is right instead."),
    "incident.reopened": _("Say that it is over instead."),
}
