"""What is missing before a draft can be sent for approval: an agenda, a time to come, an answer to why it came back."""

from datetime import datetime

from confsys import shown
from confsys.agenda.queries import item_counts
from confsys.conferences import notice, queries, transitions
from confsys.conferences.models import Conference
from confsys.people.models import SECRETARIAT, Person
from confsys.tasks import Chip, Press, Task
from confsys.words import _, n_

MOST = 100


def tasks_of(person: Person, now: datetime) -> list[Task]:
    """The drafts of this person's offices; those an approver returned among them."""
    drafts = queries.waiting_for(person, {SECRETARIAT: (transitions.DRAFT,)}, most=MOST)
    items = item_counts([each.id for each in drafts]) if drafts else {}
    return [_complete(each, items.get(each.id, 0), now) for each in drafts]


def _complete(conference: Conference, items: int, now: datetime) -> Task:
    page = f"/conferences/{conference.id}"
    verb, quiet, why = _next_step(conference, page, items, now)
    said = {"title": conference.title}
    is_returned = bool(conference.reason)
    return Task(
        due=notice.act_by(conference.starts_at, now),
        title=_("Returned: %(title)s", **said) if is_returned else _("Complete the draft: %(title)s", **said),
        url=page,
        why=why,
        verb=verb,
        quiet=quiet,
        chips=tuple(_chips(conference, items, now)),
    )


def _next_step(conference: Conference, page: str, items: int, now: datetime):
    """The button that brings it on, the quiet one, and why."""
    write = Press(_("Write the agenda"), f"{page}/agenda", "list-check")
    change = Press(_("Change the conference"), f"{page}/edit", "pencil")
    fields = {"back": "home", "expect": transitions.DRAFT, "revision": str(conference.revision)}
    ask = Press(_("Ask for approval"), f"{page}/submit", "send", fields)
    when = shown.when(conference.starts_at, conference.ends_at)
    if conference.reason:
        return change, ask, _("The approver wrote: %(reason)s", reason=conference.reason)
    if conference.starts_at <= now:
        return change, write, _("Its time has passed: %(when)s. Choose another.", when=when)
    if not items:
        return write, ask, _("For %(when)s. Nobody knows yet what will be discussed.", when=when)
    return ask, change, _("For %(when)s. Everything is there to ask for the slot.", when=when)


def _chips(conference: Conference, items: int, now: datetime):
    if not items:
        yield Chip(_("no agenda yet"), "wait", "list-check")
    else:
        yield Chip(n_("%(num)s item", "%(num)s items", items), "", "list-check")
    if conference.starts_at > now and notice.is_short(conference.starts_at, now):
        days = notice.days_left(conference.starts_at, now)
        left = n_("%(num)s working day until it begins", "%(num)s working days until it begins", days)
        yield Chip(left, "wait", "hourglass")
