"""What the kinds of entries and the values in them are called."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from confsys import shown
from confsys.agenda.models import STATE_NAMES as ITEM_STATE_NAMES
from confsys.agenda.names import KIND_NAMES as ITEM_KIND_NAMES
from confsys.conferences.models import KIND_NAMES, MODE_NAMES, REACH_NAMES
from confsys.conferences.transitions import STATE_NAMES
from confsys.history import of_screens as screens
from confsys.history import of_stage as stage
from confsys.history import words_of_agenda as agenda
from confsys.history import words_of_attendance as attendance
from confsys.history import words_of_floor as floor
from confsys.history import words_of_invitations as invitations
from confsys.history import words_of_messages as messages
from confsys.history import words_of_readiness as readiness
from confsys.history import words_of_votes as votes
from confsys.invitations.models import ANSWER_NAMES, WAY_NAMES
from confsys.people.models import ROLE_NAMES
from confsys.scheduling.models import KIND_NAMES as RESOURCE_KIND_NAMES
from confsys.sites.equipment import ITEM_NAMES, LINE_NAMES, POWER_NAMES
from confsys.sites.equipment import STATE_NAMES as CHECK_NAMES
from confsys.words import _, gettext

WORDS = {
    "conference.planned": _("Conference planned"),
    "conference.handed_over": _("Handed over to a successor"),
    "conference.submitted": _("Approval asked for"),
    "conference.withdrawn": _("Request withdrawn"),
    "conference.refused": _("Returned"),
    "conference.approved": _("Slot approved"),
    "conference.time_proposed": _("Another time proposed"),
    "conference.proposal_accepted": _("Proposed time taken, slot approved"),
    "conference.proposal_declined": _("Proposed time not taken"),
    "conference.issued": _("Invitation issued"),
    "conference.opened": _("Check-in opened"),
    "conference.started": _("Conference started"),
    "conference.recessed": _("Break begun"),
    "conference.resumed": _("Went on after the break"),
    "conference.closed": _("Conference closed"),
    "conference.reopened": _("Conference reopened"),
    "conference.postponed": _("Conference postponed"),
    "conference.cancelled": _("Conference cancelled"),
    "conference.restored": _("Conference restored"),
    "conference.archived": _("Conference archived"),
    "conference.edited": _("Changed"),
    "conference.rescheduled": _("Time changed"),
    "conference.sites_changed": _("Sites changed"),
    "conference.set_back": _("Last step taken back"),
    "conference.entered_from_the_past": _("Entered afterwards"),
    "conference.link_renewed": _("Link of a site renewed"),
    "conference.link_revoked": _("Link of a site revoked"),
    "conference.delegate_link_renewed": _("Link of a delegate renewed"),
    "conference.stage_link_renewed": _("Link of the stage renewed"),
    **invitations.WORDS,
    **attendance.WORDS,
    **messages.EVENTS,
    **stage.WORDS,
    **readiness.EVENTS,
    **screens.WORDS,
    **agenda.WORDS,
    **floor.WORDS,
    **votes.WORDS,
    "week.entry_added": _("Line put on the weekly calendar"),
    "week.entry_changed": _("Line of the weekly calendar changed"),
    "week.entry_removed": _("Line taken off the weekly calendar"),
    "week.entry_noted": _("More said about a conference on the weekly calendar"),
    "week.entry_cancelled": _("Line of the weekly calendar cancelled"),
    "week.entry_restored": _("Line of the weekly calendar restored"),
    "week.lines_ordered": _("Lines of the weekly calendar put in another order"),
    "week.published": _("Weekly calendar published"),
    "week.papers_made": _("Weekly calendar ready as PDF, Excel and Word"),
    "letter.sent": _("Letter sent"),
    "letter.died": _("Letter not delivered"),
    "letter.lapsed": _("Letter no longer sent, out of date"),
    "letter.withdrawn": _("Letter withdrawn"),
    "letter.resent": _("Letter sent again"),
    "poll.opened": _("Guests asked"),
    "poll.changed": _("Poll changed"),
    "poll.answered": _("A guest answered"),
    "poll.answer_changed": _("An answer changed"),
    "poll.answer_struck": _("An answer struck out"),
    "poll.answer_put_back": _("An answer counts again"),
    "poll.closed": _("Poll was closed"),
    "poll.reopened": _("Poll reopened"),
    "poll.decided": _("Poll ended in a time"),
    "poll.planned": _("Planned at the chosen time"),
    "poll.link_renewed": _("Link of the poll renewed"),
    "poll.link_revoked": _("Link of the poll revoked"),
    "poll.names_erased": _("Names of the guests erased"),
    "settings.changed": _("Settings changed"),
    "resource.added": _("Room or equipment entered"),
    "resource.changed": _("Room or equipment changed"),
    "resource.retired": _("Room or equipment taken out of use"),
    "resource.brought_back": _("Room or equipment in use again"),
    "absence.entered": _("Days away entered"),
    "absence.dropped": _("Days away taken off"),
    "site.added": _("Unit entered"),
    "site.changed": _("Unit changed"),
    "site.reorganised": _("Reorganised: other units come after it"),
    "site.equipment_checked": _("Check list gone through"),
    "site.connection_changed": _("Endpoints, lines or power changed"),
    "site.group_set_added": _("Set of groups entered"),
    "site.group_set_changed": _("Set of groups changed"),
    "site.group_set_removed": _("Set of groups taken off"),
    "site.group_added": _("Group of sites entered"),
    "site.group_changed": _("Group of sites changed"),
    "site.group_removed": _("Group of sites taken off"),
    "site.contact_added": _("Somebody to call entered"),
    "site.contact_changed": _("Somebody to call changed"),
    "site.contact_removed": _("Somebody to call taken off"),
    "site.contact_moved": _("Order of whom to call changed"),
    "person.added": _("Person entered"),
    "person.role_given": _("Role given"),
    "person.role_ended": _("Role ended"),
    "person.edited": _("Details of a person changed"),
    "person.handed_over": _("Work handed over"),
    "person.disabled": _("Account was closed"),
    "person.enabled": _("Account opened again"),
    "person.signed_out_elsewhere": _("Signed out on all other devices"),
    "person.language_chosen": _("Language chosen"),
    "person.password_changed": _("Password changed"),
    "person.signed_in": _("Signed in"),
    "person.signed_out": _("Signed out"),
    "person.link_made": _("Sign-in link made"),
    "person.token_issued": _("Key for a program issued"),
    "person.token_revoked": _("Key for a program revoked"),
    "person.calendar_link_made": _("Calendar link made"),
    "person.calendar_link_revoked": _("Calendar link revoked"),
}

LABELS = {
    "title": _("Title"),
    "kind": _("Kind"),
    "mode": _("How it is held"),
    "reach": _("Reaches"),
    "public": _("Public"),
    "starts_at": _("Begins"),
    "ends_at": _("Ends"),
    "main_site": _("Main site"),
    "convener": _("Who convenes it"),
    "outside_chair": _("Who chairs it there"),
    "outside_place": _("Its main site"),
    "sites": _("Sites"),
    "chairs": _("Chairs"),
    "substitutes": _("Goes instead"),
    "rehearsal_starts_at": _("Rehearsal begins"),
    "rehearsal_ends_at": _("Rehearsal ends"),
    "room": _("Room"),
    "units": _("Equipment"),
    "capacity": _("Ports"),
    "seats": _("Seats"),
    "note": _("Note"),
    "day": _("On the day"),
    "first_day": _("First day away"),
    "last_day": _("Last day away"),
    "reasons": _("Word of why"),
    "due_on": _("Answer due"),
    "needs": _("What is needed besides"),
    "urgent": _("Urgent"),
    "state": _("State"),
    **invitations.LABELS,
    **attendance.LABELS,
    **messages.LABELS,
    **readiness.LABELS,
    **screens.LABELS,
    **agenda.LABELS,
    **stage.LABELS,
    **floor.LABELS,
    **votes.LABELS,
    "site": _("Site"),
    "name": _("What it is called"),
    "position": _("Position"),
    "short_name": _("Short name on the weekly calendar"),
    "email": _("E-mail"),
    "telephone": _("Telephone"),
    "username": _("User name"),
    "code": _("Code"),
    "gso_code": _("Code of the statistics office"),
    "parent_id": _("Belongs to"),
    "valid_from": _("First day"),
    "valid_to": _("Last day"),
    "domain": _("Domain"),
    "source": _("Source"),
    "role": _("Role"),
    "language": _("Language"),
    "label": _("Label"),
    "number": _("Guest number"),
    "slots": _("Times of the poll"),
    "names_shown": _("Guests see names"),
    "account": _("Account"),
    "rank": _("Place in the order"),
    "default": _("Shown by itself"),
    **ITEM_NAMES,
    "web": _("Web link"),
    "room_code": _("Room id"),
    "sip": _("SIP"),
    "h323": _("H.323"),
    "main_provider": _("Main line, from"),
    "main_kind": _("Main line, kind"),
    "main_mbits": _("Main line, Mbit/s"),
    "backup_provider": _("Backup line, from"),
    "backup_kind": _("Backup line, kind"),
    "backup_mbits": _("Backup line, Mbit/s"),
    "power": _("Power backup"),
    "power_minutes": _("Minutes of power"),
}
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}


def value(name: str, raw: Any, names: Mapping[str, str]) -> str:
    """A value of an entry as people read it; `names` says what ids stand for. "" for none."""
    if raw is None or raw == "":
        return ""
    if name == "substitutes":
        pairs = [(names.get(one, "?"), names.get(other, "?")) for one, other in raw.items()]
        return "; ".join(gettext("%(other)s for %(one)s", one=one, other=other) for one, other in pairs)
    if name in READERS:
        return str(READERS[name](raw))
    if isinstance(raw, list):
        return ", ".join(names.get(each, "?") for each in raw)
    if isinstance(raw, str):
        return names.get(raw, raw)
    return str(raw)


def moment(instant: datetime) -> str:
    """07:30 Thứ Ba 03/03/2015"""
    return f"{shown.hm(instant)} {shown.full_day(instant)}"


def _moment(raw: str) -> str:
    return moment(datetime.fromisoformat(raw))


def _day(raw: str) -> str:
    return shown.day(date.fromisoformat(raw))


def _one_of(*vocabularies: Mapping[str, Any]) -> Callable[[str], Any]:
    return lambda raw: next((words[raw] for words in vocabularies if raw in words), raw)


def _found(plain: Mapping[str, Any]) -> str:
    """2 hỏng: micro số 3; Tốt."""
    words = gettext("%(n)s broken", n=plain["broken"]) if plain["broken"] else str(CHECK_NAMES[plain["state"]])
    return f"{words}: {plain['note']}" if plain["note"] else words


READERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(
        ("public", "urgent", "default", "names_shown"), lambda raw: gettext("yes") if raw else gettext("no")
    ),
    **dict.fromkeys(ITEM_NAMES, _found),
    "main_kind": _one_of(LINE_NAMES),
    "backup_kind": _one_of(LINE_NAMES),
    "power": _one_of(POWER_NAMES),
    "kind": _one_of(KIND_NAMES, ITEM_KIND_NAMES, RESOURCE_KIND_NAMES, votes.KIND_NAMES),
    "mode": _one_of(MODE_NAMES),
    "reach": _one_of(REACH_NAMES),
    "state": _one_of(STATE_NAMES, ITEM_STATE_NAMES, attendance.STATE_NAMES, floor.STATE_NAMES),
    "starts_at": _moment,
    **dict.fromkeys(("since", "seen_at"), _moment),
    "ends_at": _moment,
    "fixed_start": _moment,
    "checked_in_at": _moment,
    "rehearsal_starts_at": _moment,
    "rehearsal_ends_at": _moment,
    **agenda.READERS,
    **floor.READERS,
    "due_on": _day,
    "valid_from": _day,
    "valid_to": _day,
    "reasons": lambda said: "; ".join(said.values()),
    "day": _day,
    "first_day": _day,
    "last_day": _day,
    "role": _one_of(ROLE_NAMES),
    "answer": _one_of(ANSWER_NAMES),
    "way": _one_of(WAY_NAMES, attendance.WAY_NAMES),
    **(readiness.READERS | screens.READERS | stage.READERS | votes.READERS),
    "delegates": lambda named: "; ".join(", ".join(filter(None, (each["name"], each["office"]))) for each in named),
    "language": _one_of(LANGUAGES),
    "slots": lambda raw: "; ".join(shown.when(*map(datetime.fromisoformat, each.split("/"))) for each in raw),
}
