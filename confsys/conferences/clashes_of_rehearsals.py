"""What stands against the rehearsal of a conference: what it needs is held by others then."""

from collections.abc import Iterator, Sequence

from confsys import shown
from confsys.conferences.clash import BLOCKS, Clash
from confsys.conferences.proposals import Proposal
from confsys.conferences.rehearsing import holder_beside
from confsys.people.models import Person
from confsys.scheduling import queries as scheduling
from confsys.scheduling.booking import asks_no_more
from confsys.scheduling.holders import Holder, told
from confsys.scheduling.models import HELD, Booking, Resource
from confsys.words import _

MOST = 2  # others named in a sentence


def found(proposals: Sequence[Proposal], person: Person | None) -> list[list[Clash]]:
    """For each of these, in as many statements for one as for many; none where nothing is rehearsed."""
    spans = [each.rehearsal for each in proposals if each.rehearsal]
    if not spans:
        return [[] for _each in proposals]
    wants = [want for each in proposals if each.rehearsal for want in each.wants if want.resource_id]
    begin, end = min(span[0] for span in spans), max(span[1] for span in spans)
    bookings = scheduling.bookings_of({want.subject for want in wants}, begin, end)
    others = told({each.holder for each in bookings}, person)
    resources = scheduling.resources({want.resource_id for want in wants if want.resource_id})
    return [list(_of(each, bookings, others, resources)) for each in proposals]


def _of(
    proposal: Proposal, bookings: list[Booking], others: dict[str, Holder], resources: dict[str, Resource]
) -> Iterator[Clash]:
    if proposal.rehearsal is None:
        return
    begin, end = proposal.rehearsal
    own, when = holder_beside(proposal.holder), shown.when(begin, end)
    during = [each for each in bookings if each.starts_at < end and each.ends_at > begin]
    for want in proposal.wants:
        there = [each for each in during if each.subject == want.subject]
        theirs = [each for each in there if each.holder not in proposal.own and each.standing == HELD]
        if not theirs or asks_no_more(next((e for e in there if e.holder == own), None), want, begin, end):
            continue
        resource = resources[want.resource_id or ""]
        if scheduling.most_at_once(theirs, begin, end) + want.amount > resource.capacity:
            named = ", ".join(str(others[each.holder].words) for each in theirs[:MOST] if each.holder in others)
            said = {"when": when, "what": resource.name, "others": named or _("another meeting")}
            words = _("For the rehearsal, %(when)s, %(what)s is held by %(others)s. Rehearse at another time.", **said)
            yield Clash(BLOCKS, f"rehearsal:{want.subject}", words)
