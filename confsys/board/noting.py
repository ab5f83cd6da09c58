"""Writing down what was found out about a site."""

from confsys import clock
from confsys.board.models import SiteNote
from confsys.changes import action, record
from confsys.conferences.models import Participation
from confsys.conferences.transitions import KNOWN
from confsys.errors import Invalid, Refused
from confsys.extensions import db
from confsys.people.models import Person
from confsys.words import _


@action
def note(actor: Person | None, participation: Participation, *, text: str = "", was_called: bool = False) -> SiteNote:
    """Say what is found out about a site, or that it was called. Raises Invalid, Refused."""
    conference = participation.conference
    if conference.state not in KNOWN or conference.state == "archived":
        raise Refused(_("“%(title)s” is not being prepared, so nothing is noted for it.", title=conference.title))
    if not text and not was_called:
        raise Invalid({"text": _("Write down what was found out, or press “Called”.")})
    values = {"text": text, "was_called": was_called, "at": clock.now(), "by_id": actor.id if actor else None}
    made = SiteNote(participation_id=participation.id, **values)
    db.session.add(made)
    db.session.flush()
    record(
        "participation.noted",
        conference,
        by=actor,
        participation=participation,
        site=participation.site_id,
        after={"was_called": was_called},
        personal={"before": {}, "after": {"text": text}},
    )
    return made
