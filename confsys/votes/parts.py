"""What live parts are given of votes: what stands in the hall and on the screens of sites, and what the office sees."""

from datetime import datetime
from typing import Any

from confsys.attendance import standing
from confsys.conferences.models import Conference
from confsys.conferences.transitions import ENDED
from confsys.votes import queries
from confsys.votes.models import CLOSED, KIND_NAMES, OPEN, PUBLISHED, UNIT_NAMES, Vote
from confsys.votes.shown import picture_of

NAMES = {"kind_words": KIND_NAMES, "unit_words": UNIT_NAMES}
FIRST = {"kind": "hands", "unit": "sites", "majority": "half", "base": "present"}  # what a new question begins with


def was_last(conference: Conference, begun: datetime | None) -> bool:
    """Whether a vote is open, or nothing has begun since it was counted. `begun`: when something did last."""
    vote = queries.latest_put(conference)
    if vote is None or vote.closed_at is None:
        return vote is not None
    return begun is None or begun < vote.closed_at


def scene(conference: Conference) -> dict[str, Any] | None:
    """For votes/_scene.html: the vote that is open, else the one that closed last; None while there was none."""
    vote = queries.latest_put(conference)
    return None if vote is None else {"conference": conference, "picture": picture_of(vote), **NAMES}


def at_sites(conference: Conference) -> dict[str, Any] | None:
    """The same for the screens of sites, while it is open."""
    vote = queries.open_vote_of(conference)
    return None if vote is None else {"conference": conference, "picture": picture_of(vote), **NAMES}


def stand(conference: Conference) -> dict[str, Any]:
    """What says to a site's own page that something about votes has changed, and nothing of it."""
    vote = queries.latest_put(conference)
    return {"conference": conference, "vote": vote}


def of_office(conference: Conference) -> dict[str, Any] | None:
    """For votes/_vote.html: what runs, how many have voted and who has not; else what was counted or comes next."""
    vote = _concerns_now(conference)
    if vote is None:
        return None
    names = _silent(vote) if vote.is_open and not vote.is_secret else []
    more = {"silent": names, "picture": picture_of(vote, for_office=True)}
    return {"conference": conference, **more, **NAMES}


def quorum_now(conference: Conference) -> dict[str, Any]:
    """For votes/_quorum.html: 96 / 103, đủ."""
    return {"conference": conference, "quorum": standing.quorum_now(conference)}


def _concerns_now(conference: Conference) -> Vote | None:
    """The open one, else one that waits to be published, else the next that is written."""
    found = queries.votes_of(conference)
    by_state = {
        state: [each for each in found if each.state == state] for state in (OPEN, CLOSED, "drafted", PUBLISHED)
    }
    if conference.state in ENDED:
        return next(iter(by_state[CLOSED]), None)
    return next((each for state in by_state for each in by_state[state][:1]), None)


def _silent(vote: Vote) -> list[str]:
    return [each.words for each in queries.voters_of(vote) if not each.has_voted]
