"""What is read of the hall."""

from confsys.conferences.models import Conference
from confsys.extensions import db
from confsys.stage.models import Stage
from confsys.stage.scenes import AUTOMATIC, DARK, OFF


def stage_of(conference: Conference) -> Stage:
    """What was chosen, or what holds where nothing was."""
    found = db.session.get(Stage, conference.id)
    return found or Stage(conference_id=conference.id, scene=AUTOMATIC, lower_third=OFF, theme=DARK)
