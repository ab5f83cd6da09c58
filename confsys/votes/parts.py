"""What live parts are given of votes: what stands in the hall and on the screens of sites, and what the office sees."""

from datetime import datetime
from typing import Any

from confsys.attendance import standing
from confsys.conferences.models import Conference
from confsys.conferences.transitions import ENDED
from confsys.votes import queries
from confsys.votes.models import CLOSED, DRAFTED, KIND_NAMES, OPEN, PUBLISHED, UNIT_NAMES, Vote
from confsys.votes.shown import picture_of

NAMES = {"kind_words": KIND_NAMES, "unit_words": UNIT_NAMES}


def was_last(conference: Conference, begun: datetime | None) -> bool:
    """Whether a vote is open, or nothing has begun since it was counted. `begun`: when something did last."""
    vote = queries.latest_put(conference)
    if vote is None or vote.closed_at is None:
        return vote is not None
    return begun is None or begun < vote.closed_at


def scene(conference: Conference) -> dict[str, Any] | None:
    """For votes/_scene.html: the vote that is open, else the one that closed last; None while there was none."""
    return _picture(conference, queries.latest_put(conference))


def at_sites(conference: Conference) -> dict[str, Any] | None:
    """The same for the screens of sites, while it is open."""
    return _picture(conference, queries.open_vote_of(conference))


def stand(conference: Conference) -> dict[str, Any]:
    """What says to a site's own page that something about votes has changed, and nothing of it."""
    return {"conference": conference, "vote": queries.latest_put(conference)}


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
    states = (CLOSED,) if conference.state in ENDED else (OPEN, CLOSED, DRAFTED, PUBLISHED)
    found = queries.votes_of(conference)
    return next((each for state in states for each in found if each.state == state), None)


def _picture(conference: Conference, vote: Vote | None) -> dict[str, Any] | None:
    return None if vote is None else {"conference": conference, "picture": picture_of(vote), **NAMES}


def _silent(vote: Vote) -> list[str]:
    return [each.words for each in queries.voters_of(vote) if not each.has_voted]
