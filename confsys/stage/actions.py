"""The one change of what the hall sees."""

from typing import Any

from confsys import clock
from confsys.changes import action, record
from confsys.conferences.models import Conference
from confsys.conferences.transitions import RECESS
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.stage import queries
from confsys.stage.scenes import BREAK
from confsys.words import _


@action
def show(actor: Any, conference: Conference, *, expect: str | None = None, **chosen: Any) -> bool:
    """Choose `scene`, `resumes_at`, `lower_third` or `theme`; only what is named. False if all that was so already.

    `expect`: the choice of scene that the person saw. Raises Refused if somebody else has chosen another one
    meanwhile, Invalid for a break that would already be over.
    """
    before = queries.stage_of(conference).scene
    if expect is not None and before not in (expect, chosen.get("scene")):
        raise Refused(_("Somebody else has just shown another scene. What is shown has been loaded again."))
    resumes_at = chosen.get("resumes_at")
    if resumes_at is not None and resumes_at <= clock.now():
        raise Invalid({"resumes_at": _("The break must end in the future.")})
    return _keep(actor, conference, _settled(conference, chosen))


@action
def put_back(actor: Any, conference: Conference, *, chosen: dict[str, Any]) -> None:
    """As it was chosen before."""
    _keep(actor, conference, chosen)


def _settled(conference: Conference, chosen: dict[str, Any]) -> dict[str, Any]:
    """Another scene than the break ends it, unless the conference itself rests."""
    ends = "scene" in chosen and chosen["scene"] != BREAK and conference.state != RECESS
    return ({"resumes_at": None} if ends else {}) | chosen


def _keep(actor: Any, conference: Conference, chosen: dict[str, Any]) -> bool:
    stage = queries.stage_of(conference)
    before = stage.plain
    for name, value in chosen.items():
        setattr(stage, name, value)
    after = stage.plain
    changed = [name for name in after if after[name] != before[name]]
    if not changed:
        return False
    db.session.add(stage)
    sides = {"before": {name: before[name] for name in changed}, "after": {name: after[name] for name in changed}}
    record("stage.shown", conference, by=actor, **sides)
    return True
