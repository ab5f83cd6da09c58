"""When something may be done with a vote, and by whom a ballot is cast. Pure."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from confsys.conferences.transitions import ENDED, RUNNING
from confsys.errors import Invalid, Refused
from confsys.shown import hms
from confsys.votes.models import (
    ANSWERS,
    CANCELLED,
    CLOSED,
    DRAFTED,
    HANDS,
    HIMSELF,
    OFFICE,
    OPEN,
    PUBLISHED,
)
from confsys.words import _

MOST_OPTIONS = 6
WHY_NOT = {
    DRAFTED: _("This vote has not been opened yet."),
    OPEN: _("This vote is open already."),
    CLOSED: _("This vote is closed and counted."),
    PUBLISHED: _("The result of this vote has been published."),
    CANCELLED: _("This vote has been cancelled."),
}
ON_BEHALF = _(
    "A secret ballot is cast by the site itself: whoever casts it for somebody else knows it, "
    "and so it would be none any more."
)

FOR_A_DELEGATE = _(
    "A secret ballot of a delegate is cast by himself on his own telephone: whoever casts it for him knows it, "
    "and so it would be none any more."
)


def refuse_unless(vote: Any, *states: str) -> None:
    """Raises Refused with what it is, if it is none of these."""
    if vote.state not in states:
        raise Refused(WHY_NOT[vote.state])


def is_over(vote: Any, now: datetime) -> bool:
    """Whether the time that was given to an open vote has passed, whether or not somebody has noticed yet."""
    return vote.is_open and vote.closes_at is not None and vote.closes_at <= now


def refuse_late(vote: Any, now: datetime) -> None:
    """Raises Refused for a ballot after the moment that was promised."""
    if is_over(vote, now):
        sentence = _("The time of this vote was over at %(at)s. Ballots are no longer taken.", at=hms(vote.closes_at))
        raise Refused(sentence)


def refuse_over(conference: Any) -> None:
    if conference.state in ENDED:
        raise Refused(_("The conference is over, so nothing more is put to the vote."))


def refuse_idle(conference: Any) -> None:
    """Votes are opened, and ballots cast, while the conference is in session or has a break."""
    if conference.state not in RUNNING:
        raise Refused(_("Votes are opened while the conference is in session."))


def refuse_options(options: Sequence[str]) -> None:
    """Raises Invalid for answers that cannot be."""
    if len(options) == 1 or len(options) > MOST_OPTIONS:
        raise Invalid({"options": _("Write two to %(most)s answers, or none for the usual three.", most=MOST_OPTIONS)})
    if len({each.casefold() for each in options}) < len(options):
        raise Invalid({"options": _("The same answer stands there twice.")})


def refuse_on_behalf(voter: Any, way: str) -> None:
    """A secret ballot: a site's by the site, a delegate's by himself."""
    if voter.is_delegate and way != HIMSELF:
        raise Refused(FOR_A_DELEGATE)
    if way == OFFICE:
        raise Refused(ON_BEHALF)


def refuse_written_over(ballot: Any, way: str) -> None:
    """What a delegate has said himself is changed by nobody else. `ballot`: the one there is, or None."""
    if ballot is not None and ballot.way == HIMSELF and way != HIMSELF:
        raise Refused(_("This delegate has voted on his own telephone; only he himself changes his ballot."))


def only_some(counts: Mapping[str, int]) -> dict[str, int]:
    """Without the answers for which there was nobody: so a ballot is kept."""
    return {key: number for key, number in counts.items() if number}


def is_overtaken(ballot: Any, counts: Mapping[str, int], seen: Mapping[str, int] | None) -> bool:
    """Whether somebody else wrote another count than these since they were typed. `seen`: what stood there then."""
    stands = ballot.counts if ballot is not None else None
    return stands is not None and stands != only_some(counts) and (seen is None or stands != only_some(seen))


def keys_of(options: Sequence[str]) -> dict[str, str]:
    """The answers by their key, with their own words: "" of the usual three."""
    return {str(place): text for place, text in enumerate(options, 1)} or dict.fromkeys(ANSWERS, "")


def refuse_counts(kind: str, weight: int, keys: Collection[str], counts: Mapping[str, int]) -> None:
    """Raises Invalid for what no ballot of this voter can be."""
    if not counts.keys() <= set(keys):
        raise Invalid({"choice": _("This is none of the answers of the vote.")})
    total = sum(counts.values())
    if kind == HANDS and total > weight:
        raise Invalid(
            {"counts": _("%(total)s hands are more than the %(weight)s of this site.", total=total, weight=weight)}
        )
    if kind != HANDS and total != 1:
        raise Invalid({"choice": _("Choose one of the answers.")})
