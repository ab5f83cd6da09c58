"""Whether check-in has opened by now."""

from confsys import clock
from confsys.attendance import rules
from confsys.conferences.models import Conference


def has_opened(conference: Conference) -> bool:
    """Whether what a site counts and names is what is there, and no longer what will be: also when it is over."""
    return rules.is_written(conference.state, conference.starts_at, clock.now())
