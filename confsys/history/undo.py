"""How one entry of the journal is taken back: as a new change, by the actions that own the rows.

UNDO says for each kind of entry how; CANNOT says for every other kind why not.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from confsys.agenda import actions as agenda
from confsys.agenda import entries
from confsys.agenda.models import RUN, AgendaItem
from confsys.agenda.queries import items_of
from confsys.conferences import actions as conferences
from confsys.conferences.clashes import Because
from confsys.conferences.entries import plain
from confsys.conferences.models import Conference
from confsys.conferences.transitions import POSTPONED, TRANSITIONS
from confsys.errors import Refused
from confsys.extensions import db
from confsys.history.left import before, changed_since, read, refuse_changed
from confsys.history.undo_groups import GROUPS
from confsys.history.undo_invitations import INVITATIONS
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
    if any(item.started_at for item in items_of(_conference_as_left(entry))):
        raise Refused(_("An item of the agenda has already begun, so the conference has started."))
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


# -- agendas ---------------------------------------------------------------------------------------


def _item_added(actor: Any, entry: Entry) -> None:
    item = _item(entry)
    refuse_changed(entry, entries.plain(item))
    agenda.delete(actor, item)


def _item_edited(actor: Any, entry: Entry) -> None:
    item, named = _item(entry), personal_of(entry)
    refuse_changed(entry, entries.plain(item))
    values = before(entry)
    if named:
        refuse_changed(entry, {"presenter": item.presenter}, after={"presenter": named["presenter"]})
        values["presenter"] = named["before"]
    agenda.edit(actor, item, **values)


def _item_deleted(actor: Any, entry: Entry) -> None:
    conference, values, named = _conference(entry), before(entry), personal_of(entry)
    if db.session.get(AgendaItem, entry.about["item"]) is not None:
        raise Refused(_("The item is back on the agenda already."))
    position = values.pop("position", len(items_of(conference)) + 1)
    presenter, site = (named or {}).get("before", ""), values.pop("site")
    agenda.put_back(
        actor,
        conference,
        item_id=entry.about["item"],
        position=position,
        presenter=presenter,
        site_id=site,
        **values,
    )


def _item_moved(actor: Any, entry: Entry) -> None:
    """Back behind the item it stood behind; what came or went meanwhile does not matter."""
    item = _item(entry)
    items = {each.id: each for each in items_of(item.conference)}
    old, new = ([each for each in (side or {})["order"] if each in items] for side in (entry.before, entry.after))
    if [each for each in items if each in new] != new:
        raise changed_since()
    place = old.index(item.id)
    where = {"after": items[old[place - 1]]} if place else {"before": items[old[1]]}
    agenda.move(actor, item, **where)


def _written(actor: Any, entry: Entry) -> None:
    """What was written goes, and what it replaced comes back."""
    conference, named = _conference(entry), personal_of(entry) or {}
    here = {item.id: item for item in items_of(conference)}
    added = (entry.after or {})["items"]
    if any(name not in here or entries.plain(here[name]) != values for name, values in added.items()):
        raise changed_since()
    removed = (entry.before or {})["items"].values()
    presenters = named.get("before") or [""] * len(removed)
    items = [
        {name: read(name, value) for name, value in values.items()} | {"presenter": presenter}
        for values, presenter in zip(removed, presenters, strict=True)
    ]
    agenda.write(actor, conference, items=items, without=[here[name] for name in added])


def _item_run(actor: Any, entry: Entry) -> None:
    item = _item(entry)
    refuse_changed(entry, item.run)
    agenda.set_back(actor, item, run={name: value for name, value in (entry.before or {}).items() if name in RUN})


def _item(entry: Entry) -> AgendaItem:
    item = db.session.get(AgendaItem, entry.about["item"])
    if item is None:
        raise Refused(_("The item is no longer on the agenda."))
    return item


GESTURES = tuple(
    f"agenda.item_{happened}"
    for happened in ("called", "started", "paused", "resumed", "finished", "skipped", "reopened", "adjusted")
)
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
    "conference.recessed": _by("resume"),
    "conference.resumed": _by("recess"),
    "conference.closed": _by("reopen", _("Closed by mistake")),
    "conference.reopened": _by("close"),
    "conference.postponed": _by("restore"),
    "conference.cancelled": _cancel,
    "conference.restored": _restore,
    "conference.archived": _set_back,
    "agenda.item_added": _item_added,
    "agenda.written": _written,
    "agenda.item_edited": _item_edited,
    "agenda.item_deleted": _item_deleted,
    "agenda.item_moved": _item_moved,
    **dict.fromkeys(GESTURES, _item_run),
    **GROUPS,
    **PEOPLE,
    **INVITATIONS,
    **POLLS,
    **RESOURCES,
    **SITES,
    **WEEKS,
}

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
    "conference.set_back": _("This was taken back itself; take the step again instead."),
    "conference.entered_from_the_past": _PAST,
    "conference.link_renewed": _LINK,
    "conference.link_revoked": _LINK,
    "conference.stage_link_renewed": _LINK,
    "agenda.sites_lost": _FOLLOWED,
    "agenda.sites_given_back": _FOLLOWED,
    "agenda.entered_from_the_past": _PAST,
    "agenda.item_set_back": _("This was taken back itself; make the gesture again instead."),
    **dict.fromkeys(("letter.sent", "letter.died", "letter.lapsed", "letter.withdrawn", "letter.resent"), _LETTER),
    "week.published": _("Those who read the week know of it; change it and publish the next edition."),
    "week.papers_made": _("The files belong to what was published; publish the next edition instead."),
    "poll.opened": _("Guests may have it already; close the poll instead."),
    "poll.changed": _("What was asked is changed again on the page of the poll."),
    "poll.answered": _("An answer is a guest's own; strike it out instead."),
    "poll.answer_changed": _("An answer is a guest's own; correct it on the page of the poll."),
    "poll.decided": _(
        "Guests see the chosen time; reopen the poll with a reason, and move the conference on its page."
    ),
    "poll.planned": _("This followed from planning the conference; cancel that one instead."),
    "poll.link_renewed": _LINK,
    "poll.link_revoked": _LINK,
    "poll.names_erased": _("What is erased is known to nobody any more."),
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
