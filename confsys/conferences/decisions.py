"""The approver's queue: each request with what is asked, what stands against it, and the answers there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from confsys import shown
from confsys.conferences import clashes, notice, proposals, queries, transitions
from confsys.conferences import pages as page
from confsys.conferences.clash import BLOCKS, WARNS, Clash
from confsys.conferences.leading import Leading, leading_by_conference
from confsys.conferences.models import KIND_NAMES, Conference, SlotRequest
from confsys.conferences.proposals import Proposal
from confsys.people.models import Person
from confsys.scheduling.alternatives import Slot, alternatives
from confsys.tasks import Chip, Press, Remark, Task
from confsys.words import _, n_

MOST_LOOKED_FOR = 5  # blocked requests for which another time is looked for at once; the others' pages find theirs


@dataclass(frozen=True)
class Request:
    """A conference that asks for its slot, with what the approver wants to know of it."""

    conference: Conference
    proposal: Proposal
    request: SlotRequest | None
    sites: int
    chairs: list[Leading]
    found: list[Clash]

    def due(self, now: datetime) -> datetime:
        """When it must be answered: within the office's days, and in time for the notice; then before it begins."""
        by = notice.act_by(self.conference.starts_at, now)
        return min(by, notice.answer_by(self.request.due_on)) if self.request else by

    def count(self, level: str) -> int:
        return sum(each.level == level for each in self.found)

    @property
    def waits_for_the_asker(self) -> bool:
        return self.request is not None and self.request.has_proposal

    @property
    def is_blocked(self) -> bool:
        return self.count(BLOCKS) > 0


def decisions(person: Person, conferences: list[Conference], now: datetime) -> list[Task]:
    """One task for each request, with what stands against it."""
    if not conferences:
        return []
    requests = _requests(person, conferences, now)
    others = _other_times(requests)
    return [_decision(each, others.get(each.conference.id), now) for each in requests]


def _requests(person: Person, conferences: list[Conference], now: datetime) -> list[Request]:
    """All that is read of them: as many statements for one as for many."""
    ids = [each.id for each in conferences]
    sites, chairs, asked = queries.site_counts(ids), leading_by_conference(ids), queries.slot_requests(ids)
    wanted = proposals.of_requests(conferences)
    found = clashes.of_all(wanted, person, now)
    return [
        Request(each, proposal, asked.get(each.id), sites.get(each.id, 0), chairs.get(each.id, []), against)
        for each, proposal, against in zip(conferences, wanted, found, strict=True)
    ]


def _other_times(requests: list[Request]) -> dict[str, Slot]:
    """The nearest time for each of the first that are blocked, if there is one."""
    blocked = [each for each in requests if each.is_blocked and not each.waits_for_the_asker]
    found = {}
    for each in blocked[:MOST_LOOKED_FOR]:
        asked = each.proposal
        for slot in alternatives(asked.wants, asked.starts_at, asked.ends_at, without=asked.own, number=1):
            found[each.conference.id] = slot
    return found


def _decision(request: Request, other: Slot | None, now: datetime) -> Task:
    conference, address = request.conference, f"/conferences/{request.conference.id}"
    seen = {"back": "home", "expect": transitions.REQUESTED, "revision": str(conference.revision)}
    asker = conference.organiser.name
    code = request.request.code if request.request else conference.code
    verb, *also = _answers(request, other, address, seen)
    return Task(
        due=request.due(now),
        title=conference.title,
        url=address,
        why=f"{asker}, {KIND_NAMES[conference.kind]}, {code}",
        verb=verb,
        also=tuple(also),
        quiet=Press(_("Return"), f"{address}/refuse", "", seen, asks=_("Return to %(body)s", body=asker)),
        chips=_chips(request),
        asked=_asked(request),
        remarks=_remarks(request, now),
    )


def _answers(request: Request, other: Slot | None, address: str, seen: Mapping[str, str]) -> list[Press]:
    """The first is the one to press: what is blocked has no plain approval."""
    another = Press(_("Another hour"), f"{address}/propose")
    if request.waits_for_the_asker:
        return [Press(_("Propose another one"), f"{address}/propose")]
    if other is not None:
        words = _("Propose %(when)s", when=_moment(other.starts_at))
        fields = {**seen, **page.time_typed(other.starts_at, other.ends_at), "confirm": "1"}
        return [Press(words, f"{address}/propose", "clock", fields), another]
    if request.is_blocked:
        return [another]
    return [Press(_("Approve %(when)s", when=_short(request.conference)), f"{address}/approve", "check", seen), another]


def _chips(request: Request) -> tuple[Chip, ...]:
    found = []
    if request.waits_for_the_asker:
        found.append(Chip(_("The unit has not answered yet"), "wait", "hourglass"))
    if request.request and request.request.declined:
        found.append(Chip(_("The proposed time did not suit"), "wait", "clock"))
    if blocks := request.count(BLOCKS):
        found.append(Chip(_("Blocked: %(count)s", count=blocks), "bad", "ban"))
    if warnings := request.count(WARNS):
        found.append(Chip(n_("%(num)s reminder", "%(num)s reminders", warnings), "wait", "alert-triangle"))
    if request.request and request.request.urgent:
        found.append(Chip(_("Urgent"), "wait", "clock"))
    return tuple(found) or (Chip(_("Nothing against it"), "ok", "check"),)


def _asked(request: Request):
    conference, asked = request.conference, request.request
    cells = [
        (_("Asked for"), shown.when(conference.starts_at, conference.ends_at)),
        (_("Proposed"), shown.when(*asked.proposed) if asked and asked.has_proposal else ""),
        (_("Did not suit"), _declined(asked) if asked else ""),
        (_("Room"), conference.room.name if conference.room else ""),
        (_("Sites"), _("%(count)s, main site %(name)s", count=request.sites, name=conference.place_name)),
        (_("Chair"), conference.names_of_chairs(request.chairs) or _("nobody named yet")),
        (_("What is needed besides"), asked.needs if asked else ""),
    ]
    return tuple((label, value) for label, value in cells if value)


def _declined(asked: SlotRequest) -> Any:
    """The proposed time that the unit did not take, and why."""
    if asked.declined is None:
        return ""
    return _("%(when)s. The unit wrote: %(why)s", when=shown.when(*asked.declined), why=asked.declined_why)


def _remarks(request: Request, now: datetime) -> tuple[Remark, ...]:
    said = request.conference.reasons
    against = [Remark(each.level, _with_word(each, said.get(each.id))) for each in request.found]
    return (*against, *([] if request.count(BLOCKS) + request.count(WARNS) else [_in_order(request.conference, now)]))


def _with_word(clash: Clash, word: str | None):
    return _("%(what)s Reason: %(word)s", what=clash.words, word=word) if word else clash.words


def _in_order(conference: Conference, now: datetime) -> Remark:
    days = notice.days_left(conference.starts_at, now)
    length = shown.length(conference.ends_at - conference.starts_at)
    return Remark("tells", _("In time: %(days)s working days. It lasts %(n)s.", days=days, n=length))


def _short(conference: Conference) -> str:
    return f"{shown.short_day(conference.starts_at)}, {shown.hm(conference.starts_at)}"


def _moment(instant: datetime) -> str:
    return f"{shown.hm(instant)}, {shown.weekday(instant)} {shown.short_day(instant)}"
