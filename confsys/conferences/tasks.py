"""What an office must do about its conferences now: decide on requests, issue, open check-in."""

from datetime import datetime, timedelta

from confsys import clock, shown
from confsys.conferences import access, notice, queries, transitions
from confsys.conferences.decisions import decisions
from confsys.conferences.models import Conference, SlotRequest
from confsys.office.queries import current
from confsys.people.models import APPROVER, SECRETARIAT, TECHNICIAN, Person
from confsys.tasks import Chip, Press, Task
from confsys.words import _, n_

SOON = timedelta(hours=4)
CHECK_IN = timedelta(minutes=60)  # technicians are at their sites that long before
MOST = 100
BACK = {"back": "home"}
TO_ISSUE, TO_CONNECT = (transitions.APPROVED,), (transitions.ISSUED, transitions.OPEN)
STATES_BY_ROLE = {
    APPROVER: (transitions.REQUESTED,),
    SECRETARIAT: (transitions.REQUESTED, *TO_ISSUE, *TO_CONNECT),
    TECHNICIAN: TO_CONNECT,
}


def tasks_of(person: Person, now: datetime) -> list[Task]:
    """Everything this person's offices must do; what is only about to begin, from the morning of its day on."""
    found = queries.waiting_for(person, STATES_BY_ROLE, most=MOST)
    requests = [each for each in found if each.state == transitions.REQUESTED and access.may_approve(person, each)]
    to_issue = [each for each in found if each.state in TO_ISSUE]
    to_connect = [each for each in found if each.state in TO_CONNECT and _is_soon(each, now)]
    return [
        *decisions(person, requests, now),
        *_proposals(person, found),
        *(_issue(each, now) for each in to_issue),
        *(_open(each, now) for each in to_connect if each.state == transitions.ISSUED),
        *(_start(each) for each in to_connect if _is_late(person, each, now)),
    ]


def waiting_of(person: Person, now: datetime) -> list[Task]:
    """What this person's office has asked for and others decide; whoever asked may withdraw."""
    found = queries.waiting_for(person, {SECRETARIAT: (transitions.REQUESTED,)}, most=MOST)
    asked = queries.slot_requests([each.id for each in found]) if found else {}
    waiting = [(each, asked.get(each.id)) for each in found]
    return [_asked_for(person, each, it, now) for each, it in waiting if it is None or not it.has_proposal]


def _proposals(person: Person, found: list[Conference]) -> list[Task]:
    """Other times that were proposed for what this person's office asks for: it takes them or not."""
    asked = [each for each in found if each.state == transitions.REQUESTED and access.may_manage(person, each)]
    requests = queries.slot_requests([each.id for each in asked]) if asked else {}
    return [
        _answer(each, requests[each.id]) for each in asked if each.id in requests and requests[each.id].has_proposal
    ]


def _is_soon(conference: Conference, now: datetime) -> bool:
    _first, midnight = clock.day_span(clock.local(now).date())
    return conference.starts_at < max(midnight, now + SOON)


def _is_late(person: Person, conference: Conference, now: datetime) -> bool:
    """It should have begun, and this person may begin it."""
    return (
        conference.state == transitions.OPEN and conference.starts_at <= now and access.may_manage(person, conference)
    )


def _issue(conference: Conference, now: datetime) -> Task:
    days = notice.days_left(conference.starts_at, now)
    is_short = notice.is_short(conference.starts_at, now)
    left = n_("%(num)s working day until it begins", "%(num)s working days until it begins", days)
    asks = _("at least %(days)s are asked for (QĐ 45)", days=current().notice_days)
    why = _(
        "Approved. The sites do not know of it yet: it begins on %(when)s.",
        when=shown.when(conference.starts_at, conference.ends_at),
    )
    return Task(
        due=notice.act_by(conference.starts_at, now),
        title=_("Issue the invitation: %(title)s", title=conference.title),
        url=_page(conference),
        why=why,
        verb=Press(_("Issue"), f"{_page(conference)}/issue", "send"),
        quiet=Press(_("See the conference"), _page(conference)),
        chips=(Chip(left, "wait" if is_short else "", "hourglass"), *((Chip(asks, "wait"),) if is_short else ())),
    )


def _open(conference: Conference, now: datetime) -> Task:
    by, page = conference.starts_at - CHECK_IN, _page(conference)
    said = {"hour": shown.hm(conference.starts_at), "place": conference.place_name}
    return Task(
        due=by if by >= now else conference.starts_at,
        title=_("Open check-in: %(title)s", title=conference.title),
        url=page,
        why=_("It begins at %(hour)s, %(place)s.", **said),
        verb=Press(_("Open check-in"), f"{page}/open", "checklist", BACK | {"expect": transitions.ISSUED}),
        quiet=Press(_("Open the operator's desk"), f"{page}/operate"),
    )


def _start(conference: Conference) -> Task:
    return Task(
        due=conference.starts_at,
        title=_("Start the conference: %(title)s", title=conference.title),
        url=_page(conference),
        why=_("Check-in is open and the time has come, %(place)s.", place=conference.place_name),
        verb=Press(_("Open the operator's desk"), f"{_page(conference)}/operate", "player-play"),
    )


def _answer(conference: Conference, request: SlotRequest) -> Task:
    starts_at, ends_at = request.proposed
    seen = BACK | {"revision": str(conference.revision)}
    said = {"asked": shown.when(conference.starts_at, conference.ends_at), "why": request.proposed_why}
    why = _("instead of %(asked)s. The approver wrote: %(why)s", **said) if request.proposed_why else None
    take = _("Take %(when)s", when=f"{shown.hm(starts_at)}, {shown.weekday(starts_at)} {shown.short_day(starts_at)}")
    quiet = _("It does not suit")
    return Task(
        due=notice.answer_by(request.due_on),
        title=_("Another time is proposed: %(title)s", title=conference.title),
        url=_page(conference),
        why=why or _("instead of %(asked)s.", **said),
        verb=Press(take, f"{_page(conference)}/accept-proposal", "check", seen),
        quiet=Press(quiet, f"{_page(conference)}/decline-proposal", "", seen, asks=_("Do not take this time")),
        chips=(Chip(request.code), Chip(shown.when(starts_at, ends_at), "act", "clock")),
    )


def _asked_for(person: Person, conference: Conference, request: SlotRequest | None, now: datetime) -> Task:
    by, when = notice.act_by(conference.starts_at, now), shown.when(conference.starts_at, conference.ends_at)
    withdraw = Press(_("Withdraw"), f"{_page(conference)}/withdraw", "", BACK | {"expect": transitions.REQUESTED})
    return Task(
        due=min(by, notice.answer_by(request.due_on)) if request else by,
        title=conference.title,
        url=_page(conference),
        why=_("%(code)s, for %(when)s", code=request.code, when=when) if request else _("for %(when)s", when=when),
        verb=Press(_("See the conference"), _page(conference)),
        quiet=withdraw if conference.asked_by_id == person.id else None,
    )


def _page(conference: Conference) -> str:
    return f"/conferences/{conference.id}"
