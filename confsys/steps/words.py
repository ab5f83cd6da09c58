"""What the pages before a step say: the button that names the result, what follows, and what cannot be taken back."""

from collections.abc import Callable
from typing import Any

from confsys import clock
from confsys.conferences.transitions import DRAFT, RUNNING, STATE_NAMES, Transition
from confsys.shown import full_day, span
from confsys.steps.queries import Preview
from confsys.words import _, gettext, ngettext

# Where sites see the change by themselves, the button says how many.
TELLING: dict[str, Callable[[int], str]] = {
    "approve": lambda n: ngettext("Approve for %(num)s site", "Approve for %(num)s sites", n),
    "issue": lambda n: ngettext("Issue to %(num)s site", "Issue to %(num)s sites", n),
    "open": lambda n: ngettext("Open check-in for %(num)s site", "Open check-in for %(num)s sites", n),
    "start": lambda n: ngettext("Start with %(num)s site", "Start with %(num)s sites", n),
    "close": lambda n: ngettext("Close for %(num)s site", "Close for %(num)s sites", n),
    "reopen": lambda n: ngettext("Reopen for %(num)s site", "Reopen for %(num)s sites", n),
    "postpone": lambda n: ngettext("Postpone and tell %(num)s site", "Postpone and tell %(num)s sites", n),
    "cancel": lambda n: ngettext("Cancel and tell %(num)s site", "Cancel and tell %(num)s sites", n),
    "restore": lambda n: ngettext("Restore and tell %(num)s site", "Restore and tell %(num)s sites", n),
    "archive": lambda n: ngettext("Archive with %(num)s site", "Archive with %(num)s sites", n),
    "reschedule": lambda n: ngettext("Move and tell %(num)s site", "Move and tell %(num)s sites", n),
    "sites": lambda n: ngettext("Change and tell %(num)s site", "Change and tell %(num)s sites", n),
}
# What a page is called, and its button where nobody but the office knows of the conference.
NAMES = {
    "cancel": _("Cancel the conference"),
    "postpone": _("Postpone the conference"),
    "restore": _("Restore the conference"),
    "reschedule": _("Move the conference"),
    "sites": _("Change the sites"),
}


def button(name: str, preview: Preview, label: Any = "") -> str:
    """The verb and the count; `label` where nobody but the office sees the step."""
    if name == "refuse":
        return gettext("Return to %(body)s", body=preview.conference.organiser.name)
    count = preview.consequences.tells if preview.consequences else 0
    if count and name in TELLING:
        return TELLING[name](count)
    return str(NAMES.get(name, label))


def done(preview: Preview) -> str:
    """What has been replanned, in one sentence for the next page."""
    consequences = preview.consequences
    if consequences is None or "sites" in consequences.changed:
        added, removed = len(preview.added), len(preview.removed)
        return gettext("The sites are changed: %(added)s added, %(removed)s taken off.", added=added, removed=removed)
    after = consequences.after
    when = f"{full_day(after.starts_at)}, {span(after.starts_at, after.ends_at)}"
    return gettext("The time is now %(when)s.", when=when)


def follows(step: Transition, preview: Preview) -> list[str]:
    """What else comes of a step, in sentences."""
    after = preview.consequences.after.state if preview.consequences else ""
    found: list[Any] = list(FOLLOWS.get(step.name, []))
    unheld = sum(row.item.is_waiting for row in preview.rows)
    if step.name == "close" and unheld:
        found.append(
            ngettext(
                "%(num)s item has not come up and will not be held.",
                "%(num)s items have not come up and will not be held.",
                unheld,
            )
        )
    if step.name == "restore" and after != DRAFT:
        found.append(_("Its time is still free."))
    if step.name == "restore" and preview.conference.starts_at < clock.now():
        found.append(_("Its time has passed: give it another one after restoring."))
    return [str(sentence) for sentence in found]


def final(name: str, preview: Preview) -> list[str]:
    """What cannot be taken back, in sentences."""
    found = list(FINAL.get(name, []))
    conference, consequences = preview.conference, preview.consequences
    if name in ("postpone", "cancel"):
        back = STATE_NAMES[conference.state_before or conference.state]
        found.append(_("It can be restored: to “%(state)s” if the time is free then, else to a draft.", state=back))
    if name == "cancel" and conference.state in RUNNING:
        found.append(_("Everybody in session sees at once that it is cancelled."))
    if preview.removed:
        found.append(_("The old links of the sites taken off never work again; a site that comes back gets a new one."))
    if consequences and consequences.is_moved and consequences.after.starts_at < clock.now():
        found.append(_("This time has already passed."))
    if consequences and consequences.is_adjustment and name in ("reschedule", "sites"):
        found.append(_("The number of the adjustment stays: taking it back is one adjustment more."))
    return [str(sentence) for sentence in found]


FOLLOWS = {
    "submit": [_("The approver finds it among what waits for a decision.")],
    "issue": [_("From now on each change of time, place, sites or agenda is a numbered adjustment.")],
    "close": [_("The running item ends. Links stay open for another 24 hours.")],
    "reopen": [_("The links work again, also those that had ended.")],
    "refuse": [_("The office may change the request and ask again.")],
    "archive": [_("It stays in the lists and in the history as it is now.")],
}
FINAL = {
    "issue": [_("What is issued cannot be withdrawn, only adjusted, postponed or cancelled.")],
    "archive": [_("No step leads back from the archive.")],
}
