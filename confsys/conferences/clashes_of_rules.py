"""What the rules of the State and the office say of the time: working days, hours, notice, length, quotas, repeats.

Quyết định 45/2018/QĐ-TTg: notice and length. Kết luận 226-KL/TW (11/12/2025): at most so many province-wide and
commune-wide conferences a year, and none held again that was broadcast already.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from confsys import clock, shown
from confsys.conferences import notice
from confsys.conferences.clash import TELLS, WARNS, Clash
from confsys.conferences.models import REACH_NAMES, Conference
from confsys.conferences.proposals import Proposal
from confsys.conferences.surroundings import Surroundings
from confsys.office.queries import calendar, current, name_of_day
from confsys.words import _, n_

OVERRUN = timedelta(minutes=30)  # into lunch, for which nobody calls a meeting irregular
URGENT = "notice"  # the warning whose word makes a conference an urgent one


def found(proposal: Proposal, there: Surroundings, now: datetime) -> Iterator[Clash]:
    """What the rules say, the gravest first."""
    if proposal.starts_at < now:
        yield Clash(WARNS, "past", _("It would begin in the past."))
    elif notice.is_short(proposal.starts_at, now):
        yield _short(proposal, now)
    yield from _working_time(proposal)
    if notice.is_too_long(proposal.kind, proposal.starts_at, proposal.ends_at):
        yield _long(proposal)
    yield from _quota(proposal, there)
    yield from _twins(proposal, there)


def _short(proposal: Proposal, now: datetime) -> Clash:
    days, asked = notice.days_left(proposal.starts_at, now), current().notice_days
    words = n_(
        "Only %(num)s working day of notice; %(asked)s are asked for (QĐ 45).",
        "Only %(num)s working days of notice; %(asked)s are asked for (QĐ 45).",
        days,
        asked=asked,
    )
    hints = (_("Urgent: natural disaster."), _("Urgent: order of the superior."), _("Urgent: work that came up."))
    return Clash(WARNS, URGENT, words, hints)


def _working_time(proposal: Proposal) -> Iterator[Clash]:
    office = calendar()
    first, last = proposal.days
    off = [day for day in _days(first, last) if not office.is_working(day)]
    if off:
        name = name_of_day(off[0])
        said = {"day": shown.full_day(off[0]), "name": f" ({name})" if name else ""}
        yield Clash(WARNS, "day", _("%(day)s is not a working day%(name)s.", **said))
    elif first == last and _is_outside_hours(proposal):
        hours = ", ".join(f"{begin:%H:%M}–{end:%H:%M}" for begin, end in office.hours)
        yield Clash(WARNS, "hours", _("It lies outside office hours, %(hours)s.", hours=hours))


def _is_outside_hours(proposal: Proposal) -> bool:
    office, day = calendar(), proposal.days[0]
    opens, closes = clock.instant(day, office.hours[0][0]), clock.instant(day, office.hours[-1][1])
    within = office.office_time(proposal.starts_at, proposal.ends_at)
    lunch = proposal.ends_at - proposal.starts_at - within
    return proposal.starts_at < opens or proposal.ends_at > closes or lunch > OVERRUN and not _is_whole_day(proposal)


def _is_whole_day(proposal: Proposal) -> bool:
    """It has a morning and an afternoon, so it has a lunch, too."""
    office = calendar()
    spans = [
        (clock.instant(proposal.days[0], begin), clock.instant(proposal.days[0], end)) for begin, end in office.hours
    ]
    return all(min(proposal.ends_at, end) - max(proposal.starts_at, begin) > OVERRUN * 2 for begin, end in spans)


def _long(proposal: Proposal) -> Clash:
    most = current().half_days(proposal.kind) or 0
    said = {
        "length": shown.length(proposal.ends_at - proposal.starts_at),
        "most": _("half a day") if most == 1 else n_("%(num)s day", "%(num)s days", most // 2),
    }
    return Clash(WARNS, "length", _("It lasts %(length)s; one of this kind may last %(most)s (QĐ 45).", **said))


def _quota(proposal: Proposal, there: Surroundings) -> Iterator[Clash]:
    most, year = current().quota(proposal.reach), proposal.days[0].year
    if most is None or not proposal.is_ours:
        return
    others = [each for each in there.counted if _counts(each, proposal, year)]
    if len(others) >= most:
        said = {"held": len(others), "most": most, "year": year, "reach": REACH_NAMES[proposal.reach]}
        words = _("%(held)s of at most %(most)s conferences for “%(reach)s” are planned in %(year)s (KL 226).", **said)
        yield Clash(WARNS, "quota", words)


def _counts(other: Conference, proposal: Proposal, year: int) -> bool:
    is_alike = other.reach == proposal.reach and other.organiser_id == proposal.organiser.id
    return is_alike and other.stream != proposal.holder and clock.local(other.starts_at).year == year


def _twins(proposal: Proposal, there: Surroundings) -> Iterator[Clash]:
    if proposal.kind == "giao-ban":
        return
    for other in there.twins:
        conference = other.conference
        if other.is_seen and conference.stream != proposal.holder and conference.folded == proposal.folded:
            words = _(
                "The same topic is held %(when)s, too.", when=shown.when(conference.starts_at, conference.ends_at)
            )
            yield Clash(TELLS, f"twin:{conference.stream}", words)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
