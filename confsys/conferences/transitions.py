"""The states of a conference and every step between them, as one table.

The actions, the pages, the API, the tests and docs/conference-states.md are all made from it.
"""

from dataclasses import dataclass

from confsys.words import _

DRAFT, REQUESTED, APPROVED, ISSUED, OPEN = "draft", "requested", "approved", "issued", "open"
LIVE, RECESS, CLOSED, ARCHIVED = "live", "recess", "closed", "archived"
POSTPONED, CANCELLED = "postponed", "cancelled"
STATES = (DRAFT, REQUESTED, APPROVED, ISSUED, OPEN, LIVE, RECESS, CLOSED, ARCHIVED, POSTPONED, CANCELLED)

BEFORE_LIVE = (DRAFT, REQUESTED, APPROVED, ISSUED, OPEN)
BEFORE_CLOSED = (*BEFORE_LIVE, LIVE, RECESS, POSTPONED)
RUNNING = (LIVE, RECESS)
TOLD = (ISSUED, OPEN, LIVE, RECESS, CLOSED, ARCHIVED)  # those invited know of it
KNOWN = (APPROVED, *TOLD)  # those planned for may know of it
PUT_OFF = (POSTPONED, CANCELLED)
ENDED = (CLOSED, ARCHIVED, CANCELLED)

AS_BEFORE = "as before"  # restore leads back to where it was, or to a draft if the slot has been taken
ASKER = "asker"  # not a role: whoever asked for the slot


@dataclass(frozen=True)
class Transition:
    """One step: from where, to where, who may take it, and whether it needs a word of why."""

    name: str
    sources: tuple[str, ...]
    target: str
    roles: tuple[str, ...]
    event: str
    label: object
    needs_reason: bool = False


def _table(*steps: Transition) -> dict[str, Transition]:
    return {step.name: step for step in steps}


OFFICE = ("secretariat",)
FLOOR = ("secretariat", "chair")
TRANSITIONS = _table(
    Transition("submit", (DRAFT,), REQUESTED, OFFICE, "conference.submitted", _("Ask for approval")),
    Transition("withdraw", (REQUESTED,), DRAFT, (ASKER,), "conference.withdrawn", _("Withdraw the request")),
    Transition("refuse", (REQUESTED,), DRAFT, ("approver",), "conference.refused", _("Return"), needs_reason=True),
    Transition("approve", (REQUESTED,), APPROVED, ("approver",), "conference.approved", _("Approve")),
    Transition("issue", (APPROVED,), ISSUED, OFFICE, "conference.issued", _("Issue")),
    Transition("open", (ISSUED,), OPEN, ("secretariat", "technician"), "conference.opened", _("Open check-in")),
    Transition("start", (ISSUED, OPEN), LIVE, FLOOR, "conference.started", _("Start the conference")),
    Transition("recess", (LIVE,), RECESS, FLOOR, "conference.recessed", _("Break")),
    Transition("resume", (RECESS,), LIVE, FLOOR, "conference.resumed", _("Go on after the break")),
    Transition("close", RUNNING, CLOSED, FLOOR, "conference.closed", _("Close the conference")),
    Transition("reopen", (CLOSED,), LIVE, FLOOR, "conference.reopened", _("Reopen"), needs_reason=True),
    Transition("postpone", BEFORE_LIVE, POSTPONED, OFFICE, "conference.postponed", _("Postpone"), needs_reason=True),
    Transition("cancel", BEFORE_CLOSED, CANCELLED, OFFICE, "conference.cancelled", _("Cancel"), needs_reason=True),
    Transition("restore", PUT_OFF, AS_BEFORE, OFFICE, "conference.restored", _("Restore")),
    Transition("archive", (CLOSED,), ARCHIVED, OFFICE, "conference.archived", _("Archive")),
)

STATE_NAMES = {
    DRAFT: _("Draft"),
    REQUESTED: _("Awaiting approval"),
    APPROVED: _("Approved"),
    ISSUED: _("Issued"),
    OPEN: _("Check-in open"),
    LIVE: _("In session"),
    RECESS: _("On break"),
    CLOSED: _("Closed"),
    ARCHIVED: _("Archived"),
    POSTPONED: _("Postponed"),
    CANCELLED: _("Cancelled"),
}


def as_markdown() -> str:
    """The table as docs/conference-states.md shows it."""
    lines = [
        "# The states of a conference",
        "",
        "Made from `confsys/conferences/transitions.py`; the tests fail when the two differ. The administrator may",
        "take every step, and it is recorded as his. `restore` leads to a draft if another conference of the same",
        "body, approved or later, overlaps and has the same main site or one of the chairs.",
        "",
        "| step (action and address) | from | to | who | reason |",
        "|---|---|---|---|---|",
    ]
    for step in TRANSITIONS.values():
        sources, roles = ", ".join(step.sources), ", ".join(step.roles)
        lines.append(f"| {step.name} | {sources} | {step.target} | {roles} | {'needed' if step.needs_reason else ''} |")
    return "\n".join(lines) + "\n"
