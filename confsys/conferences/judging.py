"""A proposal judged, as a page shows it: what stands against it, what was said, and three other times."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from confsys import clock, shown
from confsys.conferences import clashes, occupying, proposals
from confsys.conferences.clash import BLOCKS, TELLS, WARNS, Clash
from confsys.conferences.models import Conference, SlotRequest
from confsys.conferences.proposals import Proposal
from confsys.people.models import Person
from confsys.scheduling.alternatives import Slot, alternatives
from confsys.sites.queries import by_ids
from confsys.words import _, n_

# What another time of the same length does not help against.
OF_ANY_TIME = ("length", "quota", "twin:")
NAMED = 3


@dataclass(frozen=True)
class OtherTime:
    """One that would do: what is typed into the form for it, and why it would do."""

    starts_at: datetime
    ends_at: datetime
    typed: Mapping[str, str]
    why: Any


@dataclass(frozen=True)
class Judged:
    """What stands against a proposal. `needs_word`: whether a word is asked for now, or only when it is asked for."""

    found: Sequence[Clash]
    others: Sequence[OtherTime] = ()
    said: Mapping[str, str] = field(default_factory=dict)
    needs_word: bool = False

    @property
    def blocks(self) -> list[Clash]:
        return [each for each in self.found if each.level == BLOCKS]

    @property
    def warns(self) -> list[Clash]:
        return [each for each in self.found if each.level == WARNS]

    @property
    def tells(self) -> list[Clash]:
        return [each for each in self.found if each.level == TELLS]


def judged(
    proposal: Proposal, person: Person, *, said: Mapping[str, str] | None = None, needs_word: bool = False
) -> Judged:
    """What stands against it, and where another time would help, the three nearest."""
    found = clashes.of_one(proposal, person, clock.now())
    helps = any(each.level != TELLS and not each.id.startswith(OF_ANY_TIME) for each in found)
    others = other_times(proposal) if helps else []
    blocks = any(each.level == BLOCKS for each in found)  # against which no word helps
    return Judged(found, others, said or {}, needs_word and not blocks)


def of_saved(
    conference: Conference, person: Person, typed: Mapping[str, str], values: Mapping[str, Any] | None = None
) -> Judged:
    """A saved one as it stands, which is then asked for, or with other `values`.

    `typed`: the words said against warnings now; what was said before stays said. Of a draft that only changes none is
    asked for yet.
    """
    needs_word = values is None or occupying.standing(conference) is not None
    said = {**conference.reasons, **typed}
    return judged(proposals.of_saved(conference, values), person, said=said, needs_word=needs_word)


def of_proposed(conference: Conference, person: Person, asked: SlotRequest) -> Judged | None:
    """The other time that is proposed for it, with what the approver said against each warning he saw."""
    if not asked.has_proposal:
        return None
    there = proposals.of_saved(conference, dict(zip(("starts_at", "ends_at"), asked.proposed, strict=True)))
    found = clashes.of_one(there, person, clock.now())
    return Judged(found, said={**conference.reasons, **asked.proposed_reasons})


def other_times(proposal: Proposal) -> list[OtherTime]:
    """The nearest times at which nothing it needs is taken."""
    slots = alternatives(proposal.wants, proposal.starts_at, proposal.ends_at, without=proposal.own)
    names = {site_id: site.name for site_id, site in by_ids([s for each in slots for s in each.busy_sites]).items()}
    return [OtherTime(each.starts_at, each.ends_at, _typed(each), _why(proposal, each, names)) for each in slots]


def _typed(slot: Slot) -> dict[str, str]:
    last = clock.local(slot.ends_at - timedelta(microseconds=1)).date()
    first = clock.local(slot.starts_at).date()
    return {
        "day": shown.day(first),
        "start": shown.hm(slot.starts_at),
        "end": shown.hm(slot.ends_at),
        "last_day": shown.day(last) if last != first else "",
    }


def _why(proposal: Proposal, slot: Slot, names: Mapping[str, str]) -> Any:
    sites = sum(want.subject.startswith("site:") for want in proposal.wants)
    notice = n_("%(num)s working day ahead", "%(num)s working days ahead", slot.notice)
    if not slot.busy_sites:
        return _("All %(sites)s sites are free, %(notice)s.", sites=sites, notice=notice)
    busy = [names[each] for each in slot.busy_sites]
    more = f" +{len(busy) - NAMED}" if len(busy) > NAMED else ""
    said = {"free": sites - len(busy), "sites": sites, "busy": ", ".join(busy[:NAMED]) + more}
    return _("%(free)s of %(sites)s sites are free (not %(busy)s), %(notice)s.", notice=notice, **said)
