"""A booth: the page on which somebody casts his ballot, and what becomes of the press.

A ballot is done once by what it is, so no booth keeps a command id: that would be kept with its time.
"""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from flask import redirect, render_template, request

from confsys import clock, forms, web
from confsys.conferences.models import Participation
from confsys.errors import Invalid, Problem, Refused
from confsys.forms import Form
from confsys.people.models import Person
from confsys.votes import access, casting, queries, rules
from confsys.votes.cards import Card, card_of
from confsys.votes.forms import NAME, ballot
from confsys.votes.models import HANDS, KIND_NAMES, OFFICE, OPEN, UNIT_NAMES, Vote, Voter
from confsys.words import _

WHICH: dict[str, forms.Read] = {
    "vote": forms.identifier,
    "voter": forms.optional_identifier,
    "told_by": forms.text(NAME, needed=False),
    "sure": forms.yes_or_no,
}
IN_THE_BOX = _("The ballot is in the box. It cannot be changed, and nobody sees what it says.")


@dataclass(frozen=True)
class Booth:
    """Of a site, at `base`; `way`: who casts there."""

    participation: Participation
    base: str
    way: str
    shown: dict[str, Any] = field(default_factory=dict)  # what its template is given besides
    template: ClassVar[str] = "votes/ballot.html"
    stays: ClassVar[Any] = _(
        "A ballot of this site was cast before, and that one counts: a secret ballot cannot be changed."
    )

    def card(self) -> Card:
        return card_of(self.participation, self.base)

    def voter_of(self, vote: Vote, voter_id: str) -> Voter:
        """Raises NotFound, NotAllowed."""
        return access.voter_of(vote, self.participation, voter_id)

    def cast(self, person: Person | None):
        """First it is read out again where that is asked for, then cast."""
        try:
            said = forms.read(WHICH, request.form, optional={"voter": None, "told_by": "", "sure": False})
            vote = access.vote_of(self.participation.conference, said["vote"])
            voter = self.voter_of(vote, said["voter"] or "")
            keys = [each.key for each in queries.choices_of(vote)]
            counts = ballot(request.form, keys, hands=vote.kind == HANDS and "choice" not in request.form)
            if vote.is_secret and not said["sure"]:
                rules.refuse_unless(vote, OPEN)
                rules.refuse_late(vote, clock.now())
                rules.refuse_counts(vote.kind, voter.weight, keys, counts)
                return self.page(sure=next(iter(counts)))
            self._put(person, vote, voter, counts, said["told_by"])
        except (Invalid, Refused) as problem:
            if web.is_for_a_program():
                raise
            return self.page(problem)
        if web.is_for_a_program():
            return "", 204
        return redirect(_back(f"{self.base}/vote"), 303)

    def page(self, problem: Problem | None = None, *, sure: str = ""):
        """`sure`: the answer of a secret ballot that is asked about once more."""
        typed = {name: value[:1000] for name, value in request.form.items()}
        page = render_template(
            self.template,
            conference=self.participation.conference,
            participation=self.participation,
            voting=self.card(),
            way=self.way,
            sure=sure,
            form=Form(values=typed, errors=problem.by_field() if isinstance(problem, Invalid) else {}),
            refusal=problem if isinstance(problem, Refused) else None,
            kind_words=KIND_NAMES,
            unit_words=UNIT_NAMES,
            on_behalf=rules.ON_BEHALF,
            back=_back(""),
            **self.shown,
        )
        # The address is the key; nothing of a ballot stays in a cache.
        return web.unkept(page, problem.status if problem else 200)

    def _put(self, person: Person | None, vote: Vote, voter: Voter, counts: dict[str, int], told_by: str) -> None:
        if vote.is_secret:
            is_new = casting.cast_in_secret(person, vote, voter, choice=next(iter(counts)), way=self.way)
            web.told(IN_THE_BOX if is_new else self.stays)
            return
        told_by = told_by if self.way == OFFICE else ""
        casting.cast(person, vote, voter, counts=counts, way=self.way, told_by=told_by)
        if _back(""):  # this page says it beside the answers; a word over them would be in the way of a thumb
            web.told(_("Written down for %(name)s.", name=voter.words))


def _back(usual: str) -> str:
    asked = request.values.get("back", "")
    return web.own_address(asked) if asked else usual
