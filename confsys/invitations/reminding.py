"""Reminding who is silent, by letter: pressed by the office, or by rule. Who has answered is never reminded."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from confsys import clock
from confsys.changes import Event, action, record
from confsys.conferences.models import Conference
from confsys.errors import Refused
from confsys.invitations import queries, rules
from confsys.invitations.models import Invitation
from confsys.invitations.reminders import is_quiet
from confsys.invitations.timing import closes_at, due_for, reminded_by
from confsys.letters import actions as letters
from confsys.letters import writing
from confsys.letters.addressed import Receiver
from confsys.letters.queries import waiting_of
from confsys.letters.receivers import answering_for
from confsys.people.models import Person
from confsys.words import _

KIND = "invitations.reminder"
Reached = Mapping[str, Sequence[Person | Receiver]]  # who is written to, by the id of the site


@action
def remind(actor: Person, conference: Conference) -> int:
    """Write to every site that is silent and can be written to; to how many. Raises Refused if there is none."""
    rules.refuse_not_asked(conference.state, conference.title)
    now = clock.now()
    rules.refuse_late(conference.state, closes_at(conference.starts_at), now)
    silent = [each for each in queries.silent(conference) if not is_quiet(each, now)]
    reached = reached_at([each.participation.site_id for each in silent])
    chosen = [each for each in silent if each.participation.site_id in reached]
    if not chosen:
        raise Refused(_("Every silent site that can be written to was reminded just now; the others are telephoned."))
    return _write(actor, conference, chosen, reached, now)


@action
def remind_as_due(actor: None, conference: Conference) -> int:
    """Write to those sites whom a rule reminds now, once by each rule; to how many."""
    now = clock.now()
    if not rules.takes_answers(conference.state, closes_at(conference.starts_at), now):
        return 0
    due = {each: reminded_by(each, conference.starts_at, now) for each in queries.silent(conference)}
    chosen = [each for each, by in due.items() if by]
    for each in chosen:
        for rule in due[each]:
            setattr(each, f"{rule}_at", now)
    reached = reached_at([each.participation.site_id for each in chosen])
    return _write(actor, conference, [each for each in chosen if each.participation.site_id in reached], reached, now)


def remind_all() -> int:
    """Every conference that is issued and has silent sites; to how many sites was written. Called by a job."""
    written = 0
    for conference in queries.with_silent_sites(clock.now()):
        with suppress(Refused):  # somebody was quicker
            written += remind_as_due(None, conference)
    return written


def reached_at(sites: Sequence[str]) -> Reached:
    found: dict[str, list[Person | Receiver]] = {}
    for to, site in answering_for(sites):
        found.setdefault(site, []).append(to)
    return found


def values_of(invitation: Invitation, now: datetime) -> dict[str, Any]:
    """What the letter to this site is made with."""
    participation = invitation.participation
    conference = participation.conference
    due, closes = due_for(conference.starts_at, invitation.invited_at), closes_at(conference.starts_at)
    return {"body": conference.organiser, "conference": conference, "site": participation.site} | {
        "due": due if now < due else closes
    }


def hold_back(event: Event) -> None:
    """A reminder that waits does not leave once the site has answered, or once nothing takes place. A reaction."""
    conference: Conference = event.thing
    of_site = event.about.get("participation")
    for letter in waiting_of(conference.id, (KIND,)):
        if of_site is None or letter.about["participation"] == of_site.id:
            with suppress(Refused):  # it is just leaving
                letters.withdraw(None, letter)


def _write(actor: Person | None, conference: Conference, chosen: Sequence[Invitation], reached: Reached, now: datetime):
    if not chosen:
        return 0
    receivers = [to for each in chosen for to in reached[each.participation.site_id]]
    mailboxes = {each.address: each for each in writing.locked(*(to.email or "" for to in receivers))}
    for each in chosen:
        for to in reached[each.participation.site_id]:
            writing.write(
                "invitations/reminder",
                to,
                by=actor,
                about={"participation": each.participation_id},
                lapses_at=closes_at(conference.starts_at),
                mailbox=mailboxes[(to.email or "").lower()],
                **values_of(each, now),
            )
        each.reminded_at = now
    sites = [each.participation.site_id for each in chosen]
    record("conference.reminded", conference, by=actor, after={"sites": sites})
    return len(chosen)
