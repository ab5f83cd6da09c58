"""How one entry of the journal is taken back: as a new change, by the actions that own the rows.

UNDO says for each kind of entry how; CANNOT says for every other kind why not; TOO_LATE, until when.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from confsys.agenda.queries import items_of
from confsys.conferences import actions as conferences
from confsys.conferences.clashes import Because
from confsys.conferences.entries import plain
from confsys.conferences.models import Conference
from confsys.conferences.transitions import POSTPONED, TRANSITIONS
from confsys.errors import Refused
from confsys.extensions import db
from confsys.floor.queries import turns_of
from confsys.history import of_screens, of_stage
from confsys.history import undo_invitations as invitations
from confsys.history import undo_messages as messages
from confsys.history import undo_readiness as readiness
from confsys.history import undo_votes as votes
from confsys.history.left import before, refuse_changed
from confsys.history.undo_agenda import AGENDA
from confsys.history.undo_attendance import ATTENDANCE
from confsys.history.undo_floor import CANNOT as FLOOR_CANNOT
from confsys.history.undo_floor import FLOOR
from confsys.history.undo_groups import GROUPS
from confsys.history.undo_people import PEOPLE
from confsys.history.undo_polls import POLLS
from confsys.history.undo_resources import RESOURCES
from confsys.history.undo_sites import SITES
from confsys.history.undo_weeks import WEEKS
from confsys.journal import Entry, personal_of
from confsys.words import _

BACK = Because(_("As it was before"))
Back = Callable[[Any, Entry], None]


# -- conferences -----------------------------------------------------------------------------------


def _edit(actor: Any, entry: Entry) -> None:
    conference, named = _conference(entry), personal_of(entry)
    now, values = plain(conference), before(entry)
    refuse_changed(entry, now)
    if named:
        refuse_changed(entry, {"outside_chair": conference.outside_chair}, after=named["after"])
        values |= named["before"]
    if "main_site" in values:  # or the one that goes would leave the conference altogether
        values.setdefault("sites", now["sites"])
    conferences.edit(actor, conference, links=entry.about.get("links"), reasons=BACK, **values)


def _by(step: str, reason: Any = None) -> Back:
    """By the step of the table that leads back."""

    def back(actor: Any, entry: Entry) -> None:
        conference = _conference_as_left(entry)
        conferences.take(actor, conference, TRANSITIONS[step], reason=str(reason) if reason else None, reasons=BACK)
        _refuse_elsewhere(entry, conference)

    return back


def _set_back(actor: Any, entry: Entry) -> None:
    conferences.set_back(actor, _conference_as_left(entry), state=(entry.before or {})["state"])


def _start(actor: Any, entry: Entry) -> None:
    conference = _conference_as_left(entry)
    begun = [item.started_at for item in items_of(conference)] + [turn.started_at for turn in turns_of(conference)]
    if any(begun):
        raise Refused(_("An item of the agenda, or a turn to speak, has already begun, so the conference has started."))
    _set_back(actor, entry)


def _cancel(actor: Any, entry: Entry) -> None:
    conference = _conference_as_left(entry)
    conferences.take(actor, conference, TRANSITIONS["restore"])
    if (entry.before or {})["state"] == POSTPONED:
        conferences.take(
            actor, conference, TRANSITIONS["postpone"], reason=(_put_off_before(entry)[0].after or {})["reason"]
        )
    _refuse_elsewhere(entry, conference)


def _restore(actor: Any, entry: Entry) -> None:
    """As it was put off or cancelled, also if restoring led to a draft: it still leads back to where it was."""
    put_off = _put_off_before(entry)
    conferences.set_back(
        actor,
        _conference_as_left(entry),
        state=(entry.before or {})["state"],
        reason=(put_off[0].after or {})["reason"],
        state_before=next(state for each in put_off if (state := (each.before or {})["state"]) != POSTPONED),
    )


def _refuse_elsewhere(entry: Entry, conference: Conference) -> None:
    """What is put off or cancelled gives up its slot; the step back does not lead into one that is taken."""
    if conference.state != (entry.before or {})["state"]:
        raise Refused(_("Another conference has taken the slot meanwhile; restore it as a draft instead."))


def _put_off_before(entry: Entry) -> list[Entry]:
    """How it had come to be put off or cancelled before this entry, the latest first."""
    kinds = ("conference.postponed", "conference.cancelled")
    query = select(Entry).where(Entry.stream == entry.stream, Entry.version < entry.version, Entry.kind.in_(kinds))
    return list(db.session.scalars(query.order_by(Entry.version.desc())))


def _conference(entry: Entry) -> Conference:
    return db.session.get_one(Conference, entry.about["conference"])


def _conference_as_left(entry: Entry) -> Conference:
    conference = _conference(entry)
    refuse_changed(entry, {"state": conference.state})
    return conference


UNDO: dict[str, Back] = {
    "conference.edited": _edit,
    "conference.rescheduled": _edit,
    "conference.sites_changed": _edit,
    "conference.submitted": _by("withdraw"),
    "conference.withdrawn": _by("submit"),
    "conference.refused": _set_back,
    "conference.approved": _set_back,
    "conference.opened": _set_back,
    "conference.started": _start,
    "conference.recessed": _set_back,  # not by the next step, which lets also go on what had stood still before
    "conference.resumed": _set_back,
    "conference.closed": _by("reopen", _("Closed by mistake")),
    "conference.reopened": _by("close"),
    "conference.postponed": _by("restore"),
    "conference.cancelled": _cancel,
    "conference.restored": _restore,
    "conference.archived": _set_back,
    **AGENDA,
    **GROUPS,
    **messages.MESSAGES,
    **PEOPLE,
    **invitations.INVITATIONS,
    **ATTENDANCE,
    **FLOOR,
    **POLLS,
    **readiness.READINESS,
    **RESOURCES,
    **SITES,
    **of_stage.UNDO,
    **votes.VOTES,
    **WEEKS,
}

# What could have been taken back, and now can no more, whatever else is taken back.
TOO_LATE: dict[str, Callable[[Entry], bool]] = messages.TOO_LATE | votes.TOO_LATE

_PAST = _("What was entered from the past stays; correct it where it is wrong.")
_LINK = _("A link that was changed stays changed: who held the old one must not get in again.")
_LETTER = _("A letter cannot be taken back once it is written down here; withdraw it while it waits.")
_ACCOUNT = _("What concerns signing in is not taken back; it is done anew on the page of the account.")
_FOLLOWED = _("This followed from a change of the sites; take that one back, and it follows again.")
_HANDED = _("What was handed over is handed back on the page of who has it now.")
CANNOT: dict[str, Any] = {
    "conference.planned": _("A conference that was planned is not taken back but cancelled."),
    "conference.handed_over": _HANDED,
    "conference.issued": _("Those invited know of it; postpone or cancel the conference instead."),
    "conference.time_proposed": _(
        "Who asked finds it among the things to do; propose another time, or approve the one asked for."
    ),
    "conference.proposal_accepted": _("Both sides agreed on it; move the conference or cancel it instead."),
    "conference.proposal_declined": _("The approver may propose the same time again."),
    **invitations.CANNOT,
    "conference.set_back": _("This was taken back itself; take the step again instead."),
    "conference.entered_from_the_past": _PAST,
    "conference.link_renewed": _LINK,
    "conference.link_revoked": _LINK,
    "conference.delegate_link_renewed": _LINK,
    "conference.stage_link_renewed": _LINK,
    **of_screens.CANNOT,
    "agenda.forecast_announced": _("Those told know of it; where the turn moves again, they are told again."),
    "agenda.sites_lost": _FOLLOWED,
    "agenda.sites_given_back": _FOLLOWED,
    "agenda.entered_from_the_past": _PAST,
    "agenda.item_set_back": _("This was taken back itself; make the gesture again instead."),
    **dict.fromkeys(("letter.sent", "letter.died", "letter.lapsed", "letter.withdrawn", "letter.resent"), _LETTER),
    "week.published": _("Those who read the week know of it; change it and publish the next edition."),
    "week.papers_made": _("The files belong to what was published; publish the next edition instead."),
    "poll.opened": _("Guests may have it already; close the poll instead."),
    "poll.changed": _("What was asked is changed again on the page of the poll."),
    "participation.noted": _("A note stays as it was written; write another one."),
    "poll.answered": _("An answer is a guest's own; strike it out instead."),
    "poll.answer_changed": _("An answer is a guest's own; correct it on the page of the poll."),
    "poll.decided": _(
        "Guests see the chosen time; reopen the poll with a reason, and move the conference on its page."
    ),
    "poll.planned": _("This followed from planning the conference; cancel that one instead."),
    "poll.link_renewed": _LINK,
    "poll.link_revoked": _LINK,
    "poll.names_erased": _("What is erased is known to nobody any more."),
    **messages.CANNOT,
    **readiness.CANNOT,
    **FLOOR_CANNOT,
    **votes.CANNOT,
    "settings.changed": _("What the office sets is set anew on its page."),
    "site.reorganised": _("Roles and conferences have gone along; reorganise the new units in their turn."),
    "site.added": _("Others may already rely on this unit; give it a last day instead."),
    "person.added": _("Others may already rely on this person; close the account instead."),
    "person.handed_over": _HANDED,
    "person.disabled": _ACCOUNT,
    "person.enabled": _ACCOUNT,
    "person.signed_out_elsewhere": _ACCOUNT,
    "person.language_chosen": _("The language is chosen again with one press."),
    "person.password_changed": _ACCOUNT,
    "person.signed_in": _ACCOUNT,
    "person.signed_out": _ACCOUNT,
    "person.link_made": _ACCOUNT,
    "person.token_issued": _ACCOUNT,
    "person.token_revoked": _ACCOUNT,
    "person.calendar_link_made": _LINK,
    "person.calendar_link_revoked": _LINK,
}
