"""What tests, check lists and incidents of sites are called in the history."""

from collections.abc import Callable
from typing import Any

from confsys.readiness.models import KIND_NAMES, POINT_NAMES, STATE_NAMES, VERDICT_NAMES, WAY_NAMES
from confsys.words import _

EVENTS = {
    "readiness.tested": _("Test of a site"),
    "readiness.checked": _("Check list of a site gone through"),
    "readiness.signed_off": _("Check list of a site signed"),
    "readiness.reopened": _("Check list of a site open again"),
    "incident.opened": _("Incident reported"),
    "incident.taken": _("Incident taken care of"),
    "incident.noted": _("More said about an incident"),
    "incident.solved": _("Incident over"),
    "incident.reopened": _("Incident not over after all"),
}
LABELS = {
    "verdict": _("Verdict"),
    "points": _("Points of the check list"),
    "failed": _("Not in order"),
    "signed_by": _("Signed by"),
    "incident": _("Incident"),
    "taken_by": _("Who takes care of it"),
    "done": _("What was done about it"),
    "said_by": _("Who said so"),
}
READERS: dict[str, Callable[[Any], Any]] = {
    "verdict": lambda raw: VERDICT_NAMES[raw],
    "incident": lambda raw: KIND_NAMES[raw],
    "said_by": lambda raw: WAY_NAMES[raw],
    "points": lambda found: "; ".join(f"{POINT_NAMES[each]}: {STATE_NAMES[found[each]]}" for each in found),
    "failed": lambda points: ", ".join(str(POINT_NAMES[each]) for each in points),
}
