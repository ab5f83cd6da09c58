"""What follows for the hall from the conference's own steps, in the same transaction (see reactions.py)."""

from confsys.changes import Event
from confsys.stage import queries
from confsys.stage.actions import put_back
from confsys.stage.scenes import AUTOMATIC, BREAK


def end_break(event: Event) -> None:
    """It goes on: nothing counts down any more, and a break somebody chose gives way to what happens."""
    scene = queries.stage_of(event.thing).scene
    put_back(event.by, event.thing, chosen={"resumes_at": None, "scene": AUTOMATIC if scene == BREAK else scene})
