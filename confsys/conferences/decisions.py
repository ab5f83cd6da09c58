"""The approver's queue: each request with what is asked, what stands against it, and the two answers."""

from dataclasses import dataclass
from datetime import datetime

from confsys import shown
from confsys.conferences import notice, queries, transitions
from confsys.conferences.models import KIND_NAMES, Conference, SlotRequest
from confsys.conferences.overlaps import Overlap, overlaps_of
from confsys.office.queries import current
from confsys.people.models import Person
from confsys.tasks import Chip, Press, Remark, Task
from confsys.words import _, n_


@dataclass(frozen=True)
class Request:
    """A conference that asks for its slot, with what the approver wants to know of it."""

    conference: Conference
    sites: int
    chairs: list[Person]
    overlaps: list[Overlap]
    request: SlotRequest | None

    def due(self, now: datetime) -> datetime:
        """When it must be answered: within the office's days, and in time for the notice; then before it begins."""
        by = notice.act_by(self.conference.starts_at, now)
        return min(by, notice.answer_by(self.request.due_on)) if self.request else by


def decisions(person: Person, conferences: list[Conference], now: datetime) -> list[Task]:
    """One task for each request, with what stands against it."""
    if not conferences:
        return []
    ids = [each.id for each in conferences]
    sites, chairs = queries.site_counts(ids), queries.chairs_by_conference(ids)
    overlaps, asked = overlaps_of(conferences, person), queries.slot_requests(ids)
    requests = [
        Request(each, sites.get(each.id, 0), chairs.get(each.id, []), overlaps.get(each.id, []), asked.get(each.id))
        for each in conferences
    ]
    return [_decision(request, now) for request in requests]


def _decision(request: Request, now: datetime) -> Task:
    conference = request.conference
    against = [_clash(each) for each in request.overlaps] + _rules(conference, now)
    warnings = sum(remark.level == "warns" for remark in against)
    chip = Chip(n_("%(num)s reminder", "%(num)s reminders", warnings), "wait", "alert-triangle")
    expect = {"back": "home", "expect": transitions.REQUESTED, "revision": str(conference.revision)}
    asker, page = conference.organiser.name, f"/conferences/{conference.id}"
    return Task(
        due=request.due(now),
        title=conference.title,
        url=page,
        why=f"{asker}, {KIND_NAMES[conference.kind]}, {conference.code}",
        verb=Press(_("Approve %(when)s", when=_short(conference)), f"{page}/approve", "check", expect),
        quiet=Press(_("Return"), f"{page}/refuse", "", expect, asks=_("Return to %(body)s", body=asker)),
        chips=(chip if warnings else Chip(_("Nothing against it"), "ok", "check"),),
        asked=_asked(request),
        remarks=(*against, *([] if warnings else [_in_order(conference, now)])),
    )


def _asked(request: Request):
    conference = request.conference
    return (
        (_("Asked for"), shown.when(conference.starts_at, conference.ends_at)),
        (_("Sites"), _("%(count)s, main site %(name)s", count=request.sites, name=conference.place_name)),
        (_("Chair"), conference.names_of_chairs(request.chairs) or _("nobody named yet")),
    )


def _clash(overlap: Overlap) -> Remark:
    title = overlap.title or _("another office's conference")
    when = shown.span(overlap.other.starts_at, overlap.other.ends_at)
    if overlap.chairs:
        names = ", ".join(overlap.chairs)
        return Remark("warns", _("%(who)s already chairs “%(title)s”, %(when)s.", who=names, title=title, when=when))
    if overlap.same_main_site:
        return Remark("warns", _("The main site already has “%(title)s”, %(when)s.", title=title, when=when))
    return Remark("tells", _("The same office also holds “%(title)s”, %(when)s.", title=title, when=when))


def _rules(conference: Conference, now: datetime) -> list[Remark]:
    found = []
    if notice.is_short(conference.starts_at, now):
        days = notice.days_left(conference.starts_at, now)
        short = _(
            "Only %(days)s working days of notice; %(asked)s are asked for.", days=days, asked=current().notice_days
        )
        found.append(Remark("warns", short))
    if notice.is_too_long(conference.kind, conference.starts_at, conference.ends_at):
        most = _half_days(current().half_days(conference.kind) or 0)
        long = _("It lasts %(length)s; one of this kind may last %(most)s.", length=_length(conference), most=most)
        found.append(Remark("warns", long))
    return found


def _in_order(conference: Conference, now: datetime) -> Remark:
    days = notice.days_left(conference.starts_at, now)
    return Remark("tells", _("In time: %(days)s working days. It lasts %(n)s.", days=days, n=_length(conference)))


def _half_days(count: int):
    return _("half a day") if count == 1 else n_("%(num)s day", "%(num)s days", count // 2)


def _length(conference: Conference) -> str:
    return shown.length(conference.ends_at - conference.starts_at)


def _short(conference: Conference) -> str:
    return f"{shown.short_day(conference.starts_at)}, {shown.hm(conference.starts_at)}"
