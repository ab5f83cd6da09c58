"""A delegate casts his own ballot on his own telephone, where each delegate has one."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from flask import Blueprint

from confsys import doors
from confsys.delegates.ballots import is_own, own_voter
from confsys.delegates.links import holder_of
from confsys.delegates.queries import Somebody
from confsys.errors import NotAllowed
from confsys.votes import floods
from confsys.votes.booth import Booth
from confsys.votes.cards import Card
from confsys.votes.models import DELEGATES, HANDS, HIMSELF, Vote, Voter
from confsys.words import _

pages = Blueprint("delegate_ballots", __name__)
OF_SITES = _("In this vote each site has one ballot. Yours is cast by whoever holds the link of the site.")
BY_HANDS = _("Hands are counted in this vote: raise yours in the room. Your site sends how many there were.")
LEFT_OUT = _(
    "Your name was not on the list of those present when the vote opened, so you have no ballot in it. "
    "Ask your site to check you in for the next one."
)


@dataclass(frozen=True)
class OwnBooth(Booth):
    """Of the ballots of a site only that of this delegate is found there."""

    template: ClassVar[str] = "delegates/vote.html"
    stays: ClassVar[Any] = _(
        "A ballot of yours was cast before, and that one counts: a secret ballot cannot be changed."
    )

    @property
    def person(self) -> Somebody:
        return self.shown["person"]

    def card(self) -> Card:
        card = super().card()
        return replace(card, lines=[line for line in card.lines if is_own(line.voter, self.person)])

    def voter_of(self, vote: Vote, voter_id: str) -> Voter:
        """Raises NotAllowed with why he has none. Whatever `voter_id` names, it is his own."""
        found = own_voter(vote, self.participation, self.person)
        if found is None:
            raise NotAllowed(why_none(vote))
        return found


def why_none(vote: Vote) -> Any:
    """Why somebody who holds a delegate's link has no ballot in a vote."""
    if vote.unit != DELEGATES:
        return OF_SITES
    return BY_HANDS if vote.kind == HANDS else LEFT_OUT


@pages.get("/delegate/<token>/vote")
@doors.by_link
def show(token: str):
    return _booth(token).page()


@pages.post("/delegate/<token>/vote")
@doors.by_link
def cast(token: str):
    booth = _booth(token)
    floods.count(f"{booth.participation.id}:{booth.person.mark}")
    return booth.cast(None)


def _booth(token: str) -> OwnBooth:
    holder = holder_of(token)
    shown = {"person": holder.person, "why_none": why_none}
    return OwnBooth(holder.participation, f"/delegate/{token}", HIMSELF, shown)
