"""What runs every so often. Each job calls actions, may run twice, and never depends on another."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from confsys import clock
from confsys.agenda.announcing import announce_all
from confsys.commands import forget_old_commands
from confsys.conferences.actions import archive_old
from confsys.invitations.reminding import remind_all
from confsys.letters import delivery
from confsys.polls.actions import close_over, erase_old_names
from confsys.presence import actions as presence
from confsys.screens import actions as screens
from confsys.votes import actions as votes
from confsys.weeks import papers

ARCHIVE_AFTER = timedelta(days=30)
NAMES_KEPT = timedelta(days=30)  # of guests, after their poll was closed: so it is promised to them


@dataclass(frozen=True)
class Job:
    """Something to do, and how long to wait until it is done again."""

    name: str
    every: timedelta
    work: Callable[[], object]


def archive() -> int:
    """Archive what has been closed for thirty days; how many."""
    return archive_old(clock.now() - ARCHIVE_AFTER)


def close_polls() -> int:
    """Close the polls whose last day is over; how many."""
    return close_over(clock.today())


def erase_guests() -> int:
    """Erase who answered a poll thirty days after its close; of how many polls."""
    return erase_old_names(clock.now() - NAMES_KEPT)


JOBS = (
    Job("archive", timedelta(minutes=10), archive),
    Job("close polls", timedelta(minutes=10), close_polls),
    Job("erase guests", timedelta(hours=1), erase_guests),
    Job("forget old commands", timedelta(hours=1), forget_old_commands),
    Job("lost lines", timedelta(seconds=2), presence.run_out),  # of a process that ended without a word
    Job("old pairings", timedelta(minutes=10), screens.forget_old_pairings),
    Job("remind silent sites", timedelta(minutes=5), remind_all),
    Job("turns that move", timedelta(minutes=1), announce_all),
    Job("votes whose time is over", timedelta(seconds=1), votes.close_over),
    Job("letters", timedelta(seconds=1), delivery.send),
    Job("week papers", timedelta(seconds=5), papers.make_recent),  # somebody waits for them
    Job("older week papers", timedelta(hours=1), papers.make_missing),
)
