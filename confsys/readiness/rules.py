"""When a site is tested, and when something is reported. No database, no clock."""

from confsys.conferences.transitions import APPROVED, ARCHIVED, ISSUED, LIVE, OPEN, RECESS
from confsys.errors import Refused
from confsys.words import _

REPORTED = (ISSUED, OPEN, LIVE, RECESS)  # also at the rehearsal, which comes before the opening
TESTED = (APPROVED, *REPORTED)


def refuse_not_reported(state: str, title: str) -> None:
    """Raises Refused."""
    if state not in REPORTED:
        raise Refused(_("“%(title)s” is over or does not take place, so nothing is reported for it.", title=title))


def refuse_not_tested(state: str, title: str) -> None:
    """Raises Refused."""
    if state not in TESTED:
        raise Refused(_("“%(title)s” is over or does not take place, so nothing is tested for it.", title=title))


def refuse_archived(state: str) -> None:
    """What happened stands once the conference is archived. Raises Refused."""
    if state == ARCHIVED:
        raise Refused(_("The conference is archived; what was reported of it stays as it is."))
