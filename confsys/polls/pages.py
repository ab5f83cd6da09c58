"""What the pages of a poll show: each slot with what was said to it and what of ours stands against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from confsys import clock, shown
from confsys.conferences import clashes, judging, proposals
from confsys.conferences.by_site import Stretch
from confsys.conferences.clash import TELLS, Clash
from confsys.conferences.judging import Judged
from confsys.conferences.proposals import Proposal
from confsys.people.models import Person
from confsys.polls import links, tally
from confsys.polls.models import Poll, PollSlot
from confsys.polls.queries import Standing
from confsys.polls.tally import Count
from confsys.sites.models import Site
from confsys.words import gettext, ngettext

USUAL_DAYS = 3  # of time to answer


@dataclass(frozen=True)
class Row:
    """One slot as the office sees it."""

    slot: PollSlot
    count: Count
    bar: Sequence[Stretch]
    reason: str
    clashes: Sequence[Clash]
    is_past: bool

    @property
    def stands_against(self) -> list[Clash]:
        return [each for each in self.clashes if each.level != TELLS]


def rows(standing: Standing, person: Person | None = None) -> list[Row]:
    """The slots, best first; for `person`, with what stands against those that may still be chosen."""
    now, slots = clock.now(), standing.ranked
    open_ones = [each for each in slots if each.starts_at > now] if person and not standing.chosen else []
    found = clashes.of_all([_proposal(standing.poll, each) for each in open_ones], person, now)
    against = {slot.id: found_there for slot, found_there in zip(open_ones, found, strict=True)}
    return [_row(standing, each, against.get(each.id, ()), now) for each in slots]


def _row(standing: Standing, slot: PollSlot, found: Sequence[Clash], now: datetime) -> Row:
    count = standing.counts[slot.id]
    return Row(slot, count, tally.bar(count), reason(count), found, slot.starts_at <= now)


def reason(count: Count) -> str:
    """11 được, 2 nếu cần, 1 không"""
    words = gettext("%(yes)s can, %(maybe)s if need be, %(no)s cannot", yes=count.yes, maybe=count.maybe, no=count.no)
    if not count.silent:
        return words
    return f"{words}, " + ngettext("%(num)s not asked yet", "%(num)s not asked yet", count.silent)


def _proposal(poll: Poll, slot: PollSlot) -> Proposal:
    """What would be held then: the conference it is asked for, or a meeting with whom the time was looked for."""
    time = {"starts_at": slot.starts_at, "ends_at": slot.ends_at}
    if poll.conference is not None:
        return proposals.of_saved(poll.conference, time)
    return proposals.of_values(_meeting(poll) | time, poll.organiser)


def _meeting(poll: Poll) -> dict[str, Any]:
    wanted = poll.wanted
    return {
        "title": poll.title,
        "kind": "hop-khac",
        "main_site": poll.organiser_id,
        "sites": wanted.get("sites", []),
        "chairs": wanted.get("people", []),
    }


def judged(poll: Poll, slot: PollSlot, person: Person, typed: Mapping[str, str]) -> Judged | None:
    """What stands against moving the poll's conference there, with the fields for a word of why."""
    if poll.conference is None:
        return None
    return judging.of_saved(poll.conference, person, typed, {"starts_at": slot.starts_at, "ends_at": slot.ends_at})


def plan_address(poll: Poll, slot: PollSlot) -> str:
    """The form that plans, with all that the poll knows."""
    values = {
        "title": poll.title,
        "organiser": poll.organiser_id,
        "day": clock.local(slot.starts_at).date().isoformat(),
        "start": shown.hm(slot.starts_at),
        "end": shown.hm(slot.ends_at),
        "chairs": ",".join(poll.wanted.get("people", ())),
        "sites": ",".join(poll.wanted.get("sites", ())),
    }
    return "/conferences/new?" + urlencode({name: value for name, value in values.items() if value}, safe=",")


def text_to_send(poll: Poll, slots: Sequence[PollSlot]) -> str:
    """The poll as a message of plain text."""
    times = [f"{number}. {shown.when(*each.time)}" for number, each in enumerate(slots, 1)]
    asks = gettext("%(body)s asks which of these times suit you:", body=poll.organiser.name)
    until = gettext("Please answer by the end of %(day)s, without an account:", day=shown.full_day(poll.last_day))
    lines = [poll.title, asks, *times, *([poll.note] if poll.note else []), until, links.address_of(poll)]
    return "\n".join(lines).replace(shown.NBSP, " ")


def bodies_that_exist(bodies: Sequence[Site]) -> list[Site]:
    """Those a poll may be asked for today; all of them if none is of today."""
    return [each for each in bodies if each.exists_on(clock.today())] or list(bodies)


def usual_last_day(first: datetime | None) -> datetime:
    """Three days from now, or the day before the first of the times, if that is earlier."""
    usual = clock.now() + timedelta(days=USUAL_DAYS)
    return max(clock.now(), min(usual, first - timedelta(days=1))) if first else usual
